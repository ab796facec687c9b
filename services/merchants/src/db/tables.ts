export { deliveries, inbox, outbox } from "@linli/events";
export { dataRequests } from "@linli/personal-data";
export { placePaths, places } from "@linli/places";
export { couponConsents, volunteerTime } from "../claimants/claimant.table.ts";
export { coupons, invalidCodes } from "../coupons/coupon.table.ts";
export { merchants, merchantStaff, outlets } from "../merchants/merchant.table.ts";
export { offerPlaces, offers, placeOffers } from "../offers/offer.table.ts";
export { redemptions } from "../redemptions/redemption.table.ts";
export { offerStock, offerTotals } from "../stock/stock.table.ts";
