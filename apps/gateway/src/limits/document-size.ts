import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from "graphql";

/** How large a document is as its operations spread it out: what it costs to check and to answer. */
export type DocumentSize = {
  /** Fields inside one another. */
  depth: number;
  /** Fields in all, `__typename` among them. */
  fields: number;
  /** Fields under another name, by which one answer holds the same thing many times. */
  aliases: number;
  /** Fields at the top of an operation: each may start a plan of its own. */
  rootFields: number;
  directives: number;
};

type Size = Omit<DocumentSize, "rootFields"> & { top: number };

const nothing: Size = { depth: 0, fields: 0, aliases: 0, directives: 0, top: 0 };

/**
 * The size of a document's largest operation, and all of what no operation uses. Each fragment is measured once, however
 * often it is spread, so that this takes no longer than reading the document; one that spreads itself counts as empty
 * there, and is refused by validation.
 */
export function sizeOf(document: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Size>();

  function ofFragment(name: string): Size {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    if (!fragment) return nothing;
    measured.set(name, nothing);
    const size = ofSelections(fragment.selectionSet);
    const whole = { ...size, directives: size.directives + (fragment.directives?.length ?? 0) };
    measured.set(name, whole);
    return whole;
  }

  function ofSelections({ selections }: SelectionSetNode): Size {
    const sum = { ...nothing };
    for (const selection of selections) {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : selection.selectionSet
            ? ofSelections(selection.selectionSet)
            : nothing;
      const isField = selection.kind === Kind.FIELD;
      sum.depth = Math.max(sum.depth, inner.depth + (isField ? 1 : 0));
      sum.fields += inner.fields + (isField ? 1 : 0);
      sum.aliases += inner.aliases + (isField && selection.alias ? 1 : 0);
      sum.directives += inner.directives + (selection.directives?.length ?? 0);
      sum.top += isField ? 1 : inner.top;
    }
    return sum;
  }

  const largest = { depth: 0, fields: 0, aliases: 0, rootFields: 0, directives: 0 };
  for (const definition of document.definitions) {
    if (!("selectionSet" in definition)) continue;
    const { top, ...size } =
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? ofFragment(definition.name.value)
        : ofSelections(definition.selectionSet);
    largest.depth = Math.max(largest.depth, size.depth);
    largest.fields = Math.max(largest.fields, size.fields);
    largest.aliases = Math.max(largest.aliases, size.aliases);
    largest.directives = Math.max(largest.directives, size.directives + (definition.directives?.length ?? 0));
    if (definition.kind === Kind.OPERATION_DEFINITION) largest.rootFields = Math.max(largest.rootFields, top);
  }
  return largest;
}
