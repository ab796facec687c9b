import { couponMoved, scanJudged } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { confirm, createTill, decline, steps } from "../../test/till.ts";
import { createWorld, days, justBefore, noon, outlet, viewers, visitor } from "../../test/world.ts";
import { coupons, redemptions, scans } from "../db/tables.ts";
import { columnsOf } from "../offers/offer-benefit.rules.ts";
import { scansInBatch } from "./scan.rules.ts";

const minutes = (count: number) => new Date(+noon + count * 60_000);

async function createShop(offer: object = {}, caps: { capScans?: number; capFen?: number } = {}) {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 9, ...offer });
  const claim = async () => (await w.claim(offerId)) as { id: string; code: string };
  return { w, offerId, claim, till: await createTill(w, caps) };
}

test("failure: offline scan, it is CONFIRMED at its upload; uploaded again, nothing changes", async () => {
  const { w, offerId, claim, till } = await createShop();
  const { id: couponId } = await claim();
  const scan = await till.scan(couponId);
  w.clock.at = minutes(30);
  const uploaded = await till.upload([scan], { viewer: viewers.cashier });
  expect(uploaded).toEqual({
    __typename: "ScanUpload",
    offsetMs: 0,
    receivedAt: minutes(30).toISOString(),
    scans: [
      {
        id: uploaded.scans[0].id,
        nonce: scan.nonce,
        verdict: "CONFIRMED",
        reason: null,
        cameFirst: null,
        winnerAt: null,
        savedFen: 1_000,
        scannedAt: noon.toISOString(),
        redemption: { id: expect.any(String), redeemedAt: noon.toISOString() },
      },
    ],
  });
  const holderId = viewers.resident.person;
  const till_ = { outletId: outlet.bakery, savedFen: 1_000 };
  expect((await w.events()).slice(-2)).toMatchObject([
    {
      name: couponMoved.name,
      payload: { couponId, offerId, holderId, from: "ISSUED", to: "REDEEMED", ...till_ },
    },
    {
      name: scanJudged.name,
      payload: { deviceId: till.id, couponId, from: null, to: "CONFIRMED", reason: null },
    },
  ]);
  expect(await w.db.select().from(redemptions)).toMatchObject([
    {
      deviceId: till.id,
      staffId: viewers.cashier.person,
      redeemedAt: noon,
      scannedAt: noon,
      receivedAt: minutes(30),
    },
  ]);
  const events = await w.events();
  w.clock.at = days(1);
  expect((await till.upload([scan])).scans).toEqual(uploaded.scans);
  expect(await w.events()).toEqual(events);
});

test("failure: offline scan, it is a CONFLICT where the coupon was redeemed elsewhere, and the resident owes nothing", async () => {
  const { w, claim, till } = await createShop();
  const other = await createTill(w, { outletId: outlet.secondBakery });
  const [early, late, close, twice] = [await claim(), await claim(), await claim(), await claim()];
  const earlyScan = await till.scan(early.id);
  w.clock.at = minutes(10);
  for (const { code } of [early, late]) await w.redeem(code);
  const closeScan = await till.scan(close.id);
  w.clock.at = minutes(12);
  await w.redeem(close.code);
  w.clock.at = minutes(20);
  const lateScan = await till.scan(late.id);
  const twiceScans = [await till.scan(twice.id), await other.scan(twice.id)] as const;
  const { scans: verdicts } = await till.upload([earlyScan, lateScan, closeScan, twiceScans[0]]);
  const conflict = { verdict: "CONFLICT", reason: "ALREADY_REDEEMED", redemption: null, savedFen: 0 };
  expect(verdicts).toMatchObject([
    { ...conflict, cameFirst: true, winnerAt: minutes(10).toISOString() },
    { ...conflict, cameFirst: false, winnerAt: minutes(10).toISOString() },
    // Two clocks that may be two minutes apart do not tell.
    { ...conflict, cameFirst: null, winnerAt: minutes(12).toISOString() },
    { verdict: "CONFIRMED" },
  ]);
  expect((await other.upload([twiceScans[1]])).scans).toMatchObject([conflict]);
  expect(await w.db.$count(redemptions)).toBe(4);
  for (const { state } of await w.coupons()) expect(state).toBe("REDEEMED");

  const gone = await claim();
  const goneScan = await till.scan(gone.id);
  await w.db.update(coupons).set({ state: "VOIDED" }).where(eq(coupons.id, gone.id));
  expect((await till.upload([goneScan])).scans).toMatchObject([{ ...conflict, reason: "VOIDED" }]);
});

test("an attempt whose answer was lost and that the till kept as a scan is that redemption", async () => {
  const { w, claim, till } = await createShop();
  const { id, code } = await claim();
  const scan = await till.scan(id);
  const { id: redemptionId } = await w.redeem(code, { nonce: scan.nonce });
  const { scans: verdicts } = await till.upload([scan]);
  expect(verdicts).toMatchObject([{ verdict: "CONFIRMED", redemption: { id: redemptionId } }]);
  expect(await w.db.$count(redemptions)).toBe(1);
});

test("what a till could not know goes to the owner, who decides once", async () => {
  const cash = columnsOf({ kind: "CASH", offFen: 500, minimumSpendFen: 2_000 });
  const { w, claim, till } = await createShop(
    { ...cash, claimUntil: minutes(40), useUntil: minutes(40) },
    { capScans: 2, capFen: 1_000 },
  );
  const held = async (scan: Awaited<ReturnType<typeof till.scan>>, options: object = {}) => {
    const { scans: verdicts } = await till.upload([scan], options);
    return verdicts[0] as { id: string; verdict: string; reason: string };
  };
  const scanOf = async (given: object = {}) => till.scan((await claim()).id, given);
  const belowMinimum = await held(await scanOf({ spentFen: 1_999 }));
  const tooEarly = await held(await scanOf({ scannedAt: new Date(+noon - 121_000) }));
  const stale = await held(await scanOf({ scannedAt: minutes(-4) }), { sentAt: minutes(0) });
  const skewed = await held(await scanOf({ scannedAt: minutes(-3) }), { sentAt: minutes(-3) });
  const onTime = await held(await scanOf({ scannedAt: minutes(-2) }), { sentAt: minutes(-2) });
  const scanned = await scanOf();
  await w.setMerchant("SUSPENDED");
  const suspended = await held(scanned);
  await w.setMerchant("ACTIVE");
  w.clock.at = justBefore(minutes(40));
  const atTheEnd = await held(await scanOf());
  expect(
    [belowMinimum, tooEarly, stale, skewed, onTime, suspended, atTheEnd].map(
      ({ verdict, reason }) => reason ?? verdict,
    ),
  ).toEqual([
    "BELOW_MINIMUM_SPEND",
    "OUTSIDE_WINDOW",
    "OUTSIDE_WINDOW",
    "CLOCK_SKEW",
    "CONFIRMED",
    "SUSPENDED",
    "CONFIRMED",
  ]);
  w.clock.at = minutes(30);
  const overCap = await held(await scanOf());
  await w.answer(steps.lock, { id: till.id }, viewers.owner);
  const locked = await held(await scanOf());
  expect([overCap.reason, locked.reason]).toEqual(["OVER_CAP", "DEVICE_LOCKED"]);

  const decide = (
    document: string,
    { id }: { id: string },
    viewer: typeof viewers.owner | null = viewers.owner,
  ) => w.answer(document, { id }, viewer);
  for (const viewer of [viewers.cashier, viewers.otherOwner, viewers.resident])
    for (const step of [confirm, decline])
      expect((await decide(step, overCap, viewer)).code).toBe("NOT_ALLOWED");
  expect((await decide(confirm, overCap, visitor)).code).toBe("NOT_SIGNED_IN");
  expect((await decide(confirm, { id: uuidv7() })).code).toBe("NOT_FOUND");
  expect((await decide(confirm, belowMinimum)).code).toBe("MINIMUM_SPEND_NOT_MET");
  const both = await Promise.all([decide(confirm, overCap), decide(confirm, overCap)]);
  expect(both.map(({ verdict, code }) => String(code ?? verdict)).toSorted()).toEqual([
    "CONFIRMED",
    "SCAN_DECIDED",
  ]);
  expect(await decide(decline, locked)).toMatchObject({
    verdict: "DECLINED",
    reason: "DEVICE_LOCKED",
    redemption: null,
  });
  expect(await decide(decline, overCap)).toMatchObject({ code: "SCAN_DECIDED", verdict: "CONFIRMED" });
  // The coupon of what was declined is still the resident's, and what was redeemed meanwhile is a conflict.
  const couponOf = async ({ id }: { id: string }) =>
    (await w.db.query.scans.findFirst({ where: { id } }))!.couponId!;
  expect(await w.db.query.coupons.findFirst({ where: { id: await couponOf(locked) } })).toMatchObject({
    state: "ISSUED",
  });
  await w.db
    .update(coupons)
    .set({ state: "VOIDED" })
    .where(eq(coupons.id, await couponOf(suspended)));
  expect(await decide(confirm, suspended)).toMatchObject({ verdict: "CONFLICT", reason: "VOIDED" });
});

const scansOfDevices = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Outlet {
  redemptions(first: 9) { nodes { device { scans(first: 9) { totalCount nodes { id } } } } } } } }`;

test("staff see of a till what they uploaded themselves within a day; its owner sees all", async () => {
  const { w, claim, till } = await createShop();
  const upload = async (viewer: typeof viewers.owner) =>
    (await till.upload([await till.scan((await claim()).id)], { viewer })).scans[0].id as string;
  const own = await upload(viewers.cashier);
  const other = await upload(viewers.owner);
  const seen = async (viewer: typeof viewers.owner) => {
    const representations = [{ __typename: "Outlet", id: outlet.bakery }];
    const { data } = await w.execute(scansOfDevices, { r: representations }, viewer);
    const devices = data._entities[0].redemptions.nodes as {
      device: { scans: { nodes: { id: string }[] } };
    }[];
    return devices.map(({ device }) => device.scans.nodes.map(({ id }) => id).toSorted());
  };
  expect(await seen(viewers.cashier)).toEqual([[own]]);
  const all = [own, other].toSorted();
  expect(await seen(viewers.owner)).toEqual([all, all]);
  // A day later, by a till that redeems once more and so leads there.
  w.clock.at = days(1);
  const latest = await upload(viewers.cashier);
  expect(await seen(viewers.cashier)).toEqual([[latest]]);
  await w.dismiss(viewers.cashier, w.clock.at);
  expect(await seen(viewers.cashier)).toEqual([]);
});

test("a budget that ends at the till holds for scans too, whoever decides", async () => {
  const { w, claim, till } = await createShop({
    ...columnsOf({ kind: "DISCOUNT", percentOff: 50, capFen: 1_000 }),
    budgetFen: 1_500,
  });
  const [first, second] = [await till.scan((await claim()).id), await till.scan((await claim()).id)];
  const { scans: verdicts } = await till.upload([first, second]);
  expect(verdicts).toMatchObject([
    { verdict: "CONFIRMED" },
    { verdict: "NEEDS_REVIEW", reason: "BUDGET_EXHAUSTED" },
  ]);
  expect((await w.answer(confirm, { id: verdicts[1].id }, viewers.owner)).code).toBe("BUDGET_EXHAUSTED");
  expect(await w.db.query.scans.findFirst({ where: { id: verdicts[1].id } })).toMatchObject({
    verdict: "NEEDS_REVIEW",
  });
});

test("codes that are none here and those of another merchant are INVALID alike", async () => {
  const { w, claim, till } = await createShop();
  const { id } = await claim();
  const foreign = await w.claim(
    await w.addOffer({
      merchantId: (await w.db.query.outlets.findFirst({ where: { id: outlet.laundry } }))!.merchantId,
    }),
  );
  const scanned = await till.scan(id);
  const { scans: verdicts } = await till.upload([
    await till.scan(foreign.id),
    { ...scanned, token: `${scanned.token}A` },
    { ...scanned, nonce: uuidv7(), token: "no token" },
  ]);
  const same = {
    verdict: "INVALID",
    reason: "INVALID_CODE",
    cameFirst: null,
    winnerAt: null,
    savedFen: 0,
    redemption: null,
  };
  for (const verdict of verdicts) expect(verdict).toMatchObject(same);
  expect(await w.db.select({ couponId: scans.couponId }).from(scans)).toEqual(
    verdicts.map(() => ({ couponId: null })),
  );
});

test("an upload is of one till, signed by it and brought by its staff", async () => {
  const { w, claim, till } = await createShop();
  const scan = await till.scan((await claim()).id);
  const other = await createTill(w, { outletId: outlet.secondBakery });
  const code = async (answer: Promise<{ code: string }>) => (await answer).code;
  expect([
    await code(till.upload([scan], { viewer: visitor as never })),
    await code(till.upload([scan], { viewer: viewers.secondCashier })),
    await code(till.upload([scan], { viewer: viewers.otherOwner })),
    await code(till.upload([scan], { given: { deviceId: other.id } })),
    await code(till.upload([scan], { given: { deviceId: "not-a-uuid" } })),
    await code(till.upload([scan], { given: { sentAt: minutes(1) } })),
    await code(till.upload([scan], { given: { scans: [{ ...scan, spentFen: 1 }] } })),
    await code(till.upload([scan], { given: { signature: "" } })),
    await code(till.upload([])),
    await code(till.upload(Array.from({ length: scansInBatch + 1 }, () => ({ ...scan, nonce: uuidv7() })))),
    await code(till.upload([{ ...scan, nonce: "short" }])),
    await code(till.upload([{ ...scan, spentFen: -1 }])),
  ]).toEqual([
    "NOT_SIGNED_IN",
    "NOT_ALLOWED",
    "NOT_ALLOWED",
    "INVALID_DEVICE_SIGNATURE",
    "NOT_ALLOWED",
    "INVALID_DEVICE_SIGNATURE",
    "INVALID_DEVICE_SIGNATURE",
    "INVALID_DEVICE_SIGNATURE",
    "INVALID_INPUT",
    "INVALID_INPUT",
    "INVALID_INPUT",
    "INVALID_INPUT",
  ]);
  expect(await w.db.$count(scans)).toBe(0);
  // Staff who are dismissed bring nothing any more, at the very instant.
  await w.dismiss(viewers.cashier, noon);
  expect(await code(till.upload([scan], { viewer: viewers.cashier }))).toBe("NOT_ALLOWED");
});
