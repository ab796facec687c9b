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
  for (const name of Object.keys(source)) {
    const value = source[name];
    if (value === undefined) continue;
    setOwn(target, name, joined(own(target, name), value));
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

/** Whether both have an object, or a list, under one name. */
export function overlap(one: Data, other: Data): boolean {
  return Object.keys(other).some((name) => isStructure(other[name]) && isStructure(own(one, name)));
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
