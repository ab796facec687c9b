import type { Data } from "./subgraph.ts";

/** Where in an answer entities are: names of fields, and `@` for each item of a list. */
export type Path = readonly string[];

/** The objects at a path, in their order; an object that is reached twice comes twice. */
export function objectsAt(root: Data, path: Path): Data[] {
  const found: Data[] = [];
  gather(root, path, 0, (object) => found.push(object));
  return found;
}

/** Where each of the objects at a path is: fields, and indexes of lists. */
export function placesAt(root: Data, path: Path): Map<Data, readonly (string | number)[]> {
  const places = new Map<Data, readonly (string | number)[]>();
  const here: (string | number)[] = [];
  gather(root, path, 0, (object) => places.set(object, [...here]), here);
  return places;
}

function gather(
  value: unknown,
  path: Path,
  at: number,
  found: (object: Data) => void,
  here?: (string | number)[],
): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    // Each item, whether the path says so or, at its end, leaves it unsaid.
    const next = path[at] === "@" ? at + 1 : at;
    for (let index = 0; index < value.length; index++) {
      here?.push(index);
      gather(value[index], path, next, found, here);
      here?.pop();
    }
  } else if (at === path.length) found(value as Data);
  else {
    const field = path[at]!;
    if (!Object.hasOwn(value, field)) return;
    here?.push(field);
    gather((value as Data)[field], path, at + 1, found, here);
    here?.pop();
  }
}
