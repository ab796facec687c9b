import { fixedId, liesWithin, person, place, placePath, places, verifiedResidents } from "@linli/demo-world";
import {
  couponMoved,
  deviceMoved,
  merchantMoved,
  offerMoved,
  placesSaved,
  offerReportMoved,
  pledgeMoved,
  ratingMoved,
  scanJudged,
  staffMoved,
} from "@linli/events";
import { dateIn } from "@linli/kernel";
import { addUp } from "@linli/measures";
import type { Viewer } from "@linli/passport";
import { createServiceHarness } from "@linli/testing";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { z } from "zod";
import { seed } from "./seed.ts";
import { couponCodes } from "./src/coupons/coupon-code.ts";
import { cellOf, wholeDimensions } from "./src/measures/coupon-measures.rules.ts";
import { couponFigures } from "./src/measures/coupon-measures.store.ts";
import { savedFen } from "./src/offers/offer-benefit.rules.ts";
import { submitOffer } from "./src/offers/offer-review.actions.ts";
import { offerState } from "./src/offers/offer.rules.ts";
import { isUsableAt } from "./src/offers/usable-times.rules.ts";
import { merchants } from "./src/service.ts";

const couponSecret = "a secret of the seed's test, long enough";
const noon = "2026-11-23T04:00:00Z";
// A leap day shortly after midnight in Shanghai, the last moment of a year, an ordinary noon.
const moments = ["2028-02-28T16:05:00Z", "2026-12-31T15:59:59Z", noon];

/** The service with the demo world laid out at that moment, and the context it was laid out in. */
async function harness(instant: string) {
  const now = new Date(instant);
  const h = await createServiceHarness(merchants({ couponSecret }), { now: () => now });
  for (const { id, kind, name, parentId } of places)
    await h.deliver({
      name: placesSaved.name,
      payload: { places: [{ id, kind, name, parentId, retiredOn: null }] },
    });
  const context = { db: h.db, now: () => now, viewer: null, requestId: null };
  return { ...h, now, context, counts: await seed({ couponSecret })(context) };
}

/** The same, read. */
async function world(instant: string) {
  const h = await harness(instant);
  const { query } = h.db;
  return {
    ...h,
    merchants: await query.merchants.findMany(),
    offers: await query.offers.findMany({ with: { merchant: true, places: true, totals: true } }),
    coupons: await query.coupons.findMany({ with: { offer: true } }),
    redemptions: await query.redemptions.findMany({ with: { outlet: true } }),
    events: await query.outbox.findMany({ orderBy: { sequence: "asc" } }),
    staff: await query.merchantStaff.findMany(),
  };
}

type World = Awaited<ReturnType<typeof world>>;

const resident = (key: string): Viewer => {
  const { id, age, home } = person(key);
  const within = placePath(home!.placeId).map((above) => above.id);
  return {
    person: id,
    age,
    residences: [{ place: home!.placeId, within, tenure: home!.tenure }],
    grants: [],
  };
};

test.each(moments)(
  "laid out at %s, the demo world is whole, in order, and laid out once",
  async (instant) => {
    const h = await world(instant);
    await expectFigures(h);
    expectRules(h);
    expectReplay(h);
    await expectPlantedCell(h);
    await expectTill(h);
  },
);

test("each persona finds what its part needs", async () => {
  const { db, staff, offers, coupons, execute, now } = await world(noon);
  const entries = (key: string) => staff.filter(({ personId }) => personId === person(key).id);
  const [owner, cashier, other] = [
    entries("merchant-owner"),
    entries("merchant-staff"),
    entries("other-merchant-staff"),
  ];
  // The other one is of a merchant that has closed.
  expect(owner).toMatchObject([
    { role: "OWNER", outletId: null },
    { role: "OWNER", merchantId: fixedId("merchant:old-noodles") },
  ]);
  expect(cashier).toMatchObject([{ role: "CASHIER", merchantId: owner[0]!.merchantId }]);
  expect(other).toMatchObject([{ role: "CASHIER" }]);
  expect(other[0]!.merchantId).not.toBe(owner[0]!.merchantId);
  const shop = (id: string) => db.query.merchants.findFirst({ where: { id }, with: { outlets: true } });
  expect(await shop(owner[0]!.merchantId)).toMatchObject({ state: "ACTIVE" });
  expect(await shop(other[0]!.merchantId)).toMatchObject({ state: "ACTIVE" });
  const { outlets } = (await shop(owner[0]!.merchantId))!;
  expect(outlets.length).toBeGreaterThan(1);
  expect(outlets.every(({ placeId }) => liesWithin(placeId, "gaodeng"))).toBe(true);

  const own = coupons.filter(({ holderId }) => holderId === person("resident").id);
  const usable = own.filter(
    ({ state, useFrom, useUntil }) => state === "ISSUED" && useFrom <= now && now < useUntil,
  );
  expect(usable.length).toBeGreaterThan(3);
  expect(usable.some(({ offer }) => offer.merchantId === owner[0]!.merchantId)).toBe(true);
  expect(own.filter(({ state }) => state === "REDEEMED")).toHaveLength(1);

  const claim = (viewer: Viewer, offerId: string) =>
    execute(
      `mutation ($offerId: ID!) { claimCoupon(offerId: $offerId, idempotencyKey: "a wish of the test's ${offerId}") {
        __typename } }`,
      { offerId },
      viewer,
    );
  for (const [key, quarter] of [
    ["resident", "panlong"],
    ["resident-elsewhere", "libuga"],
  ] as const) {
    const held = new Set(coupons.flatMap((one) => (one.holderId === person(key).id ? one.offerId : [])));
    const free = offers.filter(
      ({ id, totals: { remaining }, state, claimFrom, claimUntil, merchant, places: of }) =>
        !held.has(id) &&
        offerState({ state, claimFrom, claimUntil, remaining }, "ACTIVE", now) === "LIVE" &&
        merchant.state === "ACTIVE" &&
        of.some((one) => one.id === place(quarter).id) &&
        remaining >= 50,
    );
    expect(free.length).toBeGreaterThanOrEqual(3);
    if (key === "resident")
      expect(free.some(({ merchantId }) => merchantId === owner[0]!.merchantId)).toBe(true);
    for (const { id } of free)
      expect((await claim(resident(key), id)).data).toEqual({ claimCoupon: { __typename: "Coupon" } });
  }
});

test("what was rejected is handed in again with the hash it had", async () => {
  const { db, context } = await harness(noon);
  const rejected = await db.query.offers.findFirst({ where: { state: "REJECTED" } });
  const { id, submittedHash, createdBy } = rejected!;
  const viewer = { person: createdBy, age: 40, residences: [], grants: [] };
  const again = await submitOffer({ ...context, ...merchants({ couponSecret }).context, viewer }, id);
  expect(again).toMatchObject({ state: "SUBMITTED", submittedHash });
});

// Twice the work of the others.
test("the same moment gives the same world", { timeout: 60_000 }, async () => {
  const content = async () => {
    const { db } = await harness(noon);
    const { rows } = await db.execute<{ content: string }>(sql`
      select md5(string_agg(row::text, '' order by row::text)) as content from (
        select to_jsonb(merchants) as row from merchants
        union all select to_jsonb(outlets) from outlets
        union all select to_jsonb(outlet_hours) from outlet_hours
        union all select to_jsonb(outlet_exceptions) from outlet_exceptions
        union all select to_jsonb(business_districts) from business_districts
        union all select to_jsonb(merchant_staff) from merchant_staff
        union all select to_jsonb(staff_invitations) from staff_invitations
        union all select to_jsonb(offers) from offers
        union all select to_jsonb(offer_steps) from offer_steps
        union all select to_jsonb(offer_places) from offer_places
        union all select to_jsonb(coupons) from coupons
        union all select to_jsonb(redemptions) from redemptions
        union all select to_jsonb(devices) from devices
        union all select to_jsonb(scans) from scans
        union all select to_jsonb(pledges) from pledges
        union all select to_jsonb(offer_reports) from offer_reports
        union all select to_jsonb(ratings) from ratings
        union all select to_jsonb(outbox) - 'published_at' from outbox) world`);
    return rows[0]!.content;
  };
  const once = await content();
  expect(once).toMatch(/^[0-9a-f]{32}$/);
  expect(await content()).toBe(once);
});
async function expectFigures(h: World) {
  const { now, offers, coupons, redemptions } = h;
  expect(h.counts).toMatchObject({ 商圈: 3, 商家: 42, 门店: 55, 优惠: 120, 券: 9_000 });
  expect(h.counts!["核销"]).toBe(redemptions.length);
  expect(await seed({ couponSecret })(h.context)).toBeNull();

  const share = redemptions.length / coupons.length;
  expect(share).toBeGreaterThan(0.55);
  expect(share).toBeLessThan(0.6);
  for (const state of ["ISSUED", "VOIDED", "RETURNED"])
    expect(coupons.some((coupon) => coupon.state === state)).toBe(true);
  const claimed = coupons.map(({ claimedAt }) => +claimedAt);
  expect(+now - Math.min(...claimed)).toBeGreaterThan(330 * 86_400_000);
  expect(+now - Math.min(...claimed)).toBeLessThan(366 * 86_400_000);
  expect(+now - Math.max(...claimed)).toBeLessThan(5 * 86_400_000);
  expect(coupons.some(({ state, useUntil }) => state === "ISSUED" && useUntil <= now)).toBe(true);

  // An offer's count is that of its coupons, and each state is there to be seen.
  const counted = Map.groupBy(
    coupons.filter(({ state }) => state !== "RETURNED"),
    ({ offerId }) => offerId,
  );
  for (const { id, totals } of offers) expect(totals.issued).toBe(counted.get(id)?.length ?? 0);
  const inState = (state: string) =>
    offers.filter((offer) => offerState({ ...offer, ...offer.totals }, "ACTIVE", now) === state);
  expect(inState("PAUSED")).toHaveLength(1);
  expect(inState("TERMINATED")).toHaveLength(1);
  for (const state of ["DRAFT", "SUBMITTED", "SCHEDULED", "ENDED"])
    expect(inState(state).length).toBeGreaterThan(3);
  expect(inState("REJECTED").every(({ reviewReason }) => reviewReason)).toBe(true);
  const live = inState("LIVE").filter(({ merchant }) => merchant.state === "ACTIVE");
  expect(live.length).toBeGreaterThan(55);
  expect(new Set(live.map(({ kind }) => kind)).size).toBe(5);
  expect(+live[0]!.claimUntil - +now).toBeGreaterThan(28 * 86_400_000);
  const awaiting = inState("SUBMITTED").filter((offer) =>
    offer.places.every(({ id }) => liesWithin(id, "gaodeng")),
  );
  expect(awaiting.length).toBeGreaterThan(2);
  const suspended = offers.filter(({ merchant }) => merchant.state === "SUSPENDED");
  expect(suspended.reduce((sum, { totals }) => sum + totals.issued, 0)).toBeGreaterThan(0);
}

function expectRules({ now, offers, coupons, redemptions, staff }: World) {
  const offerOf = new Map(offers.map((offer) => [offer.id, offer]));
  const couponOf = new Map(coupons.map((coupon) => [coupon.id, coupon]));
  const verified = new Map(places.map(({ id }) => [id, new Set(verifiedResidents(id).map((one) => one.id))]));
  const staffOf = new Set(staff.map(({ personId }) => personId));
  const codes = couponCodes(couponSecret);

  const broken = coupons.filter(({ id, offerId, holderId, claimedAt, placeId, codeHash }) => {
    const offer = offerOf.get(offerId)!;
    return !(
      offer.claimFrom <= claimedAt &&
      claimedAt < offer.claimUntil &&
      claimedAt <= now &&
      offer.places.some((one) => one.id === placeId) &&
      verified.get(placeId)!.has(holderId) &&
      !staffOf.has(holderId) &&
      codeHash === codes.hashOf(codes.codeOf(id))
    );
  });
  expect(broken).toEqual([]);

  const standing = redemptions.filter(({ reversedAt }) => reversedAt === null);
  expect(redemptions.length - standing.length).toBe(1);
  expect(standing.map(({ couponId }) => couponId).toSorted()).toEqual(
    coupons.flatMap(({ id, state }) => (state === "REDEEMED" ? id : [])).toSorted(),
  );
  const wrong = redemptions.filter(({ couponId, outlet, staffId, redeemedAt, ...amounts }) => {
    const { claimedAt, useFrom, useUntil, offer, snapshot } = couponOf.get(couponId)!;
    const entry = staff.find(
      ({ merchantId, personId, outletId }) =>
        merchantId === outlet.merchantId && personId === staffId && (outletId ?? outlet.id) === outlet.id,
    );
    return !(
      outlet.merchantId === offer.merchantId &&
      entry &&
      entry.from <= redeemedAt &&
      claimedAt < redeemedAt &&
      useFrom <= redeemedAt &&
      redeemedAt < useUntil &&
      redeemedAt <= now &&
      isUsableAt(snapshot, redeemedAt) &&
      amounts.savedFen === savedFen(snapshot, amounts.spentFen)
    );
  });
  expect(wrong).toEqual([]);
}

/** What each event of the seed is about. */
const contracts: Record<string, { schema: z.ZodType; about: string }> = {
  [couponMoved.name]: { schema: couponMoved.schema, about: "couponId" },
  [merchantMoved.name]: { schema: merchantMoved.schema, about: "merchantId" },
  [offerMoved.name]: { schema: offerMoved.schema, about: "offerId" },
  [staffMoved.name]: { schema: staffMoved.schema, about: "staffId" },
  [ratingMoved.name]: { schema: ratingMoved.schema, about: "ratingId" },
  [offerReportMoved.name]: { schema: offerReportMoved.schema, about: "reportId" },
  [pledgeMoved.name]: { schema: pledgeMoved.schema, about: "pledgeId" },
  [deviceMoved.name]: { schema: deviceMoved.schema, about: "deviceId" },
  [scanJudged.name]: { schema: scanJudged.schema, about: "scanId" },
};

function expectReplay({ now, merchants: all, offers, coupons, events, counts }: World) {
  const states = new Map<string, string>();
  let claims = 0;
  let last = new Date(0);
  for (const { name, payload, actor, requestId, at } of events) {
    const { from, to, ...ids } = contracts[name]!.schema.parse(payload) as Record<string, string>;
    const id = ids[contracts[name]!.about]!;
    expect(states.get(id) ?? null).toBe(from);
    states.set(id, to!);
    if (name === couponMoved.name && from === null) claims++;
    expect(actor).not.toBeNull();
    expect(requestId).toBe("demo-world");
    expect(+at).toBeLessThanOrEqual(+now);
    expect(+at).toBeGreaterThanOrEqual(+last);
    last = at;
  }
  expect(claims).toBe(9_000);
  for (const { id, state } of [...all, ...offers, ...coupons]) expect(states.get(id)).toBe(state);
  const {
    收银设备: tills,
    离线扫码: scans,
    店员邀请: invitations,
    评价: rated,
    优惠举报: reported,
    志愿服务承诺: pledged,
  } = counts!;
  expect(states.size).toBe(
    all.length +
      offers.length +
      coupons.length +
      tills! +
      scans! +
      invitations! +
      rated! +
      reported! +
      pledged!,
  );
}

async function expectPlantedCell({ db }: World) {
  const scope = { within: [place("xuefu").id], except: [] };
  const [cells = []] = await couponFigures(db, scope, { from: null, until: null }, [wholeDimensions]);
  const line = cells.map(cellOf);
  expect(line).toHaveLength(3);
  const rows = addUp(line, ["PLACE", "MONTH"]);
  const month = rows.find(({ suppressed }) => suppressed)!.at.MONTH;
  expect(line.filter(({ at }) => at.MONTH === month)).toMatchObject([{ groups: [3, 2, 1] }]);
  // The place's total is of the two other months: it does not betray the one that is hidden.
  const shown = rows.reduce((sum, { figures }) => sum + (figures.claimed ?? 0), 0);
  expect(addUp(line, ["PLACE"])).toMatchObject([{ figures: { claimed: shown }, suppressed: true }]);
}

async function expectTill({ db, execute, now, coupons, redemptions }: World) {
  const owner: Viewer = { person: person("merchant-owner").id, age: 50, residences: [], grants: [] };
  const staff: Viewer = { ...owner, person: person("merchant-staff").id };
  // A double redeem: what was used at the shop of the personas is not taken again, and the till is told when it was.
  const shop = coupons.find(({ offer }) => offer.merchantId === fixedId("merchant:granny-noodles"))!.offer
    .merchantId;
  const used = coupons.find(
    ({ state, offer, useUntil, snapshot }) =>
      state === "REDEEMED" && offer.merchantId === shop && useUntil > now && isUsableAt(snapshot, now),
  )!;
  const { redeemedAt } = redemptions.find(({ couponId, reversedAt }) => couponId === used.id && !reversedAt)!;
  const input = {
    code: couponCodes(couponSecret).codeOf(used.id),
    outletId: fixedId("outlet:granny-noodles/1"),
    nonce: "a second time",
    spentFen: 100_000,
  };
  const { data } = await execute(
    `mutation ($input: RedeemCouponInput!) { redeemCoupon(input: $input) { ... on AlreadyRedeemed { redeemedAt } } }`,
    { input },
    staff,
  );
  expect(data.redeemCoupon).toEqual({ redeemedAt: redeemedAt.toISOString() });

  // Its tills: one conflict, one that was taken in later, two that wait; and the statements of a year add up to what was saved.
  const scans = await db.query.scans.findMany({ with: { device: true } });
  expect(scans.map(({ verdict }) => verdict).toSorted()).toEqual([
    "CONFIRMED",
    "CONFLICT",
    "NEEDS_REVIEW",
    "NEEDS_REVIEW",
  ]);
  expect(scans.every(({ device }) => device.merchantId === shop)).toBe(true);
  const ask = `query ($id: ID!, $from: Date!, $until: Date!) { merchant(id: $id) {
    statement(from: $from, until: $until) { totals { redemptions reversals savedFen } } } }`;
  const year = {
    from: dateIn(new Date(+now - 365 * 86_400_000)),
    until: dateIn(new Date(+now + 86_400_000)),
  };
  const { totals } = (await execute(ask, { id: shop, ...year }, owner)).data.merchant.statement;
  const own = redemptions.filter(({ outlet }) => outlet.merchantId === shop);
  expect(totals).toEqual({
    redemptions: own.length,
    reversals: 1,
    savedFen: own.reduce((sum, one) => sum + (one.reversedAt ? 0 : one.savedFen), 0),
  });
}
