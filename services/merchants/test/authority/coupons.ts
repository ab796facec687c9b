import { fixedId, liesWithin, person, place } from "@linli/demo-world";
import { type FieldCase, type MutationCase, signedIn } from "@linli/testing";
import { regularClaims, regularCoupon } from "../../seed/coupons.ts";
import { demoOffers } from "../../seed/offers.ts";

/** Coupons that the resident has not used, of offers for 高登社区 alone, the first claimed first. */
const unused = Array.from(regularClaims(demoOffers(new Date())))
  .filter(
    ([{ placeIds }, { holder, fate }]) =>
      holder.id === person("resident").id &&
      fate.state === "ISSUED" &&
      placeIds.every((id) => liesWithin(id, place("gaodeng").id)),
  )
  .toSorted(([, one], [, other]) => +one.claimedAt - +other.claimedAt)
  .map(([offer]) => regularCoupon(offer));

/** Coupons of 盘龙阿婆米线: claimed by residents, redeemed by those who work there. */
export const couponCases: Record<string, MutationCase> = {
  claimCoupon: {
    document: `mutation ($offerId: ID!, $key: String!) {
      claimCoupon(offerId: $offerId, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ offerId: fixedId("offer:granny-noodles/2"), key: `claim, try ${turn}` }),
    allowed: signedIn,
  },
  redeemCoupon: {
    document: `mutation ($input: RedeemCouponInput!) { redeemCoupon(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        code: "not a code",
        outletId: fixedId("outlet:granny-noodles/1"),
        nonce: `redeem, try ${turn}`,
        spentFen: 0,
      },
    }),
    allowed: ["merchant-owner", "merchant-staff"],
    // Codes are known to their holders alone; what one is good for, other tests show.
    spared: "InvalidCode",
  },
  returnCoupon: {
    document: `mutation ($id: ID!, $key: String!) { returnCoupon(id: $id, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ id: unused[0], key: `return, try ${turn}` }),
    allowed: ["resident"],
  },
  voidCoupon: {
    document: `mutation ($id: ID!, $key: String!) {
      voidCoupon(id: $id, reason: "转卖优惠券", idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ id: unused[1], key: `void, try ${turn}` }),
    allowed: ["worker", "admin"],
  },
};

/** The resident's newest coupon, as each asks for it by the resident's id. */
const ofCoupon = (field: string): FieldCase => ({
  document: `query ($id: ID!) { person(id: $id) { coupons(first: 1) { nodes { field: ${field} } } } }`,
  variables: { id: person("resident").id },
  read: (data) => data.person?.coupons?.nodes[0]?.field && true,
  clear: true,
  clearTo: ["resident"],
  maskedTo: [],
});

export const couponFields: Record<string, FieldCase> = {
  "Person.coupons": ofCoupon("__typename"),
  "Coupon.id": ofCoupon("id"),
  "Coupon.code": ofCoupon("code"),
  "Coupon.qr": ofCoupon("qr { token }"),
  "Coupon.effectiveState": ofCoupon("effectiveState"),
  "Coupon.claimedAt": ofCoupon("claimedAt"),
  "Coupon.useFrom": ofCoupon("useFrom"),
  "Coupon.useUntil": ofCoupon("useUntil"),
  "Coupon.title": ofCoupon("title"),
  "Coupon.terms": ofCoupon("terms"),
  "Coupon.benefit": ofCoupon("benefit { __typename }"),
  "Coupon.usableTimes": ofCoupon("usableTimes { from }"),
  "Coupon.offer": ofCoupon("offer { id }"),
  "Coupon.voidReason": {
    ...ofCoupon("voidReason"),
    // It is not void: that the coupon shows at all is what is asked.
    read: (data) => data.person?.coupons?.nodes[0]?.field === null || null,
  },
};
