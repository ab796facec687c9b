import type { Home } from "../councils/council.rules.ts";
import { NotResident } from "./think-tank.errors.ts";

/** As what somebody advises: as one who lives there, or for what one knows (R21, R25). */
export const adviserKinds = ["RESIDENT_ADVISOR", "EXPERT"] as const;
export type AdviserKind = (typeof adviserKinds)[number];

/** Where talent comes from (R24). */
export const talentSources = [
  "UNIVERSITY",
  "YOUTH_WORKPLACE",
  "NEW_ECONOMY_ORGANIZATION",
  "YOUTH_FEDERATION",
  "YOUNG_ENTREPRENEUR",
] as const;

/** What experts know: the four fields that the source names (R25), and others. */
export const namedExpertFields = ["PUBLIC_UTILITIES", "CONSTRUCTION", "LEGAL", "FINANCE_AND_AUDIT"] as const;
export const expertFields = [...namedExpertFields, "OTHER"] as const;
export type ExpertField = (typeof expertFields)[number];

/** By which of the three vehicles somebody contributes (R26). */
export const contributionKinds = ["VOLUNTEERING", "PROFESSIONAL_SERVICE", "YOUTH_COUNCIL"] as const;

/** The named fields that nobody covers, in their order (R25). Other knowledge is welcome and not asked for. */
export function uncoveredFields(covered: readonly ExpertField[]): ExpertField[] {
  return namedExpertFields.filter((field) => !covered.includes(field));
}

/** Why somebody may not advise the think tank of a place; null where nothing speaks against it. */
export function refusalOfAdviser(
  kind: AdviserKind,
  homes: readonly Home[],
  placeId: string,
): NotResident | null {
  if (kind === "EXPERT") return null;
  return homes.some(({ within }) => within.includes(placeId)) ? null : new NotResident();
}

/** Those who sit in a think tank, each with what they said they bring; nothing, where nobody has said. */
export function seated<Term extends { personId: string }, Adviser extends { personId: string }>({
  memberships,
  advisers,
}: {
  memberships: readonly Term[];
  advisers: readonly Adviser[];
}) {
  return memberships.map((term) => ({
    ...term,
    adviser: advisers.find(({ personId }) => personId === term.personId) ?? null,
  }));
}

/** Each field with how many people know it, none left out (R61). */
export function coverage(
  members: readonly { personId: string; adviser: { fields: readonly ExpertField[] } | null }[],
) {
  return expertFields.map((field) => ({
    field,
    members: new Set(
      members.filter(({ adviser }) => adviser?.fields.includes(field)).map(({ personId }) => personId),
    ).size,
  }));
}
