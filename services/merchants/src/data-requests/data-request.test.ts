import { dataRequested } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createWorld, merchant, newResident, noon, viewers } from "../../test/world.ts";
import { coupons, merchants, merchantStaff } from "../db/tables.ts";

const part = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on DataRequest { merchantsPart } } }`;

async function createMarket() {
  const w = await createWorld();
  const request = async (kind: "EXPORT" | "DELETION", { person: personId }: Viewer) => {
    const requestId = uuidv7();
    await w.deliver({ name: dataRequested.name, payload: { requestId, personId, kind } });
    return requestId;
  };
  const receipt = async () => (await w.events()).findLast(({ name }) => name === "data.receipt-given.v1");
  return { ...w, request, receipt };
}

test("an export holds the coupons with what became of them, and no other person's id", async () => {
  const w = await createMarket();
  const resident = newResident();
  const offerId = await w.addOffer({ limitPerPerson: 2 });
  const { code } = await w.claim(offerId, resident);
  await w.redeem(code);
  const id = await w.request("EXPORT", resident);
  const { data } = await w.execute(part, { r: [{ __typename: "DataRequest", id }] }, resident);
  const { merchantsPart } = data._entities[0];
  expect(merchantsPart).toMatchObject({
    coupons: [{ holderId: resident.person, state: "REDEEMED", snapshot: { title: "早餐套餐" } }],
    redemptions: [{ spentFen: 3_000 }],
  });
  expect(merchantsPart.coupons[0]).not.toHaveProperty("codeHash");
  expect(JSON.stringify(merchantsPart)).not.toContain(viewers.cashier.person);

  const tills = await w.request("EXPORT", viewers.cashier);
  const till = await w.execute(part, { r: [{ __typename: "DataRequest", id: tills }] }, viewers.cashier);
  expect(till.data._entities[0].merchantsPart.redemptionsAtTheTill).toHaveLength(1);
  expect(JSON.stringify(till.data)).not.toContain(resident.person);
});

test("an export holds one's ratings, reports, work and invitations as one wrote them, and nobody else's part in them", async () => {
  const w = await createMarket();
  const resident = newResident();
  const offerId = await w.addOffer();
  const { id: couponId, code } = await w.claim(offerId, resident);
  await w.redeem(code);
  const said = { couponId, stars: 4, text: "味道不错" };
  const { id: ratingId } = await w.answer(
    `mutation ($input: RateCouponInput!) { rateCoupon(input: $input) { ... on Rating { id } } }`,
    { input: said },
    resident,
  );
  await w.answer(
    `mutation ($id: ID!) { answerRating(id: $id, answer: "谢谢") { ... on Rating { id } } }`,
    { id: ratingId },
    viewers.owner,
  );
  const { id: reportId } = await w.answer(
    `mutation ($input: ReportOfferInput!) { reportOffer(input: $input) { ... on OfferReport { id } } }`,
    { input: { offerId, reason: "标价不符", idempotencyKey: "a report of the resident" } },
    resident,
  );
  await w.answer(
    `mutation ($id: ID!) { upholdOfferReport(id: $id, outcome: "属实") { ... on OfferReport { id } } }`,
    { id: reportId },
    viewers.worker,
  );
  const exportOf = async (viewer: Viewer) => {
    const id = await w.request("EXPORT", viewer);
    const { data } = await w.execute(part, { r: [{ __typename: "DataRequest", id }] }, viewer);
    return data._entities[0].merchantsPart;
  };
  const own = await exportOf(resident);
  expect(own).toMatchObject({
    ratings: [{ raterId: resident.person, stars: 4, text: "味道不错", answer: "谢谢" }],
    offerReports: [{ reporterId: resident.person, reason: "标价不符", outcome: "属实" }],
  });
  for (const somebody of [viewers.owner, viewers.worker, viewers.cashier])
    expect(JSON.stringify(own)).not.toContain(somebody.person);

  await w.answer(
    `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { ... on StaffInvitation { id } } }`,
    { input: { merchantId: merchant.bakery, role: "EDITOR", idempotencyKey: "an editor for the bakery" } },
    viewers.owner,
  );
  const owners = await exportOf(viewers.owner);
  expect(owners).toMatchObject({
    merchantStaff: [{ personId: viewers.owner.person, role: "OWNER" }],
    staffInvitationsInvitedBy: [{ invitedBy: viewers.owner.person }],
    ratingsAnsweredBy: [{ id: ratingId }],
  });
  expect(JSON.stringify(owners)).not.toContain(resident.person);
  expect(JSON.stringify(owners)).not.toContain("味道不错");
  expect(JSON.stringify(await exportOf(viewers.worker))).not.toContain(resident.person);
});

test("failure: account deleted, what was not used is void, what was redeemed stays under an id, and says so", async () => {
  const w = await createMarket();
  const [resident, neighbour] = [newResident(), newResident()];
  const offerId = await w.addOffer({ limitPerPerson: 2 });
  const used = await w.claim(offerId, resident, "王小明要的第一张");
  await w.redeem(used.code);
  const unused = await w.claim(offerId, resident, "王小明要的第二张");
  const other = await w.claim(offerId, neighbour);
  await w.request("DELETION", resident);

  const rows = Object.fromEntries((await w.coupons()).map((row) => [row.id, row]));
  expect(rows[used.id]).toMatchObject({ state: "REDEEMED", holderId: resident.person });
  expect(rows[unused.id]).toMatchObject({ state: "VOIDED", holderId: resident.person });
  expect(rows[other.id]!.state).toBe("ISSUED");
  expect(JSON.stringify(rows)).not.toContain("王小明");
  expect(await w.redeem(unused.code)).toMatchObject({ code: "COUPON_VOIDED" });
  expect(await w.receipt()).toMatchObject({
    payload: { service: "MERCHANTS", counts: { coupons: 2, redemptions: 1 } },
  });
  expect(await w.events()).toContainEqual(
    expect.objectContaining({
      name: "merchants.coupon-moved.v1",
      payload: expect.objectContaining({ couponId: unused.id, from: "ISSUED", to: "VOIDED" }),
    }),
  );
});

test("who works for a merchant leaves it; a merchant without an owner rests, one with another does not", async () => {
  const w = await createMarket();
  const state = async (id: string) =>
    (await w.db.query.merchants.findFirst({ columns: { state: true }, where: { id } }))!.state;
  const second = uuidv7();
  await w.db.insert(merchantStaff).values([
    {
      id: uuidv7(),
      merchantId: merchant.bakery,
      personId: second,
      role: "OWNER",
      outletId: null,
      from: noon,
    },
  ]);
  const { id: invitationId } = await w.answer(
    `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { ... on StaffInvitation { id } } }`,
    { input: { merchantId: merchant.bakery, role: "EDITOR", idempotencyKey: "an editor for the bakery" } },
    viewers.owner,
  );
  await w.request("DELETION", viewers.owner);
  expect(await state(merchant.bakery)).toBe("ACTIVE");
  const moves = (await w.events()).filter(({ name }) => name === "merchants.staff-moved.v1");
  expect(moves.slice(1)).toMatchObject([
    { payload: { personId: viewers.owner.person, role: "OWNER", from: "WORKING", to: "LEFT" } },
    { payload: { staffId: invitationId, personId: null, from: "INVITED", to: "WITHDRAWN" } },
  ]);
  expect(
    await w.db.select().from(merchantStaff).where(eq(merchantStaff.personId, viewers.owner.person)),
  ).toMatchObject([{ until: noon }]);

  await w.request("DELETION", viewers.cashier);
  await w.request("DELETION", viewers.otherOwner);
  expect(await state(merchant.bakery)).toBe("ACTIVE");
  expect(await state(merchant.laundry)).toBe("SUSPENDED");
  expect((await w.events()).filter(({ name }) => name === "merchants.merchant-moved.v1")).toMatchObject([
    { payload: { merchantId: merchant.laundry, from: "ACTIVE", to: "SUSPENDED", reason: "NO_OWNER" } },
  ]);
  expect(await w.db.select().from(merchants)).toHaveLength(2);
  expect(await w.db.select().from(coupons)).toEqual([]);
});
