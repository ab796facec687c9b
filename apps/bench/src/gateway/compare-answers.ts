import { createHash } from "node:crypto";

/** A digest of an answer's values: where fields come in another order, it is the same. */
export function hashOf(answer: unknown): string {
  return createHash("sha256").update(canonical(answer)).digest("hex");
}

const canonical = (value: unknown) =>
  JSON.stringify(value, (_key, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).toSorted(byKey)) : inner,
  ) ?? "";

const byKey = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where two answers part first, as a path with both values, cut short; undefined where they are the same. */
export function firstDifference(expected: unknown, found: unknown, path = "answer"): string | undefined {
  if (canonical(expected) === canonical(found)) return undefined;
  const inside = bothInside(expected, found);
  for (const key of inside) {
    const difference = firstDifference(at(expected, key), at(found, key), `${path}.${key}`);
    if (difference !== undefined) return difference;
  }
  return `${path}: ${short(expected)} expected, ${short(found)} found`;
}

/** The keys to look below, where both are of a kind that has any. */
function bothInside(one: unknown, other: unknown): string[] {
  const alike = (isRecord(one) && isRecord(other)) || (Array.isArray(one) && Array.isArray(other));
  return alike ? [...new Set([...Object.keys(one), ...Object.keys(other)])] : [];
}

const at = (value: unknown, key: string) => (value as Record<string, unknown>)[key];
const short = (value: unknown) => (JSON.stringify(value) ?? "nothing").slice(0, 200);
