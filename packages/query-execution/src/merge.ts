import type { Data } from "./subgraph.ts";

/** An object, not an array. */
function isObject(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field of an answer; never what every object inherits, such as `constructor`. */
export function own(data: Data, name: string): unknown {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

/** Sets a field of an answer, `__proto__` too. */
export function setOwn(data: Data, name: string, value: unknown): void {
  if (name === "__proto__")
    Object.defineProperty(data, name, { value, configurable: true, enumerable: true, writable: true });
  else data[name] = value;
}

/**
 * Joins a later answer into an earlier one, in place: others may hold the objects inside. Where both have an object it
 * is joined likewise, and lists of one length item by item; anything else is taken over from the later one.
 */
export function merge(target: Data, source: Data): void {
  // What was read from JSON inherits nothing that this would come by, and no list of names is made.
  for (const name in source) {
    const value = source[name];
    if (value === undefined) continue;
    // Of what every object inherits, `__proto__` alone is an object: anything else is overwritten.
    if (name === "__proto__") setOwn(target, name, joined(own(target, name), value));
    else {
      const earlier = target[name];
      target[name] = isStructure(earlier) ? joined(earlier, value) : value;
    }
  }
}

function joined(earlier: unknown, later: unknown): unknown {
  if (typeof earlier !== "object" || earlier === null) return later;
  if (Array.isArray(later)) {
    if (!Array.isArray(earlier) || earlier.length !== later.length) return later;
    for (let index = 0; index < later.length; index++) earlier[index] = joined(earlier[index], later[index]);
    return earlier;
  }
  if (Array.isArray(earlier) || !isObject(later)) return later;
  merge(earlier as Data, later);
  return earlier;
}

/** The fields that hold an object, or a list. */
export function structuresIn(data: Data): string[] {
  return Object.keys(data).filter((name) => isStructure(data[name]));
}

/** Whether two objects have the same fields with the same values, none of which is an object or a list. */
export function isSamePlain(one: Data, other: Data): boolean {
  let fields = 0;
  for (const name in one) {
    const value = one[name];
    if (isStructure(value) || value !== other[name] || !Object.hasOwn(other, name)) return false;
    fields += 1;
  }
  for (const name in other) if (Object.hasOwn(other, name)) fields -= 1;
  return fields === 0;
}

/** Whether an object has an object, or a list, under one of these names. */
export function hasStructure(data: Data, names: readonly string[]): boolean {
  return names.some((name) => isStructure(own(data, name)));
}

const isStructure = (value: unknown) => typeof value === "object" && value !== null;

/** A copy that shares nothing with the original. */
export function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  const result: Data = {};
  for (const name of Object.keys(value)) setOwn(result, name, copy((value as Data)[name]));
  return result;
}
