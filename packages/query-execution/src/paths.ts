import type { Data } from "./subgraph.ts";

/** Where in an answer entities are: names of fields, and `@` for each item of a list. */
export type Path = readonly string[];

/** An object or a list that holds another. */
type Holder = Record<string | number, unknown>;

/** The objects at a path, each once, in the order in which they first come. */
export function objectsAt(root: Data, path: Path): Iterable<Data> {
  const found = new Set<Data>();
  eachAt(root, path, (object) => found.add(object));
  return found;
}

/** Goes to all places of a path, and tells which object is there, and what holds it under which name or index. */
export function eachAt(
  root: Data,
  path: Path,
  found: (object: Data, holder: Holder, at: string | number) => void,
): void {
  gather(root, path, 0, { seen: [], found }, { root }, "root");
}

/** Where each of the objects at a path is: fields, and indexes of lists. An object may be at several places. */
export function placesAt(root: Data, path: Path): Map<Data, (readonly (string | number)[])[]> {
  const places = new Map<Data, (readonly (string | number)[])[]>();
  const here: (string | number)[] = [];
  const found = (object: Data) => {
    const known = places.get(object);
    if (known) known.push([...here]);
    else places.set(object, [[...here]]);
  };
  gather(root, path, 0, { found, here }, { root }, "root");
  return places;
}

type Gathering = {
  found: (object: Data, holder: Holder, at: string | number) => void;
  /** The objects that were gone through at each step that has any, where one is enough of each. */
  seen?: (Set<Data> | undefined)[];
  /** Where it is. */
  here?: (string | number)[];
};

function gather(
  value: unknown,
  path: Path,
  at: number,
  gathering: Gathering,
  holder: Holder,
  name: string | number,
): void {
  if (typeof value !== "object" || value === null) return;
  const { found, seen, here } = gathering;
  if (Array.isArray(value)) {
    // Each item, whether the path says so or, at its end, leaves it unsaid.
    const next = path[at] === "@" ? at + 1 : at;
    for (let index = 0; index < value.length; index++) {
      here?.push(index);
      gather(value[index], path, next, gathering, value as never, index);
      here?.pop();
    }
  } else if (at === path.length) found(value as Data, holder, name);
  else {
    const field = path[at]!;
    if (!Object.hasOwn(value, field)) return;
    if (seen) {
      const gone = (seen[at] ??= new Set());
      if (gone.has(value as Data)) return;
      gone.add(value as Data);
    }
    here?.push(field);
    gather((value as Data)[field], path, at + 1, gathering, value as Data, field);
    here?.pop();
  }
}
