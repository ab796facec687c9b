import { ageOn, childUntil, dateIn, type Role } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import type { DataClass } from "../audit/audit.rules.ts";

/** Whoever works with people: sees those in scope, masked. */
export const workingRoles = ["COMMUNITY_WORKER", "LEAGUE_REVIEWER"] as const satisfies Role[];

/** Whoever looks at measures, configuration or logs sees no rows about people. */
const rolesWithoutPeople: readonly Role[] = ["ANALYST", "PLATFORM_ADMIN", "AUDITOR"];

/** A person of unknown birth date is none: only grown-ups sign up by themselves. */
export const isChild = (birthDate: string | null, at: Date): boolean =>
  birthDate !== null && ageOn(birthDate, dateIn(at)) < childUntil;

/** What is open to the viewer for a while, and by what right it was asked for. */
type OpenDisclosure = { id: string; role: string; scope: string | null };

/** How the viewer stands to a person; found out in SQL together with the person. */
export type Sight = {
  /** Both sit in one body now. */
  body: boolean;
  /** Lives or serves in a place of the viewer's, as worker or reviewer. */
  scope: boolean;
  /** Lives in a community for which the viewer has such a right itself, not from above: what counts for children. */
  exactly: boolean;
  /** Is in the viewer's care, as the community has confirmed. */
  care: boolean;
  c2: OpenDisclosure | null;
  c3: OpenDisclosure | null;
};

/** A person as far as it decides what shows. */
export type Seen = { id: string; birthDate: string | null; sight: Sight };

/** Nothing at all, a part, or all of it: one's own, or what was disclosed and is to be logged. */
export type Shown =
  | { as: "HIDDEN" | "MASKED" | "OWN" }
  | { as: "DISCLOSED"; by: OpenDisclosure; dataClass: DataClass };

/** How data of a class shows of a person. */
export function shown(
  { id, birthDate, sight }: Seen,
  dataClass: DataClass,
  viewer: Viewer | null,
  at: Date,
): Shown {
  if (viewer?.person === id) return { as: "OWN" };
  const child = isChild(birthDate, at);
  if (child && sight.care) return { as: "OWN" };
  if (!(child ? sight.exactly : sight.scope)) return { as: "HIDDEN" };
  const needed = child ? "C3" : dataClass;
  const by = needed === "C3" ? sight.c3 : (sight.c2 ?? sight.c3);
  if (by) return { as: "DISCLOSED", by, dataClass: needed };
  return { as: needed === "C3" ? "HIDDEN" : "MASKED" };
}

/** Whether somebody who is signed in sees people in general, by their masked names, wherever they come upon them. */
export const seesPeople = (viewer: Viewer): boolean =>
  !viewer.grants.some(({ role }) => rolesWithoutPeople.includes(role));
