import { addMonths } from "@linli/kernel";
import type { Classification } from "../organizations/organization.rules.ts";
import type { EvidenceState } from "../venues/venue.rules.ts";

/** The bodies whose charters are the evidence of having rules (R35). */
export const ruledBodies = ["ALLIANCE", "YOUTH_COUNCIL", "THINK_TANK"] as const satisfies Classification[];

type Charter = { effectiveFrom: string; reviewedOn: string | null };

/** The last day on which a charter counts as fresh: so many months after it was last looked through, or came into force. */
export function freshUntil({ effectiveFrom, reviewedOn }: Charter, reviewMonths: number): string {
  return addMonths(reviewedOn ?? effectiveFrom, reviewMonths);
}

/** How a body's charter stands on a date. */
export function charterState(
  charter: Charter | null,
  { on, reviewMonths }: { on: string; reviewMonths: number },
): EvidenceState {
  if (!charter) return "MISSING";
  return on <= freshUntil(charter, reviewMonths) ? "PASS" : "STALE";
}

/** Of several pieces of evidence the worst decides; without any there is none. */
function worstOf(states: readonly EvidenceState[]): EvidenceState {
  if (states.length === 0 || states.includes("MISSING")) return "MISSING";
  return states.includes("STALE") ? "STALE" : "PASS";
}

/** Whether a place has rules: each of the three kinds of body is there, and each body has a fresh charter in force (R35). */
export function rulesState(
  bodies: readonly { classification: Classification; state: EvidenceState }[],
): EvidenceState {
  return worstOf(
    ruledBodies.map((kind) =>
      worstOf(bodies.filter(({ classification }) => classification === kind).map(({ state }) => state)),
    ),
  );
}

/** The charters in force on a date are the first of these, as a query of charters. */
export const latestOn = (on: string) => ({
  where: { effectiveFrom: { lte: on } },
  orderBy: { effectiveFrom: "desc" as const },
  limit: 1,
});
