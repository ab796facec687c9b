import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** An operation as its plan needs it: operations that differ in the order and the aliases of fields have the same. */
export type NormalForm = {
  /** The operation with all that it needs, as a document. */
  text: string;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Under which name the answer to the normal form has what this field asks for. */
  nameOf(field: FieldNode): string;
  /** The name that the caller gave to what stands under this one. */
  callersName(name: string): string;
  /** The variables that `@skip` and `@include` name. */
  conditions: readonly string[];
};

/** How a field is told from its likes: what is asked of it, and what the caller calls it. */
type Variety = { field: string; given: string; response: string };

/**
 * Plans are dear, and written operations come in many orders. What two aliases ask for stays two: a caller may want a
 * thing twice. Mutations stay as they are, because their order counts.
 */
export function normalFormOf(document: DocumentNode, operation: OperationDefinitionNode): NormalForm {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const varieties = new Map<FieldNode, Variety>();
  const conditions = new Set<string>();
  look(operation.selectionSet);

  const isKept = operation.operation !== OperationTypeNode.QUERY || varieties.values().some(hasOurEnding);
  const names = isKept ? undefined : namesOf([...varieties.values()]);
  const nameOf = (field: FieldNode) => {
    const { field: name, given, response } = varieties.get(field)!;
    return name === "__typename" ? name : (names?.get(keyOf({ field: name, given, response })) ?? response);
  };
  const callersNames = new Map(
    names && Array.from(varieties, ([node, { response }]) => [nameOf(node), response]),
  );
  return {
    text: isKept
      ? [operation, ...fragments.values()].map(print).join("\n")
      : [
          textOf(operation),
          ...[...fragments.values()]
            .toSorted((one, other) => (one.name.value < other.name.value ? -1 : 1))
            .map(textOf),
        ].join("\n"),
    fragments,
    nameOf,
    callersName: (name) => callersNames.get(name) ?? name,
    conditions: [...conditions],
  };

  function look({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      for (const directive of selection.directives ?? []) noteCondition(directive);
      if (selection.kind === Kind.FIELD) {
        const { name, alias, arguments: given } = selection;
        varieties.set(selection, {
          field: name.value,
          given: argumentsText(given),
          response: (alias ?? name).value,
        });
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) lookInto(selection.name.value);
      if ("selectionSet" in selection && selection.selectionSet) look(selection.selectionSet);
    }
  }

  function lookInto(name: string): void {
    if (fragments.has(name)) return;
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.FRAGMENT_DEFINITION || definition.name.value !== name) continue;
      fragments.set(name, definition);
      look(definition.selectionSet);
    }
  }

  function noteCondition({ name, arguments: given = [] }: DirectiveNode): void {
    if (name.value !== "skip" && name.value !== "include") return;
    for (const { value } of given) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
  }

  function textOf(definition: OperationDefinitionNode | FragmentDefinitionNode): string {
    const directives = directivesText(definition.directives);
    const selections = selectionsText(definition.selectionSet);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      const { name, typeCondition } = definition;
      return `fragment ${name.value} on ${typeCondition.name.value}${directives}${selections}`;
    }
    const variables = (definition.variableDefinitions ?? []).map(print).toSorted();
    const defined = variables.length > 0 ? `(${variables.join(",")})` : "";
    return `query ${definition.name?.value ?? ""}${defined}${directives}${selections}`;
  }

  function selectionsText({ selections }: SelectionSetNode): string {
    return `{${[...new Set(selections.map(selectionText))].toSorted().join(" ")}}`;
  }

  function selectionText(selection: SelectionNode): string {
    const directives = directivesText(selection.directives);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return `...${selection.name.value}${directives}`;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const on = selection.typeCondition ? `on ${selection.typeCondition.name.value}` : "";
      return `...${on}${directives}${selectionsText(selection.selectionSet)}`;
    }
    const [name, given] = [nameOf(selection), varieties.get(selection)!.given];
    const alias = name === selection.name.value ? "" : `${name}:`;
    const inner = selection.selectionSet ? selectionsText(selection.selectionSet) : "";
    return `${alias}${selection.name.value}${given}${directives}${inner}`;
  }
}

/** Names for all varieties of fields: a field's own where there is one variety of it, else with a number after it. */
function namesOf(varieties: readonly Variety[]): ReadonlyMap<string, string> {
  const byField = Map.groupBy(varieties, ({ field }) => field);
  const names = new Map<string, string>();
  for (const [field, likes] of byField) {
    const keys = [...new Set(likes.map(keyOf))].toSorted();
    for (const [index, key] of keys.entries())
      names.set(key, keys.length === 1 ? field : `${field}__${index}`);
  }
  return names;
}

const keyOf = ({ field, given, response }: Variety) => `${field}${given} ${response}`;

/** Whether a field of the schema has a name as we would give it. */
const hasOurEnding = ({ field }: Variety) => /__\d+$/.test(field);

function argumentsText(given: readonly ArgumentNode[] = []): string {
  if (given.length === 0) return "";
  return `(${given
    .map(({ name, value }) => `${name.value}:${print(value)}`)
    .toSorted()
    .join(",")})`;
}

function directivesText(directives: readonly DirectiveNode[] = []): string {
  return directives.map((directive) => ` ${print(directive)}`).join("");
}
