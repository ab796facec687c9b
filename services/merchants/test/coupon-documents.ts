const document = (name: string, parameters: string, args: string, kinds: readonly string[]) =>
  `mutation ($id: ID!, $key: String = "a wish of a noon"${parameters}) { ${name}(id: $id, idempotencyKey: $key${args}) {
    __typename ... on Coupon { id effectiveState voidReason offer { remaining } } ... on UserError { code message }
    ... on AlreadyRedeemed { redeemedAt } ... on InvalidInput { problems { path } } ${kinds.join(" ")} } }`;

export const giveBack = document("returnCoupon", "", "", []);
export const makeVoid = document("voidCoupon", `, $reason: String = "转卖优惠券"`, ", reason: $reason", []);

/** A coupon as its holder gets it; every refusal with its code. */
export const claim = /* GraphQL */ `
  mutation ($offerId: ID!, $key: String!) {
    claimCoupon(offerId: $offerId, idempotencyKey: $key) {
      __typename
      ... on Coupon {
        id
        code
        title
        effectiveState
        offer {
          title
          remaining
        }
      }
      ... on UserError {
        code
        message
      }
      ... on LimitReached {
        limit
      }
    }
  }
`;
export const redeem = /* GraphQL */ `
  mutation ($input: RedeemCouponInput!) {
    redeemCoupon(input: $input) {
      __typename
      ... on Redemption {
        id
        redeemedAt
        spentFen
        savedFen
        outlet {
          id
        }
        coupon {
          id
          effectiveState
        }
      }
      ... on UserError {
        code
        message
      }
      ... on AlreadyRedeemed {
        redeemedAt
      }
      ... on TooManyAttempts {
        retryAfterSeconds
      }
      ... on InvalidInput {
        problems {
          path
        }
      }
    }
  }
`;
