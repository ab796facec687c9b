import { defineRelations } from "drizzle-orm";
import * as tables from "./tables.ts";

export const relations = defineRelations(tables, (r) => ({
  places: {
    /** To it, or to a place below it. */
    pledges: r.many.pledges({
      from: r.places.id.through(r.placePaths.ancestorId),
      to: r.pledges.placeId.through(r.placePaths.placeId),
    }),
    /** Itself and all places above it. */
    path: r.many.places({
      from: r.places.id.through(r.placePaths.placeId),
      to: r.places.id.through(r.placePaths.ancestorId),
    }),
    offers: r.many.offers({
      from: r.places.id.through(r.placeOffers.placeId),
      to: r.offers.id.through(r.placeOffers.offerId),
    }),
    merchants: r.many.merchants({
      from: r.places.id.through(r.placeMerchants.placeId),
      to: r.merchants.id.through(r.placeMerchants.merchantId),
    }),
    outlets: r.many.outlets({
      from: r.places.id.through(r.placeOutlets.placeId),
      to: r.outlets.id.through(r.placeOutlets.outletId),
    }),
    /** Near it, or near a place above it. */
    districts: r.many.businessDistricts({
      from: r.places.id.through(r.placeDistricts.placeId),
      to: r.businessDistricts.id.through(r.placeDistricts.districtId),
    }),
  },
  businessDistricts: {
    places: r.many.places({
      from: r.businessDistricts.id.through(r.districtPlaces.districtId),
      to: r.places.id.through(r.districtPlaces.placeId),
    }),
    outlets: r.many.outlets({ from: r.businessDistricts.id, to: r.outlets.districtId }),
  },
  pledges: {
    merchant: r.one.merchants({ from: r.pledges.merchantId, to: r.merchants.id, optional: false }),
    place: r.one.places({ from: r.pledges.placeId, to: r.places.id, optional: false }),
  },
  merchants: {
    pledges: r.many.pledges({ from: r.merchants.id, to: r.pledges.merchantId }),
    ratings: r.many.ratings({ from: r.merchants.id, to: r.ratings.merchantId }),
    ratingTotals: r.one.merchantRatings({ from: r.merchants.id, to: r.merchantRatings.merchantId }),
    outlets: r.many.outlets({ from: r.merchants.id, to: r.outlets.merchantId }),
    staff: r.many.merchantStaff({ from: r.merchants.id, to: r.merchantStaff.merchantId }),
    invitations: r.many.staffInvitations({ from: r.merchants.id, to: r.staffInvitations.merchantId }),
    offers: r.many.offers({ from: r.merchants.id, to: r.offers.merchantId }),
    suspensions: r.many.merchantSuspensions({
      from: r.merchants.id,
      to: r.merchantSuspensions.merchantId,
    }),
    /** What its tills have uploaded, also those of shops that are retired. */
    scans: r.many.scans({
      from: r.merchants.id.through(r.devices.merchantId),
      to: r.scans.deviceId.through(r.devices.id),
    }),
    /** Where its shops in use are, and the same staff: what decides who sees its application. */
    shopPlaces: r.many.places({
      from: r.merchants.id.through(r.merchantPlaces.merchantId),
      to: r.places.id.through(r.merchantPlaces.placeId),
    }),
    insiders: r.many.merchantStaff({ from: r.merchants.id, to: r.merchantStaff.merchantId }),
  },
  outlets: {
    ratings: r.many.ratings({ from: r.outlets.id, to: r.ratings.outletId }),
    ratingTotals: r.one.outletRatings({ from: r.outlets.id, to: r.outletRatings.outletId }),
    merchant: r.one.merchants({ from: r.outlets.merchantId, to: r.merchants.id, optional: false }),
    staff: r.many.merchantStaff({ from: r.outlets.merchantId, to: r.merchantStaff.merchantId }),
    place: r.one.places({ from: r.outlets.placeId, to: r.places.id, optional: false }),
    district: r.one.businessDistricts({ from: r.outlets.districtId, to: r.businessDistricts.id }),
    hours: r.many.outletHours({ from: r.outlets.id, to: r.outletHours.outletId }),
    exceptions: r.many.outletExceptions({ from: r.outlets.id, to: r.outletExceptions.outletId }),
    redemptions: r.many.redemptions({ from: r.outlets.id, to: r.redemptions.outletId }),
    devices: r.many.devices({ from: r.outlets.id, to: r.devices.outletId }),
  },
  merchantStaff: {
    merchant: r.one.merchants({ from: r.merchantStaff.merchantId, to: r.merchants.id, optional: false }),
    outlet: r.one.outlets({ from: r.merchantStaff.outletId, to: r.outlets.id }),
  },
  staffInvitations: {
    merchant: r.one.merchants({ from: r.staffInvitations.merchantId, to: r.merchants.id, optional: false }),
    outlet: r.one.outlets({ from: r.staffInvitations.outletId, to: r.outlets.id }),
  },
  devices: {
    outlet: r.one.outlets({ from: r.devices.outletId, to: r.outlets.id, optional: false }),
    scans: r.many.scans({ from: r.devices.id, to: r.scans.deviceId }),
  },
  scans: {
    device: r.one.devices({ from: r.scans.deviceId, to: r.devices.id, optional: false }),
    redemption: r.one.redemptions({ from: r.scans.redemptionId, to: r.redemptions.id }),
  },
  offerReports: {
    offer: r.one.offers({ from: r.offerReports.offerId, to: r.offers.id, optional: false }),
  },
  offerSteps: {
    offer: r.one.offers({ from: r.offerSteps.offerId, to: r.offers.id, optional: false }),
  },
  offers: {
    ratings: r.many.ratings({ from: r.offers.id, to: r.ratings.offerId }),
    ratingTotals: r.one.offerRatings({ from: r.offers.id, to: r.offerRatings.offerId }),
    history: r.many.offerSteps({ from: r.offers.id, to: r.offerSteps.offerId }),
    merchant: r.one.merchants({ from: r.offers.merchantId, to: r.merchants.id, optional: false }),
    totals: r.one.offerTotals({ from: r.offers.id, to: r.offerTotals.offerId, optional: false }),
    counts: r.one.offerCoupons({ from: r.offers.id, to: r.offerCoupons.offerId }),
    places: r.many.places({
      from: r.offers.id.through(r.offerPlaces.offerId),
      to: r.places.id.through(r.offerPlaces.placeId),
    }),
  },
  coupons: {
    offer: r.one.offers({ from: r.coupons.offerId, to: r.offers.id, optional: false }),
    /** The redemption that stands: at most one (I3). */
    standing: r.one.redemptions({
      from: r.coupons.id,
      to: r.redemptions.couponId,
      where: { reversedAt: { isNull: true } },
    }),
  },
  ratings: {
    offer: r.one.offers({ from: r.ratings.offerId, to: r.offers.id, optional: false }),
    outlet: r.one.outlets({ from: r.ratings.outletId, to: r.outlets.id, optional: false }),
  },
  redemptions: {
    rating: r.one.ratings({ from: r.redemptions.id, to: r.ratings.redemptionId }),
    coupon: r.one.coupons({ from: r.redemptions.couponId, to: r.coupons.id, optional: false }),
    outlet: r.one.outlets({ from: r.redemptions.outletId, to: r.outlets.id, optional: false }),
    device: r.one.devices({ from: r.redemptions.deviceId, to: r.devices.id }),
  },
}));
