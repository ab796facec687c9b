import {
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
  type SelectionSetNode,
} from "graphql";
import type { Data } from "../subgraph.ts";
import { collectFields, type CollectedField, type Selected } from "./collect-fields.ts";
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
};

/** JSON; null for a plain null; undefined for a null that comes of something already reported. */
type Write = (value: unknown, writing: Writing) => string | null | undefined;

type FieldWriter = {
  name: string;
  /** Whether every object inherits something of this name. */
  isInherited: boolean;
  /** `"name":`, after a comma unless it is the first. */
  head: string;
  isNonNull: boolean;
  write: Write;
};

export type WriteAnswer = (
  data: Data,
  introspect: Introspect,
) => { data: JsonData | null; errors: GraphQLError[] };

/**
 * Compiles an operation into a function that writes its answer from all that services said: the fields that were asked
 * for in their order, types and enum values that callers may know, and null as far up as the schema asks for it.
 */
export function compileAnswer(
  { operation, root }: { operation: OperationDefinitionNode; root: GraphQLCompositeType },
  selected: Selected,
): WriteAnswer {
  const fieldsOf = compileFields([operation.selectionSet], root, selected);
  return (data, introspect) => {
    const writing: Writing = { errors: [], path: [], depth: 0, objects: 0, introspect };
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
    const { name } = field;
    path[depth] = name;
    const value = field.isInherited && !Object.hasOwn(data, name) ? undefined : data[name];
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
  selectionSets: readonly SelectionSetNode[],
  declared: GraphQLCompositeType,
  selected: Selected,
): FieldsOf {
  const known = new Map<string | undefined, readonly FieldWriter[] | undefined>();
  return (typename) => {
    const found = known.get(typename);
    if (found) return found;
    const type = typename ? selected.schema.getType(typename) : declared;
    if (!isCompositeType(type)) return undefined;
    const compiled = Array.from(collectFields(selectionSets, type, selected), ([name, field], index) => ({
      name,
      isInherited: name in Object.prototype,
      head: `${index === 0 ? "" : ","}"${name}":`,
      ...compileField(field, type, selected),
    }));
    known.set(typename, compiled);
    return compiled;
  };
}

function compileField(
  { nodes, parent }: CollectedField,
  type: GraphQLCompositeType,
  selected: Selected,
): { isNonNull: boolean; write: Write } {
  const fieldName = nodes[0]!.name.value;
  if (fieldName === "__typename") {
    const text = isObjectType(type) ? `"${type.name}"` : undefined;
    return { isNonNull: true, write: text ? () => text : (value) => objectTypeName(value, selected.schema) };
  }
  if (fieldName === "__schema" || fieldName === "__type")
    return { isNonNull: false, write: (_, { introspect }) => JSON.stringify(introspect(nodes) ?? null) };
  const definition = "getFields" in parent ? parent.getFields()[fieldName] : undefined;
  if (!definition) throw new Error(`There is no field "${fieldName}" of ${parent.name}.`);
  return {
    isNonNull: isNonNullType(definition.type),
    write: compileValue(definition.type, { nodes, parent: type.name, selected }),
  };
}

/** Of an interface whose types are in another service, the object's own type may have come under an alias. */
function objectTypeName(value: unknown, schema: GraphQLSchema): string | undefined {
  return typeof value === "string" && isObjectType(schema.getType(value)) ? `"${value}"` : undefined;
}

type Place = { nodes: readonly FieldNode[]; parent: string; selected: Selected };

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
  const selectionSets = place.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const fieldsOf = compileFields(selectionSets, type, place.selected);
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
    return writeFields(value as Data, fields, writing);
  };
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
