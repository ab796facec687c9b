/** What came of an operation, in a form that can be compared. */
export type Outcome = { data: unknown; errors: string[] };

export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** As JSON, with the fields of objects in one order: the stock execution moves some. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
