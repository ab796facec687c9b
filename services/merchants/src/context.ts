import type { SubgraphContext } from "@linli/subgraph";
import type { CouponCodes } from "./coupons/coupon-code.ts";
import type { SoldOutOffers } from "./coupons/sold-out.ts";
import type { relations } from "./db/relations.ts";

/** What a request may touch. */
export type Context = SubgraphContext<typeof relations> & {
  couponCodes: CouponCodes;
  soldOut: SoldOutOffers;
};
