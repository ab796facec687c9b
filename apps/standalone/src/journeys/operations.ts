/** The operations of the front ends, the till and the analyst, as they send them. */
export const pilots = /* GraphQL */ `
  query Pilots {
    pilots {
      place {
        id
        name
      }
    }
  }
`;
export const placePage = /* GraphQL */ `
  query PlacePage($id: ID!) {
    place(id: $id) {
      id
      name
      kind
      ancestors {
        id
        name
        kind
      }
      organizations(first: 5) {
        totalCount
        nodes {
          id
          name
          classification
        }
      }
      demands(first: 5) {
        totalCount
        nodes {
          id
          title
          state
          reportedAt
        }
      }
      activities(first: 5) {
        totalCount
        nodes {
          id
          title
          startsAt
        }
      }
      offers(first: 5) {
        totalCount
        nodes {
          id
          title
          kind
          remaining
          merchant {
            id
            name
            outlets(first: 3) {
              nodes {
                id
                name
              }
            }
          }
        }
      }
      meetings(first: 3) {
        totalCount
        nodes {
          id
          title
          startsAt
          state
        }
      }
    }
  }
`;
export const createOffer = /* GraphQL */ `
  mutation CreateOffer($merchantId: ID!, $content: OfferContentInput!, $key: String!) {
    createOffer(merchantId: $merchantId, content: $content, idempotencyKey: $key) {
      __typename
      ... on Offer {
        id
        state
      }
      ... on UserError {
        code
        message
      }
    }
  }
`;
export const submitOffer = /* GraphQL */ `
  mutation SubmitOffer($id: ID!) {
    submitOffer(id: $id) {
      __typename
      ... on Offer {
        id
        state
        submittedHash
      }
      ... on UserError {
        code
        message
      }
    }
  }
`;
export const approveOffer = /* GraphQL */ `
  mutation ApproveOffer($id: ID!, $hash: String!) {
    approveOffer(id: $id, hash: $hash) {
      __typename
      ... on Offer {
        id
        state
      }
      ... on UserError {
        code
        message
      }
    }
  }
`;
export const claimCoupon = /* GraphQL */ `
  mutation ClaimCoupon($offerId: ID!, $key: String!) {
    claimCoupon(offerId: $offerId, idempotencyKey: $key) {
      __typename
      ... on Coupon {
        id
        code
        effectiveState
        useUntil
        offer {
          id
          title
          remaining
        }
      }
      ... on UserError {
        code
        message
      }
    }
  }
`;
export const redeemCoupon = /* GraphQL */ `
  mutation RedeemCoupon($input: RedeemCouponInput!) {
    redeemCoupon(input: $input) {
      __typename
      ... on Redemption {
        id
        redeemedAt
        outlet {
          id
          name
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
    }
  }
`;
export const myCoupons = /* GraphQL */ `
  query MyCoupons {
    viewer {
      person {
        coupons(first: 20) {
          totalCount
          nodes {
            id
            code
            effectiveState
            offer {
              title
              merchant {
                name
              }
            }
          }
        }
      }
    }
  }
`;
export const me = /* GraphQL */ `
  query Me {
    viewer {
      person {
        id
        name
        residences {
          place {
            id
            name
          }
          verifiedAt
        }
      }
      grants {
        role
        scopePlace {
          id
          name
        }
        scopeOrganization {
          id
          name
        }
      }
      merchants {
        id
        name
        outlets(first: 5) {
          nodes {
            id
            name
          }
        }
      }
    }
  }
`;
export const benefit = /* GraphQL */ `
  query Benefit {
    couponMeasures(groupBy: [PLACE, MONTH]) {
      asOf
      truncated
      rows {
        place {
          id
          name
        }
        month
        claimed
        redeemed
        savedFen
        suppressed
      }
    }
  }
`;
export const exportMyData = /* GraphQL */ `
  mutation ExportMyData($key: String!) {
    exportMyData(idempotencyKey: $key) {
      __typename
      ... on DataRequest {
        id
        state
      }
      ... on UserError {
        code
        message
      }
    }
  }
`;
export const deleteMyAccount = /* GraphQL */ `
  mutation DeleteMyAccount($confirmation: String!) {
    deleteMyAccount(confirmation: $confirmation) {
      __typename
      ... on AccountDeletion {
        token
        request {
          id
          state
        }
      }
      ... on UserError {
        code
        message
      }
    }
  }
`;
