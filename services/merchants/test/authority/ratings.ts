import { fixedId, person } from "@linli/demo-world";
import { type FieldCase, type MutationCase, signedIn } from "@linli/testing";

const id = fixedId("rating:granny-noodles/1");

/** What residents say of 盘龙阿婆米线. */
export const ratingCases: Record<string, MutationCase> = {
  rateCoupon: {
    document: `mutation ($input: RateCouponInput!) { rateCoupon(input: $input) { __typename } }`,
    variables: () => ({ input: { couponId: fixedId("nobody's coupon"), stars: 5 } }),
    allowed: signedIn,
    // Coupons are known to their holders alone.
    spared: "NotFound",
  },
  answerRating: {
    document: `mutation ($id: ID!) { answerRating(id: $id, answer: "谢谢光临") { __typename } }`,
    variables: () => ({ id }),
    allowed: ["merchant-owner"],
  },
  hideRating: {
    document: `mutation ($id: ID!) { hideRating(id: $id, reason: "含有辱骂内容") { __typename } }`,
    variables: () => ({ id }),
    allowed: ["worker", "admin"],
  },
};

export const ratingFields: Record<string, FieldCase> = {
  "Coupon.rating": {
    // By its holder's list, and by the tills' list of redemptions.
    document: `query ($holder: ID!, $merchant: ID!) {
      person(id: $holder) { coupons(first: 100) { nodes { rating { stars } } } }
      merchant(id: $merchant) { outlets { nodes { redemptions(first: 100) { nodes { coupon { rating { stars } } } } } } } }`,
    variables: { holder: person("resident").id, merchant: fixedId("merchant:granny-noodles") },
    read: (data) => /"stars"/.test(JSON.stringify(data)) || null,
    clear: true,
    clearTo: ["resident"],
    maskedTo: [],
  },
};
