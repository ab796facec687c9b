import { contains } from "@linli/kernel";

export const merchantStates = ["APPLIED", "ACTIVE", "SUSPENDED", "CLOSED"] as const;
export type MerchantState = (typeof merchantStates)[number];

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
