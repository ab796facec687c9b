import { type AnyDatabase, brokenConstraint } from "@linli/database";
import { and, eq, gt, inArray, isNull, or } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { merchantStaff } from "../merchants/merchant.table.ts";
import { AlreadyStaff } from "./staff.errors.ts";
import { staffInvitations } from "./staff-invitation.table.ts";

export type StaffRow = typeof merchantStaff.$inferSelect;
export type InvitationRow = typeof staffInvitations.$inferSelect;

export async function insertInvitation(
  tx: Db,
  invitation: typeof staffInvitations.$inferInsert,
): Promise<InvitationRow> {
  const [row] = await tx.insert(staffInvitations).values(invitation).returning();
  return row!;
}

export function findInvitation(db: Db, id: string): Promise<InvitationRow | undefined> {
  return db.query.staffInvitations.findFirst({ where: { id } });
}

export function findInvitationByCode(db: Db, codeHash: string): Promise<InvitationRow | undefined> {
  return db.query.staffInvitations.findFirst({ where: { codeHash } });
}

/** Accepts or withdraws an invitation that is open; undefined when that has happened meanwhile. */
export async function closeInvitation(
  tx: Db,
  id: string,
  values: { acceptedAt: Date } | { withdrawnAt: Date },
): Promise<InvitationRow | undefined> {
  const { acceptedAt, withdrawnAt } = staffInvitations;
  const [row] = await tx
    .update(staffInvitations)
    .set(values)
    .where(and(eq(staffInvitations.id, id), isNull(acceptedAt), isNull(withdrawnAt)))
    .returning();
  return row;
}

/** Takes back what a person has invited others to (at one merchant, or at any) and nobody has accepted. */
export function withdrawInvitationsOf(
  tx: AnyDatabase,
  { personId, merchantId }: { personId: string; merchantId?: string },
  withdrawnAt: Date,
): Promise<InvitationRow[]> {
  return tx
    .update(staffInvitations)
    .set({ withdrawnAt })
    .where(
      and(
        eq(staffInvitations.invitedBy, personId),
        merchantId === undefined ? undefined : eq(staffInvitations.merchantId, merchantId),
        isNull(staffInvitations.acceptedAt),
        isNull(staffInvitations.withdrawnAt),
      ),
    )
    .returning();
}

/** Throws where that person works there as that already. */
export async function insertStaff(tx: Db, entry: typeof merchantStaff.$inferInsert): Promise<StaffRow> {
  try {
    const [row] = await tx.insert(merchantStaff).values(entry).returning();
    return row!;
  } catch (error) {
    throw brokenConstraint(error) === "same_work_once" ? new AlreadyStaff() : error;
  }
}

export function findStaffEntry(db: Db, id: string): Promise<StaffRow | undefined> {
  return db.query.merchantStaff.findFirst({ where: { id } });
}

/** Ends work that goes on; gives the entries that have ended by this. */
export function endStaff(tx: Db, ids: readonly string[], at: Date): Promise<StaffRow[]> {
  return tx
    .update(merchantStaff)
    .set({ until: at })
    .where(
      and(inArray(merchantStaff.id, [...ids]), or(isNull(merchantStaff.until), gt(merchantStaff.until, at))),
    )
    .returning();
}
