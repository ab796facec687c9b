import type { DataClass } from "../audit/audit.rules.ts";

export const disclosureStates = ["PENDING", "OPEN", "OVER", "REFUSED"] as const;
export type DisclosureState = (typeof disclosureStates)[number];

type Disclosure = {
  decision: "APPROVED" | "REFUSED" | null;
  openUntil: Date | null;
};

/** Sensitive data (C3) takes a second pair of eyes; for personal data (C2) a reason is enough. */
export const needsApproval = (dataClass: DataClass) => dataClass === "C3";

/** Where a request to see somebody's data in clear stands: the clock closes it. */
export function disclosureState({ decision, openUntil }: Disclosure, at: Date): DisclosureState {
  if (decision === "REFUSED") return "REFUSED";
  if (openUntil === null) return "PENDING";
  return at < openUntil ? "OPEN" : "OVER";
}

/** For how long it is open from now. */
export const opening = (at: Date, minutes: number) => ({
  openedAt: at,
  openUntil: new Date(+at + minutes * 60_000),
});
