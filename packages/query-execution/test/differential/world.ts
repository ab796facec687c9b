import { createHash } from "node:crypto";
import { buildSubgraphSchema } from "@apollo/subgraph";
import {
  execute,
  getNamedType,
  getNullableType,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
} from "graphql";

/** A subgraph that lives in this process. */
export type Subgraph = {
  name: string;
  sdl: string;
  execute(request: { query: string; variables?: Record<string, unknown> | undefined }): Promise<Answered>;
};

export type Answered = {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
};

/** An object of the world: what is known of it from a key or a requirement, and its number, from which all else follows. */
type Thing = { __typename: string; number: number; given: Record<string, unknown> };

/** Things of one type differ by their number; with so few of them the same one is met often. */
const things = 7;

/** A number that only the texts decide. */
export function hash(...parts: unknown[]): number {
  return createHash("md5").update(JSON.stringify(parts)).digest().readUInt32BE();
}

/**
 * A subgraph whose answers follow from what is asked alone: each field of each thing has its own value, null or error,
 * the same in every subgraph that has it. A field that requires others shows in its value which it was given.
 */
export function subgraphOf(name: string, sdl: string, kinds: Kinds): Subgraph {
  const schema = buildSubgraphSchema(parse(sdl));
  const keys = keysIn(sdl);
  const requiring = requiringIn(sdl);
  const entities = schema.getQueryType()?.getFields()["_entities"];
  if (entities) {
    entities.resolve = (_, { representations }: { representations: Record<string, unknown>[] }) =>
      representations.map((given) => thingOf(String(given["__typename"]), numberIn(given, keys), given));
  }

  function thingOf(typename: string, number: number, given: Record<string, unknown> = {}): Thing {
    const types = kinds.get(typename) ?? possibleTypes(typename);
    const kind = types.indexOf(typename);
    // An interface that is an object here: only others know of which type a thing is.
    if (kind === -1 && !isAbstractType(schema.getType(typename)))
      return { __typename: typename, number, given };
    // Of those that share an interface and its keys, the number says which one it is.
    const own = kind === -1 ? number : number - (number % types.length) + kind;
    return { __typename: kind === -1 ? types[number % types.length]! : typename, number: own, given };
  }

  function possibleTypes(typename: string): readonly string[] {
    const type = schema.getType(typename);
    if (!isAbstractType(type)) return [typename];
    return schema
      .getPossibleTypes(type)
      .map((each) => each.name)
      .toSorted();
  }

  const resolve: GraphQLFieldResolver<Thing | undefined, unknown> = (thing, args, _context, info) => {
    const { fieldName, returnType } = info;
    const parent = info.parentType.name;
    const given = thing && Object.hasOwn(thing.given, fieldName) ? thing.given[fieldName] : undefined;
    const number = thing?.number ?? 0;
    if (given !== undefined && !hasThings(returnType)) return given;
    const isKey = keys.has(fieldName);
    const names = requiring.get(`${parent}.${fieldName}`);
    const required = names ? [pick(thing?.given, names)] : [];
    const seed = [
      parent === schema.getQueryType()?.name ? "Query" : parent,
      number,
      fieldName,
      args,
      ...required,
    ];
    return isKey ? keyOf(returnType, number) : valueOf(returnType, seed);
  };

  function keyOf(type: GraphQLOutputType, number: number): unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return [keyOf(nullable.ofType, number)];
    const named = getNamedType(type);
    if (isObjectType(named)) return thingOf(named.name, number);
    return named.name === "Int" ? number : String(number);
  }

  function valueOf(type: GraphQLOutputType, seed: readonly unknown[]): unknown {
    const chance = hash("fate", ...seed) % 100;
    if (chance < 2)
      throw new GraphQLError(`No ${String(seed[2])}.`, {
        extensions: { code: "FAILED", of: seed.slice(0, 2) },
      });
    if (!isNonNullType(type) && chance < 12) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const length = hash("length", ...seed) % 4;
      return Array.from({ length }, (_, index) => {
        try {
          return valueOf(nullable.ofType, [...seed, index]);
        } catch (error) {
          return error;
        }
      });
    }
    const value = hash(...seed);
    if (isEnumType(nullable)) return nullable.getValues()[value % nullable.getValues().length]!.name;
    if (isAbstractType(nullable) || isObjectType(nullable)) return thingOf(nullable.name, value % things);
    switch (nullable.name) {
      case "Int":
        return value % 2 === 0 ? 0 : value % 1000;
      case "Float":
        return (value % 10_000) / 8;
      case "Boolean":
        return value % 2 === 0;
      case "JSON":
        return [{ constructor: value, deep: [null, [value]] }, "text", value, false][value % 4];
      default:
        return value % 5 === 0
          ? ""
          : value % 5 === 1
            ? `"${value}"\n中文\ud83d`
            : `${String(seed[2])} ${value}`;
    }
  }

  return {
    name,
    sdl,
    async execute({ query, variables }) {
      const result = await execute({
        schema,
        document: parse(query),
        variableValues: variables ?? null,
        fieldResolver: resolve,
        typeResolver: (thing: Thing) => thing.__typename,
      });
      // As it would come over HTTP.
      return JSON.parse(JSON.stringify(result)) as Answered;
    },
  };
}

const hasThings = (type: GraphQLOutputType) => "getFields" in getNamedType(type);

/** The number is in every key, wherever in it. */
function numberIn(given: Record<string, unknown>, keys: ReadonlySet<string>): number {
  for (const [name, value] of Object.entries(given)) {
    if (!keys.has(name)) continue;
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first !== "object" || first === null) return Number(first);
    return numberIn(first as Record<string, unknown>, keys);
  }
  return Number.NaN;
}

/** The object types of each interface that has keys: under its name, and under theirs. */
export type Kinds = ReadonlyMap<string, readonly string[]>;

export function kindsOf(sdls: readonly string[]): Kinds {
  const definitions = sdls.flatMap((sdl) => parse(sdl).definitions);
  const kinds = new Map<string, string[]>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    if (!definition.directives?.some(({ name }) => name.value === "key")) continue;
    const types = definitions.flatMap((other) =>
      other.kind === Kind.OBJECT_TYPE_DEFINITION &&
      other.interfaces?.some(({ name }) => name.value === definition.name.value)
        ? other.name.value
        : [],
    );
    for (const name of [definition.name.value, ...types]) kinds.set(name, [...new Set(types)].toSorted());
  }
  return kinds;
}

/** Names of fields that are, or are in, a key somewhere. */
function keysIn(sdl: string): ReadonlySet<string> {
  return new Set(
    [...sdl.matchAll(/@key\(fields: "([^"]+)"/g)].flatMap(([, fields]) => fields!.match(/\w+/g) ?? []),
  );
}

/** Fields that require others, and the names of what they require. */
function requiringIn(sdl: string): ReadonlyMap<string, readonly string[]> {
  const required = (field: string) =>
    new RegExp(`\\b${field}\\b[^\\n@]*@requires\\(fields: "([^"]+)"`).exec(sdl)?.[1]?.match(/\w+/g) ?? [];
  return new Map(
    Array.from(coordinatesOf(sdl, "requires"), (place) => [place, required(place.split(".")[1]!)]),
  );
}

/** What of a value is under these names, in one order. */
function pick(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, names));
  if (typeof value !== "object" || value === null) return value;
  return names
    .filter((name) => Object.hasOwn(value, name))
    .map((name) => [name, pick((value as Record<string, unknown>)[name], names)]);
}

/** `Type.field` of each field that has a directive. */
export function coordinatesOf(sdl: string, directive: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const definition of parse(sdl).definitions) {
    if (!("fields" in definition) || !definition.fields) continue;
    for (const field of definition.fields) {
      if (field.directives?.some(({ name }) => name.value === directive))
        found.add(`${definition.name.value}.${field.name.value}`);
    }
  }
  return found;
}
