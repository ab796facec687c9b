/** The bands in which ages are told, with the first age of each; they end where the next one begins. */
const ageBands = [
  { name: "UNDER_18", from: 0 },
  { name: "FROM_18", from: 18 },
  { name: "FROM_26", from: 26 },
  { name: "FROM_36", from: 36 },
  { name: "FROM_46", from: 46 },
  { name: "FROM_61", from: 61 },
] as const;

export type AgeBand = (typeof ageBands)[number]["name"] | "UNKNOWN";

/** The band of an age in full years; of one that is not known, `UNKNOWN`. */
export function ageBand(age: number | null): AgeBand {
  if (age === null) return "UNKNOWN";
  return ageBands.findLast(({ from }) => from <= age)?.name ?? "UNKNOWN";
}
