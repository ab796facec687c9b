import type { Authority } from "@linli/testing";
import { couponCases, couponFields } from "./coupons.ts";
import { merchantCases, merchantFields } from "./merchants.ts";
import { offerCases, offerFields } from "./offers.ts";
import { pledgeCases } from "./pledges.ts";
import { ratingCases, ratingFields } from "./ratings.ts";
import { reportCases, reportFields } from "./reports.ts";
import { staffCases, staffFields } from "./staff.ts";
import { tillCases, tillFields } from "./tills.ts";

/** Who may do and see what in merchants, as the demo world's personas try it through the gateway. */
export const authority: Authority = {
  privates: [
    "Coupon",
    ...Object.keys(tillFields),
    ...Object.keys(staffFields),
    "Merchant.application",
    "Merchant.offers",
    "Offer.reviewReason",
    "OfferStep.actor",
    "OfferStep.reason",
    "Person.coupons",
    "Viewer.merchants",
    "Viewer.offerReports",
  ],
  mutations: {
    ...couponCases,
    ...offerCases,
    ...tillCases,
    ...merchantCases,
    ...staffCases,
    ...ratingCases,
    ...pledgeCases,
    ...reportCases,
  },
  fields: {
    ...couponFields,
    ...offerFields,
    ...tillFields,
    ...merchantFields,
    ...staffFields,
    ...ratingFields,
    ...reportFields,
  },
};
