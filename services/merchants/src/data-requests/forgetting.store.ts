import type { AnyDatabase } from "@linli/database";
import { couponMoved, merchantMoved, record, staffMoved } from "@linli/events";
import type { Forgetting } from "@linli/personal-data";
import { and, eq, gt, gte, inArray, isNull, lte, notExists, or, sql } from "drizzle-orm";
import { coupons } from "../coupons/coupon.table.ts";
import { merchants, merchantStaff } from "../merchants/merchant.table.ts";
import { withdrawInvitationsOf } from "../staff/staff.store.ts";
import { beginSuspensions } from "../merchants/suspension.store.ts";

/** Takes the words that the person's device or a reviewer wrote, and voids what the person has not used. */
export async function voidUnused(tx: AnyDatabase, { own, cause }: Forgetting): Promise<void> {
  // All of them first: one that is being reversed is waited for here, and is unused by then.
  await tx
    .update(coupons)
    .set({ idempotencyKey: sql`${coupons.id}::text`, voidReason: null })
    .where(own);
  const voided = await tx
    .update(coupons)
    .set({ state: "VOIDED" })
    .where(and(own, eq(coupons.state, "ISSUED")))
    .returning({ couponId: coupons.id, offerId: coupons.offerId, holderId: coupons.holderId });
  const steps = voided.map((coupon) => ({
    ...coupon,
    from: "ISSUED",
    to: "VOIDED",
    outletId: null,
    savedFen: null,
  }));
  await record(tx, couponMoved, steps, cause);
}

/** Ends a person's work everywhere, and takes back what the person has invited others to. A merchant that nobody owns any more rests until somebody does. */
export async function dismiss(tx: AnyDatabase, { personId, own, cause }: Forgetting): Promise<void> {
  const owned = await tx
    .select({ id: merchantStaff.merchantId })
    .from(merchantStaff)
    .where(and(own, eq(merchantStaff.role, "OWNER")));
  await tx.delete(merchantStaff).where(and(own, gte(merchantStaff.from, cause.at)));
  const ended = await tx
    .update(merchantStaff)
    .set({ until: cause.at })
    .where(and(own, or(isNull(merchantStaff.until), gt(merchantStaff.until, cause.at))))
    .returning();
  const withdrawn = await withdrawInvitationsOf(tx, { personId }, cause.at);
  const moves = [
    ...ended.map((entry) => ({ ...entry, from: "WORKING", to: "LEFT" })),
    ...withdrawn.map((invitation) => ({ ...invitation, personId: null, from: "INVITED", to: "WITHDRAWN" })),
  ];
  await record(
    tx,
    staffMoved,
    moves.map(({ id: staffId, merchantId, role, outletId, personId: who, from, to }) => ({
      staffId,
      merchantId,
      role,
      outletId,
      personId: who,
      from,
      to,
    })),
    cause,
  );

  const otherOwners = tx
    .select()
    .from(merchantStaff)
    .where(
      and(
        eq(merchantStaff.merchantId, merchants.id),
        eq(merchantStaff.role, "OWNER"),
        lte(merchantStaff.from, cause.at),
        or(isNull(merchantStaff.until), gt(merchantStaff.until, cause.at)),
      ),
    );
  const left = await tx
    .update(merchants)
    .set({ state: "SUSPENDED" })
    .where(
      and(
        inArray(
          merchants.id,
          owned.map(({ id }) => id),
        ),
        eq(merchants.state, "ACTIVE"),
        notExists(otherOwners),
      ),
    )
    .returning({ merchantId: merchants.id });
  await beginSuspensions(
    tx,
    left.map(({ merchantId }) => merchantId),
    cause.at,
  );
  const steps = left.map((merchant) => ({
    ...merchant,
    from: "ACTIVE",
    to: "SUSPENDED",
    reason: "NO_OWNER",
  }));
  await record(tx, merchantMoved, steps, cause);
}
