import { NotAllowed } from "@linli/kernel";
import type { Context } from "../context.ts";
import type { CouponRow } from "../coupons/coupon.store.ts";

/** A QR of the coupon that counts from now on for a short while, for its holder alone; null where there is nothing to use. */
export function qrOf(
  { viewer, now, couponQrs }: Context,
  { id, holderId, state }: Pick<CouponRow, "id" | "holderId" | "state">,
) {
  if (viewer?.person !== holderId) throw new NotAllowed("A coupon's QR shows to its holder alone.");
  return state === "ISSUED" ? couponQrs.sign(id, now()) : null;
}
