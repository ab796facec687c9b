import { contains } from "@linli/kernel";
import { findGrant, type Viewer } from "@linli/passport";
import { liesIn, scopesOf } from "../places/place-scope.rules.ts";
import { WrongMerchantState } from "./merchant.errors.ts";

export const merchantStates = ["APPLIED", "REJECTED", "ACTIVE", "SUSPENDED", "CLOSED"] as const;
export type MerchantState = (typeof merchantStates)[number];

/** What a merchant lives on (商家类型). */
export const merchantKinds = [
  "CATERING",
  "RETAIL",
  "HEALTH",
  "BEAUTY",
  "SPORTS",
  "EDUCATION",
  "HOUSEHOLD",
  "PETS",
  "AUTOMOTIVE",
  "OTHER",
] as const;
export type MerchantKind = (typeof merchantKinds)[number];

const steps = {
  applyAgain: { from: ["REJECTED"], to: "APPLIED" },
  approve: { from: ["APPLIED"], to: "ACTIVE" },
  reject: { from: ["APPLIED"], to: "REJECTED" },
  suspend: { from: ["ACTIVE"], to: "SUSPENDED" },
  resume: { from: ["SUSPENDED"], to: "ACTIVE" },
  close: { from: ["APPLIED", "REJECTED", "ACTIVE", "SUSPENDED"], to: "CLOSED" },
} as const satisfies Record<string, { from: readonly MerchantState[]; to: MerchantState }>;
export type MerchantStep = keyof typeof steps;

/** The only place that says which step leads where. Returns the next state, or why not. */
export function transition(state: MerchantState, step: MerchantStep): MerchantState | WrongMerchantState {
  const { from, to } = steps[step];
  return (from as readonly MerchantState[]).includes(state) ? to : new WrongMerchantState(state);
}

/** Full years from which somebody may apply for a merchant. */
export const applicantAge = 18;

/** Who reviews an application. */
export const reviewerRoles = ["COMMUNITY_WORKER", "LEAGUE_REVIEWER"] as const;

/** Who suspends and resumes a merchant. */
export const suspenderRoles = [...reviewerRoles, "PLATFORM_ADMIN"] as const;

/**
 * Which merchants somebody may see: those that were let in, whatever became of them; others by who works there, and by who
 * decides about one with a shop in scope.
 */
export function visibleTo(viewer: Viewer | null, at: Date) {
  const letIn = { state: { notIn: ["APPLIED" as const, "REJECTED" as const] } };
  if (!viewer) return letIn;
  return {
    OR: [
      letIn,
      { staff: { personId: viewer.person, ...workingAt(at) } },
      ...scopesOf(viewer, suspenderRoles).map((scope) => ({ shopPlaces: liesIn(scope) })),
    ],
  };
}

/** Whether somebody sees what a merchant wrote for its review: its owners, and reviewers with all its shops in scope. */
export function seesApplication(
  viewer: Viewer | null,
  { owns, paths }: { owns: boolean; paths: readonly (readonly string[])[] },
): boolean {
  return (
    owns ||
    (paths.length > 0 &&
      paths.every((placePath) => findGrant(viewer, reviewerRoles, { placePath }) !== undefined))
  );
}

/** Owner and editor write offers; whoever works there redeems. */
export const staffRoles = ["OWNER", "EDITOR", "CASHIER"] as const;
export type StaffRole = (typeof staffRoles)[number];

export type StaffMember = {
  role: StaffRole;
  /** The one outlet where somebody works; null: at any. */
  outletId: string | null;
  from: Date;
  until: Date | null;
};

/** The staff entry by which somebody may do what these roles may, now (and at this outlet), if there is one. */
export function findWork(
  entries: readonly StaffMember[],
  roles: readonly StaffRole[],
  at: Date,
  outletId?: string,
): StaffMember | undefined {
  return entries.find(
    (entry) =>
      roles.includes(entry.role) &&
      contains(entry, at) &&
      (outletId === undefined || entry.outletId === null || entry.outletId === outletId),
  );
}

/** Staff entries in force, as a filter. */
export const workingAt = (at: Date) => ({
  from: { lte: at },
  OR: [{ until: { isNull: true as const } }, { until: { gt: at } }],
});
