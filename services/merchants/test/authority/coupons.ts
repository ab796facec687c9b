import { fixedId, person } from "@linli/demo-world";
import { type FieldCase, type MutationCase, signedIn } from "@linli/testing";

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
};
