import { couponMoved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { and, eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { coupons, offers, offerStock } from "../db/tables.ts";
import {
  createWorld,
  days,
  justBefore,
  newResident,
  noon,
  place,
  viewers,
  visitor,
  type World,
} from "../../test/world.ts";

const issued = async (w: World, offerId: string) =>
  (await w.db.query.offerTotals.findFirst({ where: { offerId } }))!.issued;
const codeOf = ({ code, __typename }: { code?: string; __typename: string }) =>
  __typename === "Coupon" ? "COUPON" : code!;
/** How many answers of each kind. */
const tally = (answers: { code?: string; __typename: string }[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, codeOf)).map(([code, those]) => [code, those!.length]),
  );

test("a resident claims a coupon, and it is announced", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  const coupon = await w.claim(offerId);
  expect(coupon).toEqual({
    __typename: "Coupon",
    id: coupon.id,
    code: expect.stringMatching(/^[0-9A-Z]{12}[0-9A-Z*~$=]$/),
    title: "早餐套餐",
    effectiveState: "EFFECTIVE",
    offer: { title: "早餐套餐", remaining: 9 },
  });
  const holderId = viewers.resident.person;
  expect(await w.coupons()).toMatchObject([
    { id: coupon.id, holderId, placeId: place.quarter, ordinal: 1, claimedAt: noon, useUntil: days(30) },
  ]);
  expect(await w.events()).toEqual([
    {
      name: couponMoved.name,
      payload: {
        couponId: coupon.id,
        offerId,
        holderId,
        from: null,
        to: "ISSUED",
        outletId: null,
        savedFen: null,
      },
      actor: holderId,
      at: noon,
    },
  ]);
});

test("the code is nowhere in the database", async () => {
  const w = await createWorld();
  const { code } = await w.claim(await w.addOffer());
  expect(JSON.stringify([await w.coupons(), await w.events()])).not.toContain(code);
});

test("failure: double tap, the same key gives the same coupon, one after the other and 20 times at once", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 5 });
  const key = uuidv7();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => w.claim(offerId, viewers.resident, key)),
  );
  answers.push(await w.claim(offerId, viewers.resident, key));
  answers.push(await w.claim(offerId.toUpperCase(), viewers.resident, key));
  expect(new Set(answers.map(({ id, code }) => `${id} ${code}`)).size).toBe(1);
  expect(await w.coupons()).toHaveLength(1);
  expect(await w.events()).toHaveLength(1);
  expect(await issued(w, offerId)).toBe(1);
});

test("a key that was used is good for its own offer and person alone, even when the offer is over", async () => {
  const w = await createWorld();
  const [offerId, another] = [await w.addOffer(), await w.addOffer()];
  const key = uuidv7();
  const first = await w.claim(offerId, viewers.resident, key);
  expect(codeOf(await w.claim(another, viewers.resident, key))).toBe("IDEMPOTENCY_KEY_REUSED");
  expect(codeOf(await w.claim(uuidv7(), viewers.resident, key))).toBe("IDEMPOTENCY_KEY_REUSED");
  expect(codeOf(await w.claim(offerId, newResident(), key))).toBe("COUPON");
  w.clock.at = days(7);
  expect((await w.claim(offerId, viewers.resident, key)).id).toBe(first.id);
});

test("nobody gets more than the limit, and a returned coupon counts no more", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 2 });
  const first = await w.claim(offerId);
  expect(codeOf(await w.claim(offerId))).toBe("COUPON");
  expect(await w.claim(offerId)).toMatchObject({
    __typename: "LimitReached",
    code: "LIMIT_REACHED",
    limit: 2,
  });
  await w.db.update(coupons).set({ state: "RETURNED" }).where(eq(coupons.id, first.id));
  expect(codeOf(await w.claim(offerId))).toBe("COUPON");
  expect(codeOf(await w.claim(offerId))).toBe("LIMIT_REACHED");
  expect((await w.coupons()).map(({ ordinal }) => ordinal).toSorted((a, b) => a - b)).toEqual([1, 1, 2]);
});

test.each([
  [1, 2],
  [1, 20],
  [12, 20],
])("with a limit of %i, %i tabs at once get no more and no fewer", async (limitPerPerson, tabs) => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson, stock: 100 });
  const answers = await Promise.all(Array.from({ length: tabs }, () => w.claim(offerId)));
  expect(tally(answers)).toEqual({ COUPON: limitPerPerson, LIMIT_REACHED: tabs - limitPerPerson });
  expect(await w.coupons()).toHaveLength(limitPerPerson);
  expect(await w.events()).toHaveLength(limitPerPerson);
  expect(await issued(w, offerId)).toBe(limitPerPerson);
});

test.each([
  [50, 200],
  [1, 30],
])(
  "of a stock of %i, with %i people at once, nothing is oversold and nothing left",
  async (stock, people) => {
    const w = await createWorld();
    const offerId = await w.addOffer({ stock });
    const answers = await Promise.all(Array.from({ length: people }, () => w.claim(offerId, newResident())));
    expect(tally(answers)).toEqual({ COUPON: stock, SOLD_OUT: people - stock });
    expect(await w.coupons()).toHaveLength(stock);
    expect(await w.events()).toHaveLength(stock);
    expect(await issued(w, offerId)).toBe(stock);
  },
);

test("whoever waits for one of several shards takes of it once it is free, without another look", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 2_000 });
  // Each in a statement of its own: more would wait together.
  const people = Array.from({ length: 2 }, newResident);
  for (const viewer of people) await w.consent(viewer);
  const claim = `mutation ($offerId: ID!) {
    claimCoupon(offerId: $offerId, idempotencyKey: "a wish of a noon") { ... on Coupon { id code } } }`;
  const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = w.db.transaction(async (tx) => {
    await tx.update(offerStock).set({ issued: 3 }).where(eq(offerStock.offerId, offerId));
    held.resolve();
    await free.promise;
  });
  await held.promise;
  w.queries.length = 0;
  const claims = people.map((viewer) => w.answer(claim, { offerId }, viewer));
  await vi.waitFor(() => expect(w.queries).toHaveLength(8));
  free.resolve();
  await holding;
  for (const { id } of await Promise.all(claims)) expect(id).toEqual(expect.any(String));
  expect(w.queries.filter((sql) => sql.includes("coupon_consents"))).toHaveLength(2);
});

test("those who wait for the last of several shards do not wait for each other", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 1_000 });
  await w.db.update(offerStock).set({ issued: 499 }).where(eq(offerStock.offerId, offerId));
  // Two others take the last of both shards, and let go of them one after the other.
  const others = [0, 1].map((shard) => {
    const [held, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const taking = w.db.transaction(async (tx) => {
      await tx
        .update(offerStock)
        .set({ issued: 500 })
        .where(and(eq(offerStock.offerId, offerId), eq(offerStock.shard, shard)));
      held.resolve();
      await done.promise;
    });
    return { held: held.promise, end: () => (done.resolve(), taking) };
  });
  for (const { held } of others) await held;
  w.queries.length = 0;
  const claims = Array.from({ length: 12 }, () => w.claim(offerId, newResident()));
  await vi.waitFor(() => {
    // The others wait for these.
    const waiting = w.queries.filter((sql) => /for update\s*\)/.test(sql));
    expect(waiting).toHaveLength(2);
  });
  for (const { end } of others) await end();
  expect(tally(await Promise.all(claims))).toEqual({ SOLD_OUT: 12 });
});

test("the last one of the stock is given, and after it none", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 10, issued: 9 });
  expect((await w.claim(offerId)).offer.remaining).toBe(0);
  const key = uuidv7();
  const late = newResident();
  expect(codeOf(await w.claim(offerId, late, key))).toBe("SOLD_OUT");
  await w.db.update(offers).set({ stock: 11 }).where(eq(offers.id, offerId));
  // Until this process is told, or for a second, it says what it knew.
  expect(codeOf(await w.claim(offerId, late, key))).toBe("SOLD_OUT");
  w.soldOut.delete(offerId);
  expect(codeOf(await w.claim(offerId, late, key))).toBe("COUPON");
});

test("the last one, claimed twice at once with one key, is never sold out to whoever gets it", async () => {
  const w = await createWorld();
  for (let round = 0; round < 10; round++) {
    const offerId = await w.addOffer({ stock: 1 });
    const [viewer, key] = [newResident(), uuidv7()];
    const taps = await Promise.all(Array.from({ length: 6 }, () => w.claim(offerId, viewer, key)));
    expect(tally(taps)).toEqual({ COUPON: 6 });
  }
});

test("who sends keys crosswise to two offers is refused, and nobody waits for it", async () => {
  const w = await createWorld();
  const ample = { stock: 100, limitPerPerson: 20 };
  const offerIds = [await w.addOffer(ample), await w.addOffer(ample)];
  const [hostile, neighbour] = [newResident(), newResident()];
  const keys = Array.from({ length: 20 }, () => uuidv7());
  const crosswise = offerIds.flatMap((offerId, index) =>
    (index === 0 ? keys : keys.toReversed()).map((key) => w.claim(offerId, hostile, key)),
  );
  const others = offerIds.map((offerId) => w.claim(offerId, neighbour));
  expect(tally(await Promise.all(crosswise))).toEqual({ COUPON: 20, IDEMPOTENCY_KEY_REUSED: 20 });
  expect(tally(await Promise.all(others))).toEqual({ COUPON: 2 });
  expect(await w.coupons()).toHaveLength(22);
});

test("however often it is asked meanwhile, another process's return shows after a second", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 10, issued: 10 });
  const late = newResident();
  expect(codeOf(await w.claim(offerId, late))).toBe("SOLD_OUT");
  await w.db.update(offers).set({ stock: 11 }).where(eq(offers.id, offerId));
  const ask = async () => codeOf(await w.claim(offerId, late));
  await expect.poll(ask, { interval: 100, timeout: 20_000 }).toBe("COUPON");
});

test("an offer is claimed from its first instant until just before its last", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ claimFrom: days(1), claimUntil: days(2), useFrom: days(3) });
  const codes = [];
  for (const at of [justBefore(days(1)), days(1), justBefore(days(2)), days(2)]) {
    w.clock.at = at;
    codes.push(codeOf(await w.claim(offerId, newResident())));
  }
  expect(codes).toEqual(["OFFER_NOT_LIVE", "COUPON", "COUPON", "OFFER_NOT_LIVE"]);
});

test("an offer that is paused or over cannot be claimed, and one that has not passed review is not there", async () => {
  const w = await createWorld();
  for (const [state, code] of [
    ["PAUSED", "OFFER_NOT_LIVE"],
    ["TERMINATED", "OFFER_NOT_LIVE"],
    ["DRAFT", "NOT_FOUND"],
    ["SUBMITTED", "NOT_FOUND"],
    ["REJECTED", "NOT_FOUND"],
  ] as const)
    expect([state, codeOf(await w.claim(await w.addOffer({ state })))]).toEqual([state, code]);
  expect(await w.coupons()).toEqual([]);
});

test("every other refusal has its own code, and writes nothing", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  const answers = {
    visitor: await w.claim(offerId, visitor),
    neighbour: await w.claim(offerId, viewers.neighbour),
    unverified: await w.claim(offerId, viewers.unverified),
    minor: await w.claim(offerId, viewers.minor),
    malformed: await w.claim("' or 1=1"),
    unknown: await w.claim(uuidv7()),
    shortKey: await w.claim(offerId, viewers.resident, "1234567"),
    longKey: await w.claim(offerId, viewers.resident, "1".repeat(101)),
    badKey: await w.claim(offerId, viewers.resident, "12345678\u0000"),
    halfOfAPair: await w.claim(offerId, viewers.resident, "\ud800 of twelve"),
  };
  await w.setMerchant("SUSPENDED");
  const suspended = await w.claim(offerId);
  const silent = await w.claimWithoutConsent(offerId, newResident());
  expect(
    Object.entries({ ...answers, suspended, silent }).map(([name, answer]) => [name, codeOf(answer)]),
  ).toEqual([
    ["visitor", "NOT_SIGNED_IN"],
    ["neighbour", "NOT_ELIGIBLE"],
    ["unverified", "NOT_ELIGIBLE"],
    ["minor", "NOT_ELIGIBLE"],
    ["malformed", "NOT_FOUND"],
    ["unknown", "NOT_FOUND"],
    ["shortKey", "INVALID_INPUT"],
    ["longKey", "INVALID_INPUT"],
    ["badKey", "INVALID_INPUT"],
    ["halfOfAPair", "INVALID_INPUT"],
    ["suspended", "MERCHANT_NOT_ACTIVE"],
    ["silent", "CONSENT_REQUIRED"],
  ]);
  expect(await w.coupons()).toEqual([]);
  expect(await w.events()).toEqual([]);
  expect(await issued(w, offerId)).toBe(0);
});

test("failure: offer edited after claims, a coupon keeps the terms of its hour, whatever becomes of the offer", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  const key = uuidv7();
  await w.claim(offerId, viewers.resident, key);
  await w.db
    .update(offers)
    .set({ title: "晚餐套餐", priceFen: 2_400, useUntil: days(8) })
    .where(eq(offers.id, offerId));
  expect(await w.claim(offerId, viewers.resident, key)).toMatchObject({
    title: "早餐套餐",
    offer: { title: "晚餐套餐" },
  });
  expect(await w.coupons()).toMatchObject([{ snapshot: { priceFen: 1_500 }, useUntil: days(30) }]);
});

test("an offer that is paused while somebody claims is not live, and not sold out", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  const paused = Promise.withResolvers<void>();
  const pausing = w.db.transaction(async (tx) => {
    await tx.update(offers).set({ state: "PAUSED" }).where(eq(offers.id, offerId));
    await paused.promise;
  });
  w.queries.length = 0;
  const claim = w.claim(offerId);
  // It saw the offer as it was, and waits at the stock for whoever holds the row.
  await vi.waitFor(() => expect(w.queries.some((sql) => sql.includes('update "offer_stock"'))).toBe(true));
  paused.resolve();
  await pausing;
  expect(await claim).toMatchObject({ code: "OFFER_NOT_LIVE" });
  expect(await w.coupons()).toEqual([]);
});

test("a claim that finds stock and gets none of it, time after time, is told to come again", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  // Behind the service's back: nothing that it does leads here.
  await w.db.update(offerStock).set({ open: false });
  expect((await w.claim(offerId)).code).toBe("BUSY");
  expect(await w.coupons()).toEqual([]);
  await w.db.update(offerStock).set({ open: true });
  expect((await w.claim(offerId)).__typename).toBe("Coupon");
});
