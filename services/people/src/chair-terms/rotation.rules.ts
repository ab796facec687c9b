import { addMonths } from "@linli/kernel";

/** How the chair rotates: by month, by quarter-year, or on given dates (轮值方式). */
export const rotationKinds = ["MONTHLY", "QUARTERLY", "BY_DATE"] as const;
export type RotationKind = (typeof rotationKinds)[number];

const months = { MONTHLY: 1, QUARTERLY: 3 } as const;

/** How many months a term lasts; by date, those after the last date, of which the usual rotation decides. */
export function termMonthsOf(kind: RotationKind, usual: keyof typeof months): number {
  return months[kind === "BY_DATE" ? usual : kind];
}

/** When terms begin. It holds from the first term on that begins after it is decided. */
export type RotationPolicy = {
  decidedAt: Date;
  /** The length of a term, and of what follows the last of the given dates. */
  termMonths: number;
  /** The first days of terms, in order; empty for a rotation by month or quarter-year. */
  startDates: readonly string[];
};

/**
 * The first day of the term after the one that begins on `from`, under a policy that holds since a term began on
 * `since`. Months are counted from there, so that terms of a 31st begin on the last day of a shorter month and on the
 * 31st again after it.
 */
export function nextTermStart(
  { termMonths, startDates }: RotationPolicy,
  since: string,
  from: string,
): string {
  const given = startDates.find((date) => date > from);
  if (given !== undefined) return given;
  const last = startDates.at(-1);
  const base = last !== undefined && last > since ? last : since;
  const terms = Math.floor(monthsBetween(base, from) / termMonths);
  const next = addMonths(base, terms * termMonths);
  return next > from ? next : addMonths(base, (terms + 1) * termMonths);
}

const monthsBetween = (from: string, to: string) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7));
