import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";

/** Something with fields; each knows its type. */
export type LeanObject = { readonly __typename: string; readonly [field: string]: unknown };

type Arguments = Readonly<Record<string, unknown>>;
type Resolver = (parent: LeanObject, args: Arguments) => unknown;

/** What fields resolve to that are not simply there, by type and name. */
export type LeanResolvers = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;

type Operation = {
  resolvers: LeanResolvers;
  variables: Record<string, unknown>;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
};

/**
 * Answers a query without checking it against a schema: for services of a benchmark, which must cost next to nothing
 * beside the gateway and are asked only by gateways that have planned. There are no interfaces and no directives.
 */
export function answerLeanly(
  { query, variables = {} }: { query: string; variables?: Record<string, unknown> },
  resolvers: LeanResolvers,
): { data: Record<string, unknown> } {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let root: SelectionSetNode | undefined;
  for (const definition of parse(query, { noLocation: true }).definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) root ??= definition.selectionSet;
  }
  if (!root) throw new Error("The document has no operation.");
  return { data: select({ __typename: "Query" }, [root], { resolvers, variables, fragments }) };
}

function select(
  parent: LeanObject,
  selections: readonly SelectionSetNode[],
  operation: Operation,
): Record<string, unknown> {
  const fields = new Map<string, FieldNode[]>();
  for (const selection of selections) collect(parent.__typename, selection, operation, fields);
  const answer: Record<string, unknown> = {};
  for (const [key, nodes] of fields) {
    const [{ name, arguments: given = [] }] = nodes as [FieldNode, ...FieldNode[]];
    const resolver = operation.resolvers[parent.__typename]?.[name.value];
    const args = Object.fromEntries(
      given.map((each) => [each.name.value, valueFromASTUntyped(each.value, operation.variables)]),
    );
    const value = resolver ? resolver(parent, args) : parent[name.value];
    answer[key] = complete(value, nodes, operation);
  }
  return answer;
}

function complete(value: unknown, nodes: readonly FieldNode[], operation: Operation): unknown {
  if (Array.isArray(value)) return value.map((item) => complete(item, nodes, operation));
  const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  if (inner.length === 0 || value === null || value === undefined) return value ?? null;
  return select(value as LeanObject, inner, operation);
}

/** Fields by the name they have in the answer: the same name may stand in several fragments. */
function collect(
  typename: string,
  { selections }: SelectionSetNode,
  operation: Operation,
  fields: Map<string, FieldNode[]>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      const same = fields.get(key);
      if (same) same.push(selection);
      else fields.set(key, [selection]);
    } else {
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : operation.fragments.get(selection.name.value);
      if (!fragment) throw new Error("The document names a fragment that it does not have.");
      const condition = fragment.typeCondition?.name.value;
      if (condition === undefined || condition === typename)
        collect(typename, fragment.selectionSet, operation, fields);
    }
  }
}
