import { adultAge, ageOn, birthdayOf, childUntil, contains, midnight } from "@linli/kernel";

/** What somebody is to a child in their care. */
export const guardianKinds = ["PARENT", "GRANDPARENT", "RELATIVE", "APPOINTED"] as const;

export const guardianshipStates = ["REQUESTED", "CONFIRMED", "REFUSED", "ENDED"] as const;
export type GuardianshipState = (typeof guardianshipStates)[number];

/** Whether a person of this birth date is a minor on a date. */
export const isMinor = (birthDate: string | null, onDate: string): birthDate is string =>
  birthDate !== null && ageOn(birthDate, onDate) < adultAge;

/** When care ends by itself: as the minor comes of age. */
export const endOfMinority = (birthDate: string): Date => midnight(birthdayOf(birthDate, adultAge));

/** Whether somebody speaks for themselves: who is no child any more, and where the birth date is not known. */
export const speaksForThemselves = (birthDate: string | null, onDate: string): boolean =>
  birthDate === null || ageOn(birthDate, onDate) >= childUntil;

/** Whether somebody has the care of the minor at an instant. */
export function isInForce(
  { state, from, until }: { state: GuardianshipState; from: Date | null; until: Date | null },
  at: Date,
): boolean {
  return state === "CONFIRMED" && from !== null && contains({ from, until }, at);
}
