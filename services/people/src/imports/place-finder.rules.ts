import type { PlaceKind } from "@linli/kernel";

/** A place by which others can be named. */
export type NamedPlace = { id: string; kind: PlaceKind; name: string; parentId: string | null };

/**
 * Finds places by name: `3幢`, or with the names above it as far as needed to tell it from others:
 * `高登社区/盛世盘龙小区/3幢`.
 */
export function placeFinder(places: Iterable<NamedPlace>) {
  const byId = new Map<string, NamedPlace>();
  const byName = new Map<string, NamedPlace[]>();

  function add(place: NamedPlace) {
    byId.set(place.id, place);
    const namesakes = byName.get(place.name);
    if (namesakes) namesakes.push(place);
    else byName.set(place.name, [place]);
  }
  for (const place of places) add(place);

  const endsWith = (place: NamedPlace, names: readonly string[]): boolean =>
    names.length === 0 ||
    (place.name === names.at(-1) &&
      (names.length === 1 ||
        (place.parentId !== null &&
          byId.has(place.parentId) &&
          endsWith(byId.get(place.parentId)!, names.slice(0, -1)))));

  return {
    add,
    /** The places that a text may mean. */
    find(text: string): NamedPlace[] {
      const names = text.split(/[/／]/).map((name) => name.trim());
      return (byName.get(names.at(-1)!) ?? []).filter((place) => endsWith(place, names));
    },
  };
}
