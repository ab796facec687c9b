import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createWorld, days, newResident, outlet, viewers } from "../../test/world.ts";

const redeemers = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Outlet { redemptions(first: 20) { nodes {
  id redeemedBy { role person { id } outlet { id } } } } } } }`;
const reverse = `mutation ($id: ID!, $key: String!) { reverseRedemption(id: $id, reason: "退货", idempotencyKey: $key) {
  ... on Redemption { redeemedBy { role } } } }`;
const shop = { r: [{ __typename: "Outlet", id: outlet.bakery }] };

test("an owner sees who redeemed, as what they worked then; staff see themselves", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  const redeemed = async (viewer: typeof viewers.owner) =>
    (await w.redeem((await w.claim(offerId, newResident())).code, {}, viewer)).id as string;
  const byCashier = await redeemed(viewers.cashier);
  w.clock.at = new Date(+w.clock.at + 1_000);
  const byOwner = await redeemed(viewers.owner);
  const seen = async (viewer: typeof viewers.owner) =>
    (await w.execute(redeemers, shop, viewer)).data._entities[0].redemptions.nodes;
  const cashier = {
    id: byCashier,
    redeemedBy: { role: "CASHIER", person: { id: viewers.cashier.person }, outlet: { id: outlet.bakery } },
  };
  const owner = {
    id: byOwner,
    redeemedBy: { role: "OWNER", person: { id: viewers.owner.person }, outlet: null },
  };
  w.queries.length = 0;
  expect(await seen(viewers.owner)).toEqual([owner, cashier]);
  // The list, and the work of all that are on it.
  expect(w.queries).toHaveLength(2);
  expect(await seen(viewers.cashier)).toEqual([cashier]);
  // Also of who works there no more.
  await w.dismiss(viewers.cashier, days(1));
  w.clock.at = days(2);
  expect(await seen(viewers.owner)).toEqual([owner, cashier]);
  expect(await seen(viewers.cashier)).toEqual([]);
});

test("whoever else gets a redemption is not told who redeemed it", async () => {
  const w = await createWorld();
  const { id } = await w.redeem((await w.claim(await w.addOffer())).code);
  w.clock.at = days(1);
  expect(await w.answer(reverse, { id, key: uuidv7() }, viewers.admin)).toEqual({ redeemedBy: null });
});
