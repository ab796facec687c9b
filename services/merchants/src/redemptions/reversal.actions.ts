import { couponMoved, record } from "@linli/events";
import { InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { findGrant } from "@linli/passport";
import { isForgotten } from "@linli/personal-data";
import { pathsOf } from "@linli/places";
import { causeOf, idempotencyKey, once, type Right, storableText } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { CouponRow } from "../coupons/coupon.store.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { findWork } from "../merchants/merchant.rules.ts";
import { findStaff } from "../merchants/merchant.store.ts";
import { lockOffer } from "../offers/offer.store.ts";
import { type ReversalRefusal, reversalRefusal } from "./redemption.rules.ts";
import {
  findRedemption,
  giveBudgetBack,
  lockCoupon,
  type RedemptionRow,
  reverse,
  unredeem,
  type Unredeemed,
} from "./redemption.store.ts";

const reversal = z.object({
  reason: storableText.trim().min(1, "say why").max(500),
  idempotencyKey,
});

/**
 * Reverses a redemption as a whole: the coupon can be used again as long as its clock says so, unless those of its offer or of
 * its holder are void since. The merchant's owner may within 24 hours, afterwards the platform; never whoever redeemed it.
 */
export async function reverseRedemption(context: Context, id: string, input: z.input<typeof reversal>) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = reversal.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { reason, idempotencyKey: key } = parsed.data;
  const redemption = isUuid(id) ? await findRedemption(db, id) : undefined;
  if (!redemption) return new NotFound("redemption");
  const at = now();
  const { couponId, outletId, outlet } = redemption;
  const right = await rightToReverse(context, outletId, outlet);
  if (!right) return new NotAllowed();

  return once<typeof relations, RedemptionRow, ReversalRefusal>(context, viewer, {
    key,
    request: ["reverseRedemption", redemption.id, reason],
    first: async (tx) => {
      // The coupon before its redemption, in the order of the tills.
      const { coupon } = await lockCoupon(tx, couponId);
      const seen = (await findRedemption(tx, redemption.id))!;
      const by = { person: viewer.person, isPlatform: right.role === "PLATFORM_ADMIN" };
      const refusal = reversalRefusal(seen, by, at);
      if (refusal) return refusal;
      const values = { reversedAt: at, reversedBy: viewer.person, reversalReason: reason };
      const row = await reverse(tx, redemption.id, values);
      const as = await unredeemed(tx, coupon);
      if (!row || !(await unredeem(tx, couponId, as)))
        throw new Error("A locked redemption was not as it was read.");
      const { offerId, holderId } = coupon;
      const step = { couponId, offerId, holderId, from: "REDEEMED", to: as.state, outletId };
      await record(tx, couponMoved, { ...step, savedFen: row.savedFen }, causeOf(context, right));
      if (coupon.snapshot.kind === "DISCOUNT") await giveBudgetBack(tx, offerId, row.savedFen);
      return row;
    },
    again: async (tx) => (await findRedemption(tx, redemption.id))!,
  });
}

/** What a coupon that the transaction holds locked comes back as: what was not used by then is void by now. */
async function unredeemed(tx: Db, { offerId, holderId }: CouponRow): Promise<Unredeemed> {
  // Locked after its coupon, as everywhere: whoever ends it meanwhile finds the coupon as it is left here.
  const { termination, terminationReason } = await lockOffer(tx, offerId);
  if (await isForgotten(tx, holderId)) return { state: "VOIDED", voidReason: null };
  if (termination === "VOID_ISSUED") return { state: "VOIDED", voidReason: terminationReason };
  return { state: "ISSUED" };
}

/** The right of the merchant's owner, or else of the platform. */
async function rightToReverse(
  { db, now, viewer }: Context,
  outletId: string,
  { merchantId, placeId }: { merchantId: string; placeId: string },
): Promise<Right | null> {
  const staff = await findStaff(db, merchantId, viewer!.person);
  if (findWork(staff, ["OWNER"], now(), outletId)) return { role: "OWNER", scope: merchantId };
  const placePath = (await pathsOf(db, [placeId])).get(placeId) ?? [];
  const grant = findGrant(viewer, ["PLATFORM_ADMIN"], { placePath });
  return grant ? { role: grant.role, scope: grant.place } : null;
}
