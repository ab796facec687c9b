import { JsonData } from "@linli/query-execution";
import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";

/** How long a list gets: by one of these arguments, or else as assumed. */
type ListSize = { assumed: number; by: readonly string[]; sized: readonly string[] };

/** What the supergraph says of costs, by `Type.field`; a type's weight stands under its name. */
export type CostModel = { weights: ReadonlyMap<string, number>; sizes: ReadonlyMap<string, ListSize> };

/** Items of a list of which the supergraph says nothing. */
const assumedItems = 10;
/** A write locks, checks and tells others. */
const mutationWeight = 10;

/** Reads `@cost` and `@listSize` from a supergraph. The schema that clients see has them no more. */
export function costModelOf(supergraphSdl: string): CostModel {
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  for (const definition of parse(supergraphSdl).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    const type = definition.name.value;
    note(type, definition.directives);
    for (const field of definition.fields ?? []) note(`${type}.${field.name.value}`, field.directives);
  }
  return { weights, sizes };

  function note(name: string, directives: readonly ConstDirectiveNode[] = []) {
    for (const directive of directives) {
      const given = Object.fromEntries(
        (directive.arguments ?? []).map((each) => [each.name.value, valueFromASTUntyped(each.value)]),
      ) as Record<string, never>;
      if (directive.name.value === "cost") weights.set(name, given["weight"] ?? 1);
      if (directive.name.value === "listSize") {
        sizes.set(name, {
          assumed: given["assumedSize"] ?? assumedItems,
          by: given["slicingArguments"] ?? [],
          sized: given["sizedFields"] ?? [],
        });
      }
    }
  }
}

/** What an operation may cost, and the variables that it depends on: others change nothing. */
export type Cost = { points: number; dependsOn: readonly string[] };

type Variables = Readonly<Record<string, unknown>>;

/**
 * What an operation may cost at most: one point for each object that it can answer, as often as the lists above it can
 * be long; ten for a write. Each fragment is weighed once for each length that is handed to it.
 */
export function costOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  schema: GraphQLSchema,
  { weights, sizes }: CostModel,
): Cost {
  const values = { ...defaultsOf(operation), ...variables };
  const dependsOn = new Set<string>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const weighed = new Map<string, number>();
  const root = schema.getRootType(operation.operation);
  const base = operation.operation === OperationTypeNode.MUTATION ? mutationWeight : 0;
  const points = base + (root ? ofSelections(operation.selectionSet, root.name, undefined) : 0);
  return { points, dependsOn: [...dependsOn] };

  function ofSelections(
    { selections }: SelectionSetNode,
    typeName: string,
    handedDown: { size: number; to: readonly string[] } | undefined,
  ): number {
    let sum = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) sum += ofField(selection, typeName, handedDown);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        sum += ofSelections(
          selection.selectionSet,
          selection.typeCondition?.name.value ?? typeName,
          handedDown,
        );
      } else {
        const key = `${selection.name.value} ${handedDown?.size}`;
        let known = weighed.get(key);
        if (known === undefined) {
          const fragment = fragments.get(selection.name.value)!;
          known = ofSelections(fragment.selectionSet, fragment.typeCondition.name.value, handedDown);
          weighed.set(key, known);
        }
        sum += known;
      }
    }
    return sum;
  }

  function ofField(
    field: FieldNode,
    typeName: string,
    handedDown: { size: number; to: readonly string[] } | undefined,
  ): number {
    const type = schema.getType(typeName);
    const definition = type && "getFields" in type ? type.getFields()[field.name.value] : undefined;
    if (!definition) return 0; // `__typename`, and what introspection answers from memory.
    const name = `${typeName}.${field.name.value}`;
    const named = getNamedType(definition.type as GraphQLOutputType);
    const isObject = isCompositeType(named);
    const weight = weights.get(name) ?? weights.get(named.name) ?? (isObject ? 1 : 0);
    const list = sizes.get(name);
    const size = list && Math.max(1, sliceOf(field.arguments, list));
    const isSized = handedDown?.to.includes(field.name.value);
    const items = isListType(getNullableType(definition.type))
      ? isSized
        ? handedDown!.size
        : (size ?? assumedItems)
      : 1;
    if (!field.selectionSet) return items * weight;
    const below = list && list.sized.length > 0 ? { size: size!, to: list.sized } : undefined;
    return items * (weight + ofSelections(field.selectionSet, named.name, below));
  }

  function sliceOf(given: readonly ArgumentNode[] = [], { assumed, by }: ListSize): number {
    const sliced = given
      .filter((argument) => by.includes(argument.name.value))
      .map(({ value }) => {
        if (value.kind === Kind.VARIABLE) dependsOn.add(value.name.value);
        return Number(valueFromASTUntyped(value, values));
      })
      .filter((count) => Number.isFinite(count));
    return sliced.length > 0 ? Math.max(...sliced) : assumed;
  }
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}

/** What an answer did cost: a point for each object in it. */
export function costOfAnswer(data: unknown): number {
  if (data instanceof JsonData) return data.objects;
  let objects = 0;
  const open = [data];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    if (!Array.isArray(next)) objects += 1;
    for (const inner of Object.values(next)) open.push(inner);
  }
  return Math.max(0, objects - 1);
}
