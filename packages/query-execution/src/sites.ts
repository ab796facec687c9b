import type { FetchNode } from "@apollo/query-planner";
import { type FieldNode, Kind, parse, type SelectionSetNode, visit } from "graphql";
import type { Path } from "./paths.ts";

/** What a request of a plan fetches: for the objects at a path, and of their fields those that are objects or lists of them. */
export type Site = { path: Path; objects: ReadonlySet<string> };

const known = new WeakMap<FetchNode, Site>();

export function siteOf(node: FetchNode, path: Path): Site {
  let site = known.get(node);
  if (!site) {
    site = { path, objects: objectsIn(node) };
    known.set(node, site);
  }
  return site;
}

/**
 * Whether what one request brings may be joined into objects that another one brought, rather than into those that the
 * path leads to: then entities of one representation must not have the same objects, because only one of them may be meant.
 */
export function reachesInto(later: Site, earlier: Site): boolean {
  const { path } = earlier;
  if (!later.path.every((element, index) => path[index] === element)) return false;
  const next = path.slice(later.path.length).find((element) => element !== "@");
  if (next !== undefined) return later.objects.has(next);
  return !later.objects.isDisjointFrom(earlier.objects);
}

function objectsIn({ operation, requires, outputRewrites = [] }: FetchNode): ReadonlySet<string> {
  const document = parse(operation, { noLocation: true });
  const found = new Set<string>(
    outputRewrites.flatMap((rewrite) => (rewrite.kind === "KeyRenamer" ? rewrite.renameKeyTo : [])),
  );
  const depth = requires ? 1 : 0;
  const fragments = new Map<string, SelectionSetNode>();
  visit(document, {
    FragmentDefinition: ({ name, selectionSet }) => void fragments.set(name.value, selectionSet),
  });
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    let selections = fieldsIn(definition.selectionSet);
    for (let level = 0; level < depth; level++)
      selections = selections.flatMap(({ selectionSet }) => (selectionSet ? fieldsIn(selectionSet) : []));
    for (const { alias, name, selectionSet } of selections)
      if (selectionSet) found.add((alias ?? name).value);
  }
  return found;

  function fieldsIn({ selections }: SelectionSetNode): FieldNode[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? fragments.get(selection.name.value)
          : selection.selectionSet;
      return inner ? fieldsIn(inner) : [];
    });
  }
}
