import { fixedId, person, placePath, places } from "@linli/demo-world";
import { placesSaved } from "@linli/events";
import type { Viewer } from "@linli/passport";
import { createServiceHarness } from "@linli/testing";
import { expect, test } from "vitest";
import { seed } from "./seed.ts";
import { couponCodes } from "./src/coupons/coupon-code.ts";
import { consentVersion } from "./src/coupons/coupon-claim.rules.ts";
import { couponConsents } from "./src/db/tables.ts";
import { isUsableAt } from "./src/offers/usable-times.rules.ts";
import { merchants } from "./src/service.ts";

const couponSecret = "a secret of this test, long enough to be one";
const now = new Date("2026-11-23T04:00:00Z");

/** The demo world, for what is planted in it. */
async function createDemoWorld() {
  const h = await createServiceHarness(merchants({ couponSecret }), { now: () => now });
  for (const { id, kind, name, parentId } of places)
    await h.deliver({
      name: placesSaved.name,
      payload: { places: [{ id, kind, name, parentId, retiredOn: null }] },
    });
  const counts = await seed({ couponSecret })({ db: h.db, now: () => now, viewer: null, requestId: null });
  const viewerOf = (id: string, placeId: string | null = null): Viewer => {
    const within = placeId ? placePath(placeId).map((above) => above.id) : [];
    const residences = placeId ? [{ place: placeId, within, tenure: "OWNER" as const }] : [];
    return { person: id, age: 40, residences, grants: [] };
  };
  const claim = async (offerId: string, key: string, viewer: Viewer) => {
    await h.db
      .insert(couponConsents)
      .values({ personId: viewer.person, version: consentVersion })
      .onConflictDoNothing();
    const document = `mutation ($offerId: ID!, $key: String!) { claimCoupon(offerId: $offerId, idempotencyKey: $key) {
      __typename ... on Coupon { id } ... on UserError { code } } }`;
    return (await h.execute(document, { offerId, key }, viewer)).data.claimCoupon;
  };
  const statesOf = async (holderId: string) => {
    const document = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person {
      coupons(first: 100) { nodes { id effectiveState offer { id } } } } } }`;
    const { data } = await h.execute(
      document,
      { r: [{ __typename: "Person", id: holderId }] },
      viewerOf(holderId),
    );
    return data._entities[0].coupons.nodes as { id: string; effectiveState: string; offer: { id: string } }[];
  };
  return { ...h, counts, viewerOf, claim, statesOf };
}

test("42 merchants with 55 outlets have 120 offers, of which 9,000 coupons were claimed; what people said of it is there", async () => {
  const { db, counts } = await createDemoWorld();
  expect(counts).toMatchObject({ 商家: 42, 门店: 55, 优惠: 120, 券: 9_000, 优惠举报: 4, 志愿服务承诺: 8 });
  const all = await db.query.ratings.findMany();
  expect(all.length).toBeGreaterThan(400);
  expect(new Set(all.map(({ stars }) => stars))).toEqual(new Set([1, 2, 3, 4, 5]));
  expect(all.some(({ answer }) => answer)).toBe(true);
  expect(all.filter(({ hiddenReason }) => hiddenReason)).toHaveLength(1);
  const roles = new Set((await db.query.merchantStaff.findMany()).map(({ role }) => role));
  expect(roles).toEqual(new Set(["OWNER", "EDITOR", "CASHIER"]));
  const invitations = await db.query.staffInvitations.findMany({ where: { acceptedAt: { isNull: true } } });
  expect(invitations.length).toBeGreaterThanOrEqual(3);
  const reports = new Set((await db.query.offerReports.findMany()).map(({ state }) => state));
  expect(reports).toEqual(new Set(["OPEN", "UPHELD", "DISMISSED"]));
  const pledged = new Set((await db.query.pledges.findMany()).map(({ state }) => state));
  expect(pledged).toEqual(new Set(["OPEN", "WITHDRAWN"]));
});

test("a double claim: the same wish gives the coupon that is there, another one meets the limit", async () => {
  const { db, claim, viewerOf } = await createDemoWorld();
  const id = person("resident").id;
  const held = await db.query.coupons.findFirst({
    where: { holderId: id, state: "ISSUED", limitPerPerson: 1, offer: { merchant: { state: "ACTIVE" } } },
  });
  const resident = viewerOf(id, person("resident").home!.placeId);
  expect(await claim(held!.offerId, held!.idempotencyKey, resident)).toEqual({
    __typename: "Coupon",
    id: held!.id,
  });
  expect(await claim(held!.offerId, "another wish of the same", resident)).toMatchObject({
    code: "LIMIT_REACHED",
  });
  expect(await db.query.coupons.findMany({ where: { holderId: id, offerId: held!.offerId } })).toHaveLength(
    1,
  );
});

test("a double redeem: the second till is told when the first one was", async () => {
  const { db, execute, viewerOf } = await createDemoWorld();
  const used = (
    await db.query.coupons.findMany({
      where: { state: "REDEEMED", offer: { merchantId: fixedId("merchant:granny-noodles") } },
      with: { standing: true },
    })
  ).find(({ useUntil, snapshot }) => useUntil > now && isUsableAt(snapshot, now))!;
  const input = {
    code: couponCodes(couponSecret).codeOf(used.id),
    outletId: fixedId("outlet:granny-noodles/2"),
    nonce: "the second till",
    spentFen: 100_000,
  };
  const { data } = await execute(
    `mutation ($input: RedeemCouponInput!) { redeemCoupon(input: $input) { __typename ... on AlreadyRedeemed { redeemedAt } } }`,
    { input },
    viewerOf(person("merchant-owner").id),
  );
  expect(data.redeemCoupon).toEqual({
    __typename: "AlreadyRedeemed",
    redeemedAt: used.standing!.redeemedAt.toISOString(),
  });
});

test("an offline conflict: the till that came first lost to the one with a connection, and the coupon counts once", async () => {
  const { db } = await createDemoWorld();
  const scan = (await db.query.scans.findFirst({ where: { verdict: "CONFLICT" } }))!;
  expect(scan).toMatchObject({
    reason: "ALREADY_REDEEMED",
    cameFirst: true,
    savedFen: 0,
    redemptionId: null,
  });
  const standing = await db.query.redemptions.findMany({ where: { couponId: scan.couponId! } });
  expect(standing).toMatchObject([{ redeemedAt: scan.winnerAt, reversedAt: null }]);
});

test("a suspended merchant: nothing of it is claimed, and the coupons that are out wait", async () => {
  const { db, claim, viewerOf, statesOf } = await createDemoWorld();
  const merchantId = fixedId("merchant:veteran-grill");
  expect(await db.query.merchants.findFirst({ where: { id: merchantId } })).toMatchObject({
    state: "SUSPENDED",
    reviewReason: expect.stringContaining("许可证"),
  });
  const offer = (await db.query.offers.findFirst({
    where: { merchantId, claimUntil: { gt: now } },
    with: { places: true },
  }))!;
  const neighbour = viewerOf(person("resident").id, offer.places[0]!.id);
  expect(await claim(offer.id, "a wish for the suspended", neighbour)).toMatchObject({
    code: "MERCHANT_NOT_ACTIVE",
  });
  const issued = (await db.query.coupons.findFirst({
    where: { state: "ISSUED", useUntil: { gt: now }, offer: { merchantId } },
  }))!;
  const states = await statesOf(issued.holderId);
  expect(states.find(({ id }) => id === issued.id)).toMatchObject({ effectiveState: "SUSPENDED" });
});

test("a terminated offer: it is claimed no more, and what was claimed is honoured", async () => {
  const { db, claim, viewerOf, statesOf } = await createDemoWorld();
  const [offer, ...others] = await db.query.offers.findMany({
    where: { state: "TERMINATED" },
    with: { places: true },
  });
  expect(others).toEqual([]);
  expect(offer).toMatchObject({ termination: "HONOUR_ISSUED", terminationReason: expect.any(String) });
  const neighbour = viewerOf(person("resident").id, offer!.places[0]!.id);
  expect(await claim(offer!.id, "a wish for the terminated", neighbour)).toMatchObject({
    code: "OFFER_NOT_LIVE",
  });
  const issued = (await db.query.coupons.findFirst({
    where: { state: "ISSUED", useUntil: { gt: now }, offerId: offer!.id },
  }))!;
  const states = await statesOf(issued.holderId);
  expect(states.find(({ id }) => id === issued.id)).toMatchObject({ effectiveState: "EFFECTIVE" });
});
