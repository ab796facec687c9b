import { AgeUnknown, OwnershipNotVerified, TooOld } from "./council.errors.ts";

/** Up to which age one is eligible, and whether that age itself still is (45岁以下 includes 45). */
export type AgePolicy = { max: number; inclusive: boolean };

/** A verified home: by what right, and all places in which it lies. */
export type Home = { tenure: string; within: readonly string[] };

const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/**
 * The first date (`yyyy-mm-dd`) on which somebody is too old: the last eligible day is the one before. Born on 29
 * February, one is a year older on 1 March of a common year.
 */
export function eligibleUntil(birthDate: string, { max, inclusive }: AgePolicy): string {
  const year = Number(birthDate.slice(0, 4)) + (inclusive ? max + 1 : max);
  const day = birthDate.slice(5);
  return `${String(year).padStart(4, "0")}-${day === "02-29" && !isLeapYear(year) ? "03-01" : day}`;
}

/** The last birth date of those who are too old on a date. */
export function lastTooOldBirthDate(on: string, { max, inclusive }: AgePolicy): string {
  const year = Number(on.slice(0, 4)) - (inclusive ? max + 1 : max);
  const day = on.slice(5);
  return `${String(year).padStart(4, "0")}-${day === "02-29" && !isLeapYear(year) ? "02-28" : day}`;
}

/** Whether somebody owns a verified home in a place. */
export function ownsHomeIn(homes: readonly Home[], placeId: string): boolean {
  return homes.some(({ tenure, within }) => tenure === "OWNER" && within.includes(placeId));
}

/** Why somebody is not of an age to join on a date; null where one is. */
export function refusalOfAge(
  birthDate: string | null,
  on: string,
  policy: AgePolicy,
): AgeUnknown | TooOld | null {
  if (birthDate === null) return new AgeUnknown();
  const until = eligibleUntil(birthDate, policy);
  return on < until ? null : new TooOld(until);
}

/** Why somebody may not join the youth council of a place on a date (R17); null where nothing speaks against it. */
export function refusalOfCouncillor(
  { birthDate, homes }: { birthDate: string | null; homes: readonly Home[] },
  placeId: string,
  on: string,
  policy: AgePolicy,
): AgeUnknown | TooOld | OwnershipNotVerified | null {
  return (
    refusalOfAge(birthDate, on, policy) ?? (ownsHomeIn(homes, placeId) ? null : new OwnershipNotVerified())
  );
}

/** Whether eligibility ends within a term: the seat is kept to the term's end, and not taken again. */
export function agesOutInTerm(eligibleUntilOn: string, endsOn: string | null): boolean {
  return endsOn === null || eligibleUntilOn < endsOn;
}

/** The date so many days later. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
