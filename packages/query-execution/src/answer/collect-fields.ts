import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** What of a document is needed to know the fields of its answer. */
export type Selected = {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Whether a variable that `@skip` or `@include` names is true. */
  isTrue: (variable: string) => boolean;
};

/** A field of an answer: all nodes that ask for it under this name, and the type that the first of them names. */
export type CollectedField = { nodes: FieldNode[]; parent: GraphQLCompositeType };

/** Collects the fields that selections ask of an object of this type, in the order in which they first stand. */
export function collectFields(
  selectionSets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  selected: Selected,
): Map<string, CollectedField> {
  const fields = new Map<string, CollectedField>();
  for (const selectionSet of selectionSets) collect(selectionSet, type);
  return fields;

  function collect({ selections }: SelectionSetNode, parent: GraphQLCompositeType) {
    for (const selection of selections) {
      if (isLeftOut(selection, selected)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const known = fields.get(name);
        if (known) known.nodes.push(selection);
        else fields.set(name, { nodes: [selection], parent });
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? selected.fragments.get(selection.name.value)! : selection;
      const condition = fragment.typeCondition
        ? selected.schema.getType(fragment.typeCondition.name.value)
        : parent;
      if (isCompositeType(condition) && isOf(type, condition, selected.schema))
        collect(fragment.selectionSet, condition);
    }
  }
}

function isOf(type: GraphQLCompositeType, condition: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  return (
    type === condition ||
    (isAbstractType(condition) &&
      (isObjectType(type) || isInterfaceType(type)) &&
      schema.isSubType(condition, type))
  );
}

function isLeftOut({ directives = [] }: SelectionNode, { isTrue }: Selected): boolean {
  return directives.some(
    (directive) =>
      (directive.name.value === "skip" && isMet(directive, isTrue)) ||
      (directive.name.value === "include" && !isMet(directive, isTrue)),
  );
}

function isMet({ arguments: given = [] }: DirectiveNode, isTrue: Selected["isTrue"]): boolean {
  const value = given[0]?.value;
  if (value?.kind === Kind.VARIABLE) return isTrue(value.name.value);
  return value?.kind === Kind.BOOLEAN && value.value;
}
