import { addMonths, contains, dateIn, midnight } from "@linli/kernel";

/** Where a verification stands, as it is stored; the first two wait for somebody. */
export const openStates = ["REPORTED", "NEEDS_REVIEW"] as const;
export const verificationStates = [...openStates, "VERIFIED", "REFUSED"] as const;
export type VerificationState = (typeof verificationStates)[number];

/** By what a residence is verified. */
export const verificationMethods = ["WORKER", "POSTED_CODE"] as const;

/** What a residence counts for: its last verification's state, and expired by the clock. */
export const standings = [...verificationStates, "EXPIRED"] as const;

type Verification = {
  state: VerificationState;
  reportedAt: Date;
  from: Date | null;
  until: Date | null;
};

/** The verification that holds at an instant. */
export function verificationInForce<Row extends Verification>(
  verifications: readonly Row[],
  at: Date,
): (Row & { from: Date; until: Date }) | undefined {
  return verifications.find(
    (row): row is Row & { from: Date; until: Date } =>
      row.from !== null && row.until !== null && contains({ from: row.from, until: row.until }, at),
  );
}

/** Whether a verification waits for somebody. */
export function isOpen({ state }: { state: VerificationState }): boolean {
  return (openStates as readonly VerificationState[]).includes(state);
}

/** The verification that holds longest, be it over or not. */
export function lastOf(verifications: readonly Verification[]): { until: Date } | undefined {
  const ends = verifications.flatMap(({ until }) => (until ? [until] : []));
  return ends.length === 0 ? undefined : { until: new Date(Math.max(...ends.map(Number))) };
}

/** What a residence counts for at an instant. One that still holds counts, whatever is asked for beside it. */
export function standingOf(verifications: readonly Verification[], at: Date): (typeof standings)[number] {
  if (verificationInForce(verifications, at)) return "VERIFIED";
  const last = verifications.toSorted((a, b) => +b.reportedAt - +a.reportedAt)[0];
  if (!last) return "REPORTED";
  return last.state === "VERIFIED" ? "EXPIRED" : last.state;
}

/** From when until when a verification counts: to the end of a day, and after one that still holds, without a gap. */
export function validity(at: Date, months: number, last: { until: Date } | undefined) {
  const from = last && last.until > at ? last.until : at;
  return { from, until: midnight(addMonths(dateIn(from), months)) };
}

/** Whether it is time to verify anew: what still holds for longer needs no second verification. */
export function isRenewable(last: { until: Date }, at: Date, noticeDays: number): boolean {
  return +last.until - +at <= noticeDays * 86_400_000;
}
