import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGraph, type TestGraph } from "../test/graph.ts";
import { lunch, workplace } from "./live-offer.ts";
import {
  approveOffer,
  claimCoupon,
  createOffer,
  myCoupons,
  redeemCoupon,
  submitOffer,
} from "./operations.ts";

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 120_000);
afterAll(() => graph.stop());

const refusal = (code: string) => ({ code, message: expect.any(String) });

test("an offer's whole way: written, reviewed, claimed, redeemed, with a refusal at each wrong door", async () => {
  const { ask, token } = graph;
  const owner = await token("merchant-owner");
  const { merchantId, outletId } = await workplace(graph, "merchant-owner");
  const create = await ask(createOffer, lunch(merchantId), owner);
  expect(create.data.createOffer).toEqual({ __typename: "Offer", id: expect.any(String), state: "DRAFT" });
  const { id } = create.data.createOffer;

  const submit = (await ask(submitOffer, { id }, owner)).data.submitOffer;
  expect(submit).toMatchObject({ id, state: "SUBMITTED" });
  const review = { id, hash: submit.submittedHash };
  const elsewhere = await ask(approveOffer, review, await token("worker-elsewhere"));
  expect(elsewhere.data.approveOffer).toMatchObject(refusal("NOT_ALLOWED"));
  expect((await ask(approveOffer, review, owner)).data.approveOffer).toMatchObject(refusal("NOT_ALLOWED"));
  const approve = await ask(approveOffer, review, await token("worker"));
  expect(approve.data.approveOffer).toEqual({ __typename: "Offer", id, state: "LIVE" });

  const resident = await token("resident");
  const claim = async (bearer?: string, key = "the wish of a noon") =>
    (await ask(claimCoupon, { offerId: id, key }, bearer)).data.claimCoupon;
  expect(await claim()).toMatchObject(refusal("NOT_SIGNED_IN"));
  expect(await claim(await token("resident-elsewhere"))).toMatchObject(refusal("NOT_ELIGIBLE"));
  expect(await claim(await token("unverified"))).toMatchObject(refusal("NOT_ELIGIBLE"));
  const coupon = await claim(resident);
  expect(coupon).toMatchObject({
    __typename: "Coupon",
    effectiveState: "EFFECTIVE",
    code: expect.stringMatching(/^.{13}$/),
    offer: { id, title: "过桥米线双人套餐", remaining: 49 },
  });
  expect(await claim(resident)).toEqual(coupon);
  expect(await claim(resident, "another wish")).toMatchObject(refusal("LIMIT_REACHED"));

  const own = (await ask(myCoupons, {}, resident)).data.viewer.person.coupons;
  expect(own.nodes).toContainEqual({
    id: coupon.id,
    code: coupon.code,
    effectiveState: "EFFECTIVE",
    offer: { title: "过桥米线双人套餐", merchant: { name: expect.any(String) } },
  });
  expect(own.totalCount).toBeGreaterThanOrEqual(own.nodes.length);

  const redeem = async (bearer: string, changes: object = {}) => {
    const input = { code: coupon.code, outletId, nonce: "saturday noon", spentFen: 3800, ...changes };
    return (await ask(redeemCoupon, { input }, bearer)).data.redeemCoupon;
  };
  const staff = await token("merchant-staff");
  const stranger = await workplace(graph, "other-merchant-staff");
  const foreign = { outletId: stranger.outletId, nonce: "a foreign till" };
  expect(await redeem(await token("other-merchant-staff"), foreign)).toMatchObject(refusal("INVALID_CODE"));
  expect(await redeem(resident)).toMatchObject(refusal("NOT_ALLOWED"));
  const redemption = await redeem(staff);
  expect(redemption).toMatchObject({
    __typename: "Redemption",
    outlet: { id: outletId },
    coupon: { id: coupon.id, effectiveState: "REDEEMED" },
  });
  expect(await redeem(staff)).toEqual(redemption);
  expect(await redeem(staff, { nonce: "a second time" })).toMatchObject(refusal("ALREADY_REDEEMED"));
  expect(await redeem(await token("other-merchant-staff"), foreign)).toMatchObject(refusal("INVALID_CODE"));
});
