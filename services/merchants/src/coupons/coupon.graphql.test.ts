import { expect, test } from "vitest";
import { createWorld, days, newResident, outlet, viewers } from "../../test/world.ts";

const claim = `mutation ClaimCoupon($offerId: ID!, $key: String!) {
  claimCoupon(offerId: $offerId, idempotencyKey: $key) {
    __typename ... on Coupon { id code effectiveState useUntil offer { id title remaining } } ... on UserError { code message } } }`;

test("one operation asks for the coupon's code and for a refusal's", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 1 });
  const variables = { offerId, key: "a first wish" };
  for (const viewer of [viewers.resident, viewers.neighbour]) await w.consent(viewer);
  const coupon = await w.answer(claim, variables, viewers.resident);
  expect(coupon).toMatchObject({
    __typename: "Coupon",
    useUntil: days(30).toISOString(),
    offer: { id: offerId },
  });
  expect(await w.answer(claim, variables, viewers.neighbour)).toEqual({
    __typename: "NotEligible",
    code: "NOT_ELIGIBLE",
    message: "This offer is for people who were verified as living in its places.",
  });
});

test("a till sees the coupon, and staff who ask for its code get neither", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  const { id, code } = await w.claim(offerId);
  const redeem = (fields: string) => `mutation ($input: RedeemCouponInput!) { redeemCoupon(input: $input) {
    ... on Redemption { spentFen coupon { ${fields} } } } }`;
  const input = { code, outletId: outlet.bakery, nonce: "one attempt", spentFen: 2_000 };
  expect(await w.execute(redeem("id code"), { input }, viewers.cashier)).toMatchObject({
    data: { redeemCoupon: { spentFen: 2_000, coupon: null } },
    errors: [
      {
        message: "A coupon's code shows to its holder alone.",
        path: ["redeemCoupon", "coupon", "code"],
        extensions: { code: "NOT_ALLOWED" },
      },
    ],
  });
  expect(await w.execute(redeem("id title offer { title }"), { input }, viewers.cashier)).toEqual({
    data: {
      redeemCoupon: { spentFen: 2_000, coupon: { id, title: "早餐套餐", offer: { title: "早餐套餐" } } },
    },
  });
});

test("a claim that asks for id and code is three statements, and one who comes too late costs one", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 1 });
  const brief = `mutation ($offerId: ID!, $key: String!) {
    claimCoupon(offerId: $offerId, idempotencyKey: $key) { ... on Coupon { id code } ... on UserError { code } } }`;
  const statements = async () => {
    const viewer = newResident();
    await w.consent(viewer);
    w.queries.length = 0;
    const answer = await w.answer(brief, { offerId, key: "a wish of a noon" }, viewer);
    return { ...answer, statements: w.queries.length };
  };
  expect(await statements()).toMatchObject({ id: expect.any(String), statements: 3 });
  expect(await statements()).toMatchObject({ code: "SOLD_OUT", statements: 3 });
  for (let count = 0; count < 2; count++)
    expect(await statements()).toMatchObject({ code: "SOLD_OUT", statements: 1 });
});

test("many who claim at once are looked at and given their coupons in statements for many", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 150 });
  const people = Array.from({ length: 200 }, newResident);
  for (const viewer of people) await w.consent(viewer);
  const brief = `mutation ($offerId: ID!, $key: String!) {
    claimCoupon(offerId: $offerId, idempotencyKey: $key) { ... on Coupon { id code } ... on UserError { code } } }`;
  w.queries.length = 0;
  const answers = await Promise.all(
    people.map((viewer) => w.answer(brief, { offerId, key: "a wish of a noon" }, viewer)),
  );
  expect(answers.filter(({ id }) => id)).toHaveLength(150);
  expect(answers.filter(({ code }) => code === "SOLD_OUT")).toHaveLength(50);
  expect(w.queries.length).toBeLessThan(100);
});
