import { randomUUID } from "node:crypto";
import { place } from "@linli/demo-world";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGraph, type TestGraph } from "../test/graph.ts";
import { liveOffer, workplace } from "./live-offer.ts";
import { claimCoupon, redeemCoupon } from "./operations.ts";

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 120_000);
afterAll(() => graph.stop());

const refusal = "... on UserError { code }";

test("a resident finds an offer nearby, uses it with a cashier who was invited, and rates it; a dismissed cashier redeems no more", async () => {
  const { ask, token } = graph;
  const [owner, resident, cashier, worker] = [
    await token("merchant-owner"),
    await token("resident"),
    await token("youth-member"),
    await token("worker"),
  ];
  const { merchantId, outletId } = await workplace(graph, "merchant-owner");
  const offerId = await liveOffer(graph, { title: "邻里早餐", limitPerPerson: 2 });

  const here = `{ merchant(id: "${merchantId}") { outlets { nodes { id location { latitude longitude } } } } }`;
  const shops = (await ask(here, {})).data.merchant.outlets.nodes;
  const { location } = shops.find(({ id }: { id: string }) => id === outletId);
  const search = { near: { location, radiusMetres: 300 }, placeId: place("panlong").id, text: "邻里早餐" };
  const found = await ask(
    `query ($search: OfferSearchInput!) { offers(search: $search) { nodes {
      distanceMetres outlet { id name } offer { id title rating { count average } merchant { name } } } } }`,
    { search },
    resident,
  );
  expect(found.data.offers.nodes).toMatchObject([
    {
      distanceMetres: 0,
      outlet: { id: outletId },
      offer: { id: offerId, rating: { count: 0 }, merchant: { name: "盘龙阿婆米线" } },
    },
  ]);

  const invitation = { merchantId, role: "CASHIER", outletId, idempotencyKey: randomUUID() };
  const invited = await ask(
    `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { ... on StaffInvitation { id invitationCode } } }`,
    { input: invitation },
    owner,
  );
  const { id: staffId, invitationCode: code } = invited.data.inviteStaff;
  const accept = `mutation ($code: String!) { acceptStaffInvitation(code: $code) { __typename ... on MerchantStaff { role person { id } } } }`;
  expect((await ask(accept, { code }, cashier)).data.acceptStaffInvitation).toMatchObject({
    role: "CASHIER",
  });

  const claimed = async () =>
    (await ask(claimCoupon, { offerId, key: randomUUID() }, resident)).data.claimCoupon as {
      id: string;
      code: string;
    };
  const [first, second] = [await claimed(), await claimed()];
  const redeem = async ({ code: typed }: { code: string }) => {
    const input = { code: typed, outletId, nonce: randomUUID(), spentFen: 5_000 };
    return (await ask(redeemCoupon, { input }, cashier)).data.redeemCoupon.__typename as string;
  };
  expect(await redeem(first)).toBe("Redemption");

  const rated = await ask(
    `mutation ($input: RateCouponInput!) { rateCoupon(input: $input) { ... on Rating { id stars } ${refusal} } }`,
    { input: { couponId: first.id, stars: 5, text: "热乎实惠" } },
    resident,
  );
  const answered = await ask(
    `mutation ($id: ID!) { answerRating(id: $id, answer: "常来") { ... on Rating { text answer } ${refusal} } }`,
    { id: rated.data.rateCoupon.id },
    owner,
  );
  expect(answered.data.answerRating).toEqual({ text: "热乎实惠", answer: "常来" });
  const summed = await ask(`{ offer(id: "${offerId}") { rating { count average } } }`, {});
  expect(summed.data.offer.rating).toEqual({ count: 1, average: 5 });

  const dismiss = `mutation ($id: ID!) { dismissStaff(id: $id) { __typename } }`;
  expect((await ask(dismiss, { id: staffId }, cashier)).data.dismissStaff.__typename).toBe("NotAllowed");
  expect((await ask(dismiss, { id: staffId }, owner)).data.dismissStaff.__typename).toBe("MerchantStaff");
  expect(await redeem(second)).toBe("NotAllowed");

  const reported = await ask(
    `mutation ($input: ReportOfferInput!) { reportOffer(input: $input) { ... on OfferReport { id } ${refusal} } }`,
    { input: { offerId, reason: "原价与门店不符", idempotencyKey: randomUUID() } },
    resident,
  );
  const { id } = reported.data.reportOffer;
  const uphold = `mutation ($id: ID!) { upholdOfferReport(id: $id, outcome: "请更正原价") { ... on OfferReport { state } } }`;
  expect((await ask(uphold, { id }, worker)).data.upholdOfferReport).toEqual({ state: "UPHELD" });
  const after = await ask(
    `query ($search: OfferSearchInput!) { offers(search: $search) { nodes { distanceMetres } } }`,
    { search },
    resident,
  );
  expect(after.data.offers.nodes).toEqual([]);
  const told = await ask("{ viewer { offerReports { nodes { id state outcome } } } }", {}, resident);
  expect(told.data.viewer.offerReports.nodes[0]).toEqual({ id, state: "UPHELD", outcome: "请更正原价" });
});
