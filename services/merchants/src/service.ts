import { dataRequestProjection } from "@linli/personal-data";
import { placeProjection } from "@linli/places";
import type { ServiceDefinition } from "@linli/subgraph";
import { consentProjection, volunteerTimeProjection } from "./claimants/claimant.projection.ts";
import { couponCodes } from "./coupons/coupon-code.ts";
import { soldOutOffers } from "./coupons/sold-out.ts";
import { personalData } from "./data-requests/personal-data.store.ts";
import type { Context } from "./context.ts";
import { relations } from "./db/relations.ts";
import { schema } from "./schema.ts";

/** Merchants, their offers, and the coupons that residents claim and tills redeem. */
export function merchants({
  couponSecret,
}: {
  couponSecret: string;
}): ServiceDefinition<typeof relations, Pick<Context, "couponCodes" | "soldOut">> {
  return {
    name: "merchants",
    schema,
    relations,
    migrations: new URL("../migrations", import.meta.url),
    projections: [
      placeProjection,
      consentProjection,
      volunteerTimeProjection,
      dataRequestProjection("MERCHANTS", personalData),
    ],
    context: { couponCodes: couponCodes(couponSecret), soldOut: soldOutOffers() },
  };
}
