import { NotAllowed } from "@linli/kernel";
import type { Context } from "../context.ts";
import type { CouponRow } from "../coupons/coupon.store.ts";

/** A QR of the coupon that counts from now on for a short while, for the coupon's holder alone. */
export function qrOf(
  { viewer, now, couponQrs }: Context,
  { id, holderId }: Pick<CouponRow, "id" | "holderId">,
) {
  if (viewer?.person !== holderId) throw new NotAllowed("A coupon's QR shows to its holder alone.");
  return couponQrs.sign(id, now());
}
