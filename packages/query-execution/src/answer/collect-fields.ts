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
  /** Under which name the data has what a field asks for. */
  nameOf: (field: FieldNode) => string;
  /** Whether a variable that `@skip` or `@include` names is true. */
  isTrue: (variable: string) => boolean;
};

/** A selection, and the type that its document names for it: it says what there is to select. */
export type TypedSelection = { selectionSet: SelectionSetNode; declared: GraphQLCompositeType };

/** A node that asks for a field, and the type that it is asked of. */
export type TypedField = { node: FieldNode; parent: GraphQLCompositeType };

/** Collects the fields that selections ask of an object of this type, by their names in the order in which they first stand. */
export function collectFields(
  selections: readonly TypedSelection[],
  type: GraphQLCompositeType,
  selected: Selected,
): Map<string, TypedField[]> {
  const fields = new Map<string, TypedField[]>();
  for (const { selectionSet, declared } of selections) collect(selectionSet, declared);
  return fields;

  function collect(selectionSet: SelectionSetNode, parent: GraphQLCompositeType) {
    for (const selection of selectionSet.selections) {
      if (isLeftOut(selection, selected)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const known = fields.get(name);
        if (known) known.push({ node: selection, parent });
        else fields.set(name, [{ node: selection, parent }]);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? selected.fragments.get(selection.name.value)! : selection;
      const condition = fragment.typeCondition
        ? selected.schema.getType(fragment.typeCondition.name.value)
        : parent;
      if (!isCompositeType(condition)) continue;
      if (!fragment.typeCondition || isOf(type, condition, selected.schema))
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
