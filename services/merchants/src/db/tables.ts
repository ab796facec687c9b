export { deliveries, inbox, outbox } from "@linli/events";
export { dataRequests } from "@linli/personal-data";
export { placePaths, places } from "@linli/places";
export { idempotencyKeys } from "@linli/subgraph";
export { couponConsents, volunteerTime } from "../claimants/claimant.table.ts";
export { coupons, offerCoupons } from "../coupons/coupon.table.ts";
export { devices } from "../devices/device.table.ts";
export { invalidCodes } from "../guesses/invalid-code.table.ts";
export { businessDistricts, districtPlaces, placeDistricts } from "../districts/district.table.ts";
export {
  merchantPlaces,
  merchants,
  merchantStaff,
  outlets,
  placeMerchants,
  placeOutlets,
} from "../merchants/merchant.table.ts";
export { merchantSuspensions } from "../merchants/suspension.table.ts";
export { offerPlaces, offers, placeOffers } from "../offers/offer.table.ts";
export { offerSteps } from "../offers/offer-step.table.ts";
export { outletExceptions, outletHours } from "../outlets/opening-hours.table.ts";
export { pledges } from "../pledges/pledge.table.ts";
export { merchantRatings, offerRatings, outletRatings, ratings } from "../ratings/rating.table.ts";
export { redemptions } from "../redemptions/redemption.table.ts";
export { offerReports } from "../reports/offer-report.table.ts";
export { couponChanges } from "../scans/coupon-change.table.ts";
export { scans } from "../scans/scan.table.ts";
export { settlementEntries } from "../settlement/settlement.table.ts";
export { staffInvitations } from "../staff/staff-invitation.table.ts";
export { offerDays } from "../stock/offer-day.table.ts";
export { offerStock, offerTotals } from "../stock/stock.table.ts";
