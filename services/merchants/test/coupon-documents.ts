const document = (name: string, parameters: string, args: string, kinds: readonly string[]) =>
  `mutation ($id: ID!, $key: String = "a wish of a noon"${parameters}) { ${name}(id: $id, idempotencyKey: $key${args}) {
    __typename ... on Coupon { id effectiveState voidReason offer { remaining } } ... on UserError { code message }
    ... on AlreadyRedeemed { redeemedAt } ... on InvalidInput { problems { path } } ${kinds.join(" ")} } }`;

export const giveBack = document("returnCoupon", "", "", []);
export const makeVoid = document("voidCoupon", `, $reason: String = "转卖优惠券"`, ", reason: $reason", []);
