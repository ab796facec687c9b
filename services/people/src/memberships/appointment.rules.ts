import type { Role } from "@linli/kernel";
import type { Classification } from "../organizations/organization.rules.ts";

/**
 * Whose right it is to see to an organization: of a role at it (`ORGANIZATION`), in and above its place (`PLACE`), or
 * only above its place (`ABOVE`).
 */
export type Steward = { role: Role; scope: "ORGANIZATION" | "PLACE" | "ABOVE" };

const leagueBodies: readonly Classification[] = ["LEAGUE_ORGANIZATION", "LEAGUE_AFFILIATE"];

/** Who founds, names and dissolves organizations of a kind: the league its own, the community's workers all others. */
export function foundersOf(classification: Classification): readonly Steward[] {
  if (leagueBodies.includes(classification)) return [{ role: "LEAGUE_REVIEWER", scope: "PLACE" }];
  if (classification === "GOVERNMENT_DEPARTMENT") return [{ role: "PLATFORM_ADMIN", scope: "PLACE" }];
  return [{ role: "COMMUNITY_WORKER", scope: "PLACE" }];
}

/** Who keeps an organization in order: its own administrator, and those who found its kind. */
export function keepersOf(classification: Classification): readonly Steward[] {
  return [{ role: "ORGANIZATION_ADMIN", scope: "ORGANIZATION" }, ...foundersOf(classification)];
}

/**
 * Who makes, fills and empties a post. A post with a role hands that role out, so nobody gives by appointment what is
 * broader than their own right.
 */
export function appointersOf(classification: Classification, role: Role | null): readonly Steward[] {
  switch (role) {
    case "PLATFORM_ADMIN":
    case "AUDITOR":
      return [{ role: "PLATFORM_ADMIN", scope: "PLACE" }];
    case "LEAGUE_REVIEWER":
      return [
        { role: "LEAGUE_REVIEWER", scope: "ABOVE" },
        { role: "PLATFORM_ADMIN", scope: "PLACE" },
      ];
    case "COMMUNITY_WORKER":
    case "ANALYST":
      return [
        { role: "LEAGUE_REVIEWER", scope: "PLACE" },
        { role: "PLATFORM_ADMIN", scope: "PLACE" },
      ];
    default:
      return keepersOf(classification);
  }
}

/** Whether a post is filled by appointment: a chair follows the rotation (R9), a councillor joins (R17). */
export function isFilledByAppointment(classification: Classification, role: Role | null): boolean {
  return role !== "CHAIR" && classification !== "YOUTH_COUNCIL";
}
