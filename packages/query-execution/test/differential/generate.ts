import { random, type Random } from "@linli/demo-world";
import {
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

export type Generated = { query: string; variables: Record<string, unknown> };

/** Writes an operation that is valid more often than not. */
export function generate(schema: GraphQLSchema, seed: string): Generated {
  return new Writer(schema, random(seed)).operation();
}

/** How deep an operation may go, and how many fields it may have. */
const limits = { depth: 5, fields: 16 };

class Writer {
  readonly #schema: GraphQLSchema;
  readonly #chance: Random;
  readonly #variables = new Map<string, { type: string; value: unknown }>();
  readonly #fragments = new Map<string, { on: string; text: string }>();
  #fields = 0;

  constructor(schema: GraphQLSchema, chance: Random) {
    this.#schema = schema;
    this.#chance = chance;
  }

  operation(): Generated {
    const mutation = this.#schema.getMutationType();
    const isMutation = mutation && this.#chance.chance(0.1);
    const root = isMutation ? mutation : this.#schema.getQueryType()!;
    const body = this.#selections(root, 0);
    const defined = Array.from(this.#variables, ([name, { type }]) => `$${name}: ${type}`);
    const fragments = Array.from(
      this.#fragments,
      ([name, { on, text }]) => `fragment ${name} on ${on} ${text}`,
    );
    const query = [
      `${isMutation ? "mutation" : "query"} Generated${defined.length > 0 ? `(${defined.join(", ")})` : ""} ${body}`,
      ...fragments,
    ].join("\n");
    const given = Array.from(this.#variables, ([name, { value }]) => [name, value] as const);
    return { query, variables: Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const chosen: string[] = [];
    const count = this.#chance.integer(1, depth === 0 ? 2 : 4);
    for (let index = 0; index < count; index++) chosen.push(this.#selection(type, depth));
    return `{ ${chosen.join(" ")} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const dice = this.#chance.next();
    if (dice < 0.06) return this.#chance.chance(0.5) ? "__typename" : `kind: __typename${this.#condition()}`;
    if (dice < 0.3 && depth < limits.depth) {
      const on = this.#condition();
      const conditions = this.#conditionTypes(type);
      const target = this.#chance.pick(conditions);
      if (this.#chance.chance(0.4)) return `...${this.#fragment(target, depth)}${on}`;
      const named = target !== type || this.#chance.chance(0.5) ? ` on ${target.name}` : "";
      return `...${named}${on} ${this.#selections(target, depth + 1)}`;
    }
    const fields = "getFields" in type ? Object.values(type.getFields()) : [];
    if (fields.length === 0) return "__typename";
    const inner = fields.filter((field) => isCompositeType(getNamedType(field.type)));
    const below = this.#chance.chance(depth < 3 ? 0.6 : 0.3) ? inner : fields;
    return this.#field(this.#chance.pick(below.length > 0 ? below : fields), depth);
  }

  /** The types that a fragment within a type may be on. */
  #conditionTypes(type: GraphQLCompositeType): GraphQLCompositeType[] {
    const objects = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
    const around = objects.flatMap((each) => (isObjectType(each) ? each.getInterfaces() : []));
    return [type, ...objects, ...objects, ...around];
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const known = [...this.#fragments].filter(([, { on, text }]) => on === type.name && text !== "");
    if (known.length > 0 && this.#chance.chance(0.6)) return this.#chance.pick(known)[0];
    const name = `F${this.#fragments.size}`;
    // Its own text is not there yet, so that it cannot spread itself.
    this.#fragments.set(name, { on: type.name, text: "" });
    this.#fragments.set(name, { on: type.name, text: this.#selections(type, depth + 1) });
    return name;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const named = getNamedType(field.type);
    this.#fields += 1;
    if (isCompositeType(named) && (depth >= limits.depth || this.#fields > limits.fields))
      return "__typename";
    const given = field.args.flatMap((argument) =>
      isNonNullType(argument.type) && argument.defaultValue === undefined
        ? [`${argument.name}: ${this.#argument(argument.type)}`]
        : this.#chance.chance(0.4)
          ? [`${argument.name}: ${this.#argument(argument.type)}`]
          : [],
    );
    const text = given.length > 0 ? `${field.name}(${given.join(", ")})` : field.name;
    const alias =
      given.length > 0 || this.#chance.chance(0.15)
        ? `${this.#chance.pick(["a", "b", "constructor", "name"])}${this.#chance.integer(1, 99)}: `
        : "";
    const selections = isCompositeType(named) ? ` ${this.#selections(named, depth + 1)}` : "";
    return `${alias}${text}${this.#condition()}${selections}`;
  }

  #argument(type: GraphQLInputType): string {
    if (this.#chance.chance(0.5)) return this.#literal(type);
    const name = `v${this.#variables.size}`;
    this.#variables.set(name, { type: String(type), value: this.#value(type) });
    return `$${name}`;
  }

  #condition(): string {
    if (!this.#chance.chance(0.12)) return "";
    const directive = this.#chance.pick(["@skip", "@include"]);
    if (this.#chance.chance(0.2)) return ` ${directive}(if: ${this.#chance.chance(0.5)})`;
    const name = this.#chance.pick(["yes", "no", "maybe"]);
    if (name === "maybe") this.#variables.set(name, { type: "Boolean = true", value: undefined });
    else this.#variables.set(name, { type: "Boolean!", value: name === "yes" });
    return ` ${directive}(if: $${name})`;
  }

  #literal(type: GraphQLInputType): string {
    const nullable = getNullableType(type);
    if (isEnumType(nullable)) return this.#chance.pick(nullable.getValues()).name;
    if (isListType(nullable)) return `[${this.#literal(nullable.ofType)}]`;
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter((field) => isNonNullType(field.type));
      return `{ ${fields.map((field) => `${field.name}: ${this.#literal(field.type)}`).join(", ")} }`;
    }
    return JSON.stringify(this.#value(type));
  }

  #value(type: GraphQLInputType): unknown {
    const nullable = getNullableType(type);
    if (!isNonNullType(type) && this.#chance.chance(0.1)) return null;
    if (isEnumType(nullable)) return this.#chance.pick(nullable.getValues()).name;
    if (isListType(nullable)) return [this.#value(nullable.ofType)];
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter((field) => isNonNullType(field.type));
      return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type)]));
    }
    if (nullable.name === "Int") return this.#chance.integer(0, 9);
    if (nullable.name === "Float") return this.#chance.integer(0, 9) / 4;
    if (nullable.name === "Boolean") return this.#chance.chance(0.5);
    return String(this.#chance.integer(0, 6));
  }
}
