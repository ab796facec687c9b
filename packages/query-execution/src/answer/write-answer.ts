import {
  getNamedType,
  GraphQLError,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type OperationDefinitionNode,
} from "graphql";
import type { Data } from "../subgraph.ts";
import { collectFields, type Selected, type TypedField, type TypedSelection } from "./collect-fields.ts";
import { JsonData } from "./json-data.ts";
import { compileLeaf } from "./write-leaf.ts";

/** Answers a field of introspection (`__schema`, `__type`). */
export type Introspect = (nodes: readonly FieldNode[]) => unknown;

/** One writing of an answer. */
type Writing = {
  errors: GraphQLError[];
  /** Where it is: the first `depth` of these. */
  path: (string | number)[];
  depth: number;
  objects: number;
  introspect: Introspect;
  /** What was written of objects that stand at several places, by what was selected of them; undefined where none do. */
  written: Map<FieldsOf, Map<Data, Written>> | undefined;
};

type Written = { json: string; objects: number };

/** JSON; null for a plain null; undefined for a null that comes of something already reported. */
type Write = (value: unknown, writing: Writing) => string | null | undefined;

type FieldWriter = {
  /** As the caller calls it. */
  name: string;
  /** Under which name the data has it, and whether every object inherits something of that name. */
  from: string;
  isInherited: boolean;
  /** `"name":`, after a comma unless it is the first. */
  head: string;
  isNonNull: boolean;
  write: Write;
};

export type WriteAnswer = (
  data: Data,
  /** Whether some objects stand at several places in the data. */
  options: { introspect: Introspect; hasShared: boolean },
) => { data: JsonData | null; errors: GraphQLError[] };

/**
 * Compiles an operation into a function that writes its answer from all that services said: the fields that were asked
 * for in their order, types and enum values that callers may know, and null as far up as the schema asks for it.
 */
export function compileAnswer(
  { operation, root }: { operation: OperationDefinitionNode; root: GraphQLCompositeType },
  selected: Selected,
): WriteAnswer {
  const fieldsOf = compileFields([{ selectionSet: operation.selectionSet, declared: root }], root, selected);
  return (data, { introspect, hasShared }) => {
    const written = hasShared ? new Map<FieldsOf, Map<Data, Written>>() : undefined;
    const writing: Writing = { errors: [], path: [], depth: 0, objects: 0, introspect, written };
    // A service may call its root what it likes.
    const json = writeFields(data, fieldsOf(root.name)!, writing);
    return { data: json === undefined ? null : new JsonData(json, writing.objects), errors: writing.errors };
  };
}

/** Writes an object; undefined where a field that must not be null is. */
function writeFields(data: Data, fields: readonly FieldWriter[], writing: Writing): string | undefined {
  const { path } = writing;
  const depth = writing.depth++;
  let json = "{";
  for (const field of fields) {
    const { from } = field;
    path[depth] = field.name;
    const value = field.isInherited && !Object.hasOwn(data, from) ? undefined : data[from];
    const text = field.write(value, writing);
    if (typeof text === "string") json += field.head + text;
    else if (field.isNonNull) {
      writing.depth = depth;
      return undefined;
    } else json += `${field.head}null`;
  }
  writing.depth = depth;
  return `${json}}`;
}

/** The writers of an object's fields, by the name of its type; undefined for a type that callers may not know. */
type FieldsOf = (typename: string | undefined) => readonly FieldWriter[] | undefined;

function compileFields(
  selections: readonly TypedSelection[],
  declared: GraphQLCompositeType,
  selected: Selected,
): FieldsOf {
  const known = new Map<string | undefined, readonly FieldWriter[] | undefined>();
  return (typename) => {
    const found = known.get(typename);
    if (found) return found;
    const type = typename ? selected.schema.getType(typename) : declared;
    if (!isCompositeType(type)) return undefined;
    const compiled = Array.from(collectFields(selections, type, selected), ([name, fields], index) => {
      const from = selected.nameOf(fields[0]!.node);
      const head = `${index === 0 ? "" : ","}"${name}":`;
      const isInherited = from in Object.prototype;
      return { name, from, isInherited, head, ...compileField(fields, type, selected) };
    });
    known.set(typename, compiled);
    return compiled;
  };
}

function compileField(
  fields: readonly TypedField[],
  type: GraphQLCompositeType,
  selected: Selected,
): { isNonNull: boolean; write: Write } {
  const [{ node, parent }] = fields as [TypedField];
  const fieldName = node.name.value;
  if (fieldName === "__typename") {
    const text = isObjectType(type) ? `"${type.name}"` : undefined;
    return { isNonNull: true, write: text ? () => text : (value) => objectTypeName(value, selected.schema) };
  }
  if (fieldName === "__schema" || fieldName === "__type")
    return {
      isNonNull: false,
      write: (_, { introspect }) => JSON.stringify(introspect(fields.map((each) => each.node)) ?? null),
    };
  const declared = typeOf(parent, node);
  return {
    isNonNull: isNonNullType(declared),
    write: compileValue(declared, { fields, parent: type.name, selected }),
  };
}

function typeOf(parent: GraphQLCompositeType, { name }: FieldNode): GraphQLOutputType {
  const definition = "getFields" in parent ? parent.getFields()[name.value] : undefined;
  if (!definition) throw new Error(`There is no field "${name.value}" of ${parent.name}.`);
  return definition.type;
}

/** Of an interface whose types are in another service, the object's own type may have come under an alias. */
function objectTypeName(value: unknown, schema: GraphQLSchema): string | undefined {
  return typeof value === "string" && isObjectType(schema.getType(value)) ? `"${value}"` : undefined;
}

type Place = { fields: readonly TypedField[]; parent: string; selected: Selected };

function compileValue(type: GraphQLOutputType, place: Place): Write {
  if (isNonNullType(type)) {
    const inner = compileValue(type.ofType as GraphQLOutputType, place);
    return (value, writing) => {
      const text = inner(value, writing);
      if (text !== null) return text;
      report(writing, `Cannot return null for non-nullable ${whereIn(writing, type.ofType, place)}.`);
      return undefined;
    };
  }
  if (isListType(type)) return compileList(type.ofType, place);
  if (isLeafType(type)) {
    const write = compileLeaf(type);
    return (value, writing) => {
      if (value === null || value === undefined) return null;
      const text = write(value);
      if (text === undefined) report(writing, `Invalid value found for ${whereIn(writing, type, place)}.`);
      return text;
    };
  }
  return compileObject(type, place);
}

function compileList(itemType: GraphQLOutputType, place: Place): Write {
  const write = compileValue(itemType, place);
  const isNonNull = isNonNullType(itemType);
  return (value, writing) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return malformed(writing, "list", place);
    const { path } = writing;
    const depth = writing.depth++;
    let json = "[";
    let isWhole = true;
    for (let index = 0; index < value.length; index++) {
      path[depth] = index;
      const text = write(value[index], writing);
      if (typeof text !== "string" && isNonNull) isWhole = false;
      json += index === 0 ? (text ?? "null") : `,${text ?? "null"}`;
    }
    writing.depth = depth;
    return isWhole ? `${json}]` : undefined;
  };
}

function compileObject(type: GraphQLCompositeType, place: Place): Write {
  const selections = place.fields.flatMap(({ node, parent }) => {
    const declared = getNamedType(typeOf(parent, node));
    return node.selectionSet && isCompositeType(declared)
      ? { selectionSet: node.selectionSet, declared }
      : [];
  });
  const fieldsOf = compileFields(selections, type, place.selected);
  return (value, writing) => {
    if (value === null || value === undefined) return null;
    if (typeof value !== "object" || Array.isArray(value)) return malformed(writing, "object", place);
    const typename = (value as Data)["__typename"];
    const fields = typename === undefined || typeof typename === "string" ? fieldsOf(typename) : undefined;
    if (!fields) {
      report(writing, `Invalid __typename found for object at ${whereIn(writing, type, place)}.`);
      return undefined;
    }
    writing.objects += 1;
    return writing.written
      ? writeOnce(value as Data, { fields, fieldsOf, writing, written: writing.written })
      : writeFields(value as Data, fields, writing);
  };
}

/** Writes an object, or takes what was written of it at another place. */
function writeOnce(
  data: Data,
  parts: {
    fields: readonly FieldWriter[];
    fieldsOf: FieldsOf;
    writing: Writing;
    written: Map<FieldsOf, Map<Data, Written>>;
  },
): string | undefined {
  const { fields, fieldsOf, writing, written } = parts;
  let known = written.get(fieldsOf);
  if (!known) written.set(fieldsOf, (known = new Map<Data, Written>()));
  const before = known.get(data);
  if (before) {
    writing.objects += before.objects;
    return before.json;
  }
  const [objects, errors] = [writing.objects, writing.errors.length];
  const json = writeFields(data, fields, writing);
  // An error belongs to its place: it is found again at the next one.
  if (json !== undefined && writing.errors.length === errors)
    known.set(data, { json, objects: writing.objects - objects });
  return json;
}

/** What a service answered is no list, or no object, where the schema promises one. */
function malformed(writing: Writing, promised: string, place: Place): undefined {
  const last = writing.path[writing.depth - 1];
  report(writing, `Invalid non-${promised} value found for field ${place.parent}.${last}.`);
}

function whereIn({ path, depth }: Writing, type: GraphQLOutputType, { parent }: Place): string {
  const last = path[depth - 1]!;
  return typeof last === "string"
    ? `field ${parent}.${last}`
    : `array element of type ${String(type)} at index ${last}`;
}

function report({ errors, path, depth }: Writing, message: string): void {
  errors.push(
    new GraphQLError(message, { path: path.slice(0, depth), extensions: { code: "INVALID_GRAPHQL" } }),
  );
}
