import { expect, test } from "vitest";
import { createWorld, newResident, viewers } from "../../test/world.ts";

test("failure: resident moves, what was claimed is honoured, and nothing more is claimed from there", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 2 });
  const here = newResident();
  const { code } = await w.claim(offerId, here);
  const moved = { ...here, residences: viewers.neighbour.residences };
  expect(await w.claim(offerId, moved)).toMatchObject({ code: "NOT_ELIGIBLE" });
  expect(await w.redeem(code)).toMatchObject({
    __typename: "Redemption",
    coupon: { effectiveState: "REDEEMED" },
  });
  expect(await w.claim(offerId, { ...moved, residences: here.residences })).toMatchObject({
    __typename: "Coupon",
  });
});

test("failure: resident moves, and a coupon that is not wanted any more is still given back", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 1 });
  const here = newResident();
  const { id } = await w.claim(offerId, here);
  const document = `mutation ($id: ID!) { returnCoupon(id: $id, idempotencyKey: "moved away") { ... on Coupon { effectiveState } } }`;
  const moved = { ...here, residences: viewers.neighbour.residences };
  expect(await w.answer(document, { id }, moved)).toEqual({ effectiveState: "RETURNED" });
  expect(await w.claim(offerId, newResident())).toMatchObject({ __typename: "Coupon" });
});
