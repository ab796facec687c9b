import { couponMoved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { giveBack, makeVoid } from "../../test/coupon-documents.ts";
import { addBudget, terminate } from "../../test/offer-documents.ts";
import { qrOf } from "../../test/till.ts";
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
import { offers, offerTotals } from "../db/tables.ts";
import { columnsOf, fixedValueFen } from "../offers/offer-benefit.rules.ts";

const { resident, neighbour, worker, workerElsewhere, admin, owner, cashier, analyst, ownerWhoReviews } =
  viewers;

const totalsOf = async (w: World, id: string) =>
  (await w.db.select().from(offerTotals).where(eq(offerTotals.offerId, id)))[0]!;
const remainingOf = async (w: World, id: string) => (await totalsOf(w, id)).remaining;
const moves = async (w: World) =>
  (await w.events())
    .filter(({ name }) => name === couponMoved.name)
    .map(({ payload, actor }) => ({ ...couponMoved.schema.parse(payload), actor }));

const reasons = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person {
  coupons(first: 9) { nodes { effectiveState voidReason } } } } }`;
const couponsSeenBy = (w: World, viewer: typeof resident) =>
  w
    .answer(reasons, { r: [{ __typename: "Person", id: viewer.person }] }, viewer)
    .then(([seen]) => seen.coupons.nodes);

test("a returned coupon goes back to the stock with its event, and its holder may claim again (I2)", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 1 });
  const { id, code } = await w.claim(offerId);
  expect((await w.claim(offerId, newResident())).code).toBe("SOLD_OUT");
  expect(await w.answer(giveBack, { id }, resident)).toMatchObject({
    effectiveState: "RETURNED",
    offer: { remaining: 1 },
  });
  expect((await moves(w)).at(-1)).toMatchObject({
    couponId: id,
    from: "ISSUED",
    to: "RETURNED",
    actor: resident.person,
  });
  expect((await w.redeem(code)).code).toBe("COUPON_VOIDED");
  // Whoever was told that all are gone a moment ago is not told so again.
  expect((await w.claim(offerId)).__typename).toBe("Coupon");
  expect((await w.coupons()).map(({ state, ordinal }) => [state, ordinal])).toEqual([
    ["RETURNED", 1],
    ["ISSUED", 1],
  ]);
  expect(await remainingOf(w, offerId)).toBe(0);
});

test("a return is repeated with its key and changes nothing; the key is good for that coupon alone", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 2 });
  const [one, other] = [await w.claim(offerId), await w.claim(offerId)];
  const twice = await Promise.all([1, 2].map(() => w.answer(giveBack, { id: one.id }, resident)));
  expect(twice.map(({ id, effectiveState }) => [id, effectiveState])).toEqual(
    twice.map(() => [one.id, "RETURNED"]),
  );
  expect((await w.answer(giveBack, { id: other.id }, resident)).code).toBe("IDEMPOTENCY_KEY_REUSED");
  expect((await w.answer(giveBack, { id: one.id, key: uuidv7() }, resident)).code).toBe("COUPON_VOIDED");
  expect(await remainingOf(w, offerId)).toBe(9);
  expect((await moves(w)).filter(({ to }) => to === "RETURNED")).toHaveLength(1);
});

test("returned 20 times at once with different keys, a coupon goes back once", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  const { id } = await w.claim(offerId);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => w.answer(giveBack, { id, key: uuidv7() }, resident)),
  );
  expect(answers.filter(({ __typename }) => __typename === "Coupon")).toHaveLength(1);
  expect(answers.filter(({ code }) => code === "COUPON_VOIDED")).toHaveLength(19);
  expect(await totalsOf(w, offerId)).toEqual({ offerId, issued: 0, remaining: 10 });
});

test("many claim and return at once: what is left of the stock is what the rows say", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 1_200 });
  await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const viewer = newResident();
      const { id } = await w.claim(offerId, viewer);
      if (index % 2 === 0) await w.answer(giveBack, { id }, viewer);
    }),
  );
  expect(await totalsOf(w, offerId)).toEqual({ offerId, issued: 30, remaining: 1_170 });
});

test("a coupon is returned by its holder alone, with a key that can be kept", async () => {
  const w = await createWorld();
  const { id } = await w.claim(await w.addOffer());
  expect((await w.answer(giveBack, { id }, visitor)).code).toBe("NOT_SIGNED_IN");
  for (const viewer of [neighbour, owner, cashier, worker, admin, analyst])
    expect((await w.answer(giveBack, { id }, viewer)).code).toBe("NOT_ALLOWED");
  for (const unknown of [uuidv7(), "' or 1=1"])
    expect((await w.answer(giveBack, { id: unknown }, resident)).code).toBe("NOT_FOUND");
  for (const key of ["1234567", "1".repeat(101), "12345678\u0000"])
    expect(await w.answer(giveBack, { id, key }, resident)).toMatchObject({
      code: "INVALID_INPUT",
      problems: [{ path: "idempotencyKey" }],
    });
  expect((await w.coupons()).map(({ state }) => state)).toEqual(["ISSUED"]);
});

test("what is used, void or of an offer that is not live is not returned", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 3 });
  const [used, voided, kept] = [await w.claim(offerId), await w.claim(offerId), await w.claim(offerId)];
  await w.redeem(used.code);
  await w.answer(makeVoid, { id: voided.id }, worker);
  const tryAll = async () => {
    const codes = [];
    for (const { id } of [used, voided, kept])
      codes.push((await w.answer(giveBack, { id, key: uuidv7() }, resident)).code);
    return codes;
  };
  await w.setMerchant("SUSPENDED");
  expect(await tryAll()).toEqual(["ALREADY_REDEEMED", "COUPON_VOIDED", "MERCHANT_NOT_ACTIVE"]);
  await w.setMerchant("ACTIVE");
  for (const state of ["PAUSED", "TERMINATED"] as const) {
    const end =
      state === "TERMINATED" ? ({ termination: "HONOUR_ISSUED", terminationReason: "停业" } as const) : {};
    await w.db
      .update(offers)
      .set({ state, ...end })
      .where(eq(offers.id, offerId));
    expect((await tryAll()).at(-1)).toBe("OFFER_NOT_LIVE");
  }
  expect(await w.answer(giveBack, { id: used.id, key: uuidv7() }, resident)).toMatchObject({
    redeemedAt: noon.toISOString(),
  });
});

test("a coupon is returned until just before claiming ends", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 2 });
  const [one, other] = [await w.claim(offerId), await w.claim(offerId)];
  w.clock.at = justBefore(days(7));
  expect((await w.answer(giveBack, { id: one.id }, resident)).effectiveState).toBe("RETURNED");
  w.clock.at = days(7);
  expect((await w.answer(giveBack, { id: other.id, key: uuidv7() }, resident)).code).toBe("OFFER_NOT_LIVE");
});

test("an offer that is paused while somebody returns keeps its stock as it was", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  const { id } = await w.claim(offerId);
  const paused = Promise.withResolvers<void>();
  const pausing = w.db.transaction(async (tx) => {
    await tx.update(offers).set({ state: "PAUSED" }).where(eq(offers.id, offerId));
    await paused.promise;
  });
  w.queries.length = 0;
  const returning = w.answer(giveBack, { id }, resident);
  await vi.waitFor(() => expect(w.queries.some((sql) => sql.includes('update "offer_stock"'))).toBe(true));
  paused.resolve();
  await pausing;
  expect((await returning).code).toBe("OFFER_NOT_LIVE");
  expect((await w.coupons()).map(({ state }) => state)).toEqual(["ISSUED"]);
  expect(await remainingOf(w, offerId)).toBe(9);
});

test("a reviewer in scope or the platform makes a coupon void, and its holder alone reads why", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 2 });
  const [one, other] = [await w.claim(offerId), await w.claim(offerId)];
  const [stock, reason] = [await remainingOf(w, offerId), "转卖优惠券"];
  expect(await w.answer(makeVoid, { id: one.id }, worker)).toMatchObject({
    effectiveState: "VOIDED",
    voidReason: null,
  });
  expect(await w.answer(makeVoid, { id: other.id, reason: "  误发  " }, admin)).toMatchObject({
    effectiveState: "VOIDED",
  });
  const seen = (await couponsSeenBy(w, resident)) as { effectiveState: string; voidReason: string }[];
  // Claimed at one instant, they come in any order.
  expect(new Set(seen.map((coupon) => `${coupon.effectiveState}: ${coupon.voidReason}`))).toEqual(
    new Set(["VOIDED: 误发", `VOIDED: ${reason}`]),
  );
  expect((await w.redeem(one.code)).code).toBe("COUPON_VOIDED");
  expect((await w.redeem(await qrOf(w, other.id))).code).toBe("COUPON_VOIDED");
  expect((await moves(w)).slice(-2)).toMatchObject([
    { couponId: one.id, holderId: resident.person, from: "ISSUED", to: "VOIDED", actor: worker.person },
    { couponId: other.id, from: "ISSUED", to: "VOIDED", actor: admin.person },
  ]);
  // Its slot stays taken, and so does what it took of the stock.
  expect((await w.claim(offerId)).code).toBe("LIMIT_REACHED");
  expect(await remainingOf(w, offerId)).toBe(stock);
});

test("what was redeemed is never voided; what is void is not voided again, and its key repeats", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 2 });
  const [used, unused] = [await w.claim(offerId), await w.claim(offerId)];
  await w.redeem(used.code);
  expect(await w.answer(makeVoid, { id: used.id }, admin)).toMatchObject({
    code: "ALREADY_REDEEMED",
    redeemedAt: noon.toISOString(),
  });
  for (const key of ["one wish of a noon", "one wish of a noon"])
    expect((await w.answer(makeVoid, { id: unused.id, key }, admin)).effectiveState).toBe("VOIDED");
  expect((await w.answer(makeVoid, { id: unused.id }, admin)).code).toBe("COUPON_VOIDED");
  expect((await w.answer(makeVoid, { id: used.id, key: "one wish of a noon" }, admin)).code).toBe(
    "IDEMPOTENCY_KEY_REUSED",
  );
  expect((await moves(w)).filter(({ to }) => to === "VOIDED")).toHaveLength(1);
});

test("a coupon is voided by nobody else, and not without a reason that can be kept", async () => {
  const w = await createWorld();
  const { id } = await w.claim(await w.addOffer());
  expect((await w.answer(makeVoid, { id }, visitor)).code).toBe("NOT_SIGNED_IN");
  for (const viewer of [resident, neighbour, owner, cashier, analyst, workerElsewhere])
    expect((await w.answer(makeVoid, { id }, viewer)).code).toBe("NOT_ALLOWED");
  expect((await w.answer(makeVoid, { id }, ownerWhoReviews)).code).toBe("OWN_MERCHANT");
  expect((await w.answer(makeVoid, { id: uuidv7() }, worker)).code).toBe("NOT_FOUND");
  for (const reason of ["", "  ", "因".repeat(1_001), "\u0000"])
    expect(await w.answer(makeVoid, { id, reason }, worker)).toMatchObject({
      code: "INVALID_INPUT",
      problems: [{ path: "reason" }],
    });
  const campaign = await w.claim(await w.addOffer({}, [place.quarter, place.otherCommunity]));
  expect((await w.answer(makeVoid, { id: campaign.id }, worker)).code).toBe("NOT_ALLOWED");
  expect((await w.coupons()).map(({ state }) => state)).toEqual(["ISSUED", "ISSUED"]);
});

test("voided and redeemed at once, one of the two wins and the other is told", async () => {
  const w = await createWorld();
  for (let round = 0; round < 8; round++) {
    const { id, code } = await w.claim(await w.addOffer());
    const [voided, redeemed] = await Promise.all([
      w.answer(makeVoid, { id, key: uuidv7() }, worker),
      w.redeem(code),
    ]);
    expect([
      ["Coupon", "CouponVoided"],
      ["AlreadyRedeemed", "Redemption"],
    ]).toContainEqual([voided.__typename, redeemed.__typename]);
  }
});

test("whoever holds a coupon of an offer that was ended with VOID_ISSUED reads why", async () => {
  const w = await createWorld();
  const id = await w.addOffer();
  await w.claim(id);
  await w.answer(terminate, { id, issued: "VOID_ISSUED", reason: "食品安全召回" }, admin);
  expect(await couponsSeenBy(w, resident)).toEqual([
    { effectiveState: "VOIDED", voidReason: "食品安全召回" },
  ]);
});

test.each([
  { kind: "PACKAGE", items: [{ name: "面", quantity: 1, unitPriceFen: 900 }], priceFen: 400, worthFen: 900 },
  { kind: "EXCHANGE", priceFen: 100, worthFen: 600 },
  { kind: "CASH", offFen: 500, minimumSpendFen: 2_000 },
  { kind: "FREE_SERVICE", worthFen: 500 },
] as const)(
  "a budget of fixed values, here $kind, is reserved by claims and released by returns (I4)",
  async (benefit) => {
    const w = await createWorld();
    const value = fixedValueFen({ ...benefit } as never)!;
    const offerId = await w.addOffer({ ...columnsOf({ ...benefit } as never), budgetFen: 2 * value + 1 });
    const [one, two, three] = [newResident(), newResident(), newResident()];
    const [first, second] = [await w.claim(offerId, one), await w.claim(offerId, two)];
    expect(second).toMatchObject({ __typename: "Coupon", offer: { remaining: 0 } });
    expect((await w.claim(offerId, three)).code).toBe("SOLD_OUT");
    await w.answer(giveBack, { id: first.id }, one);
    expect(await w.claim(offerId, three)).toMatchObject({ offer: { remaining: 0 } });
    expect((await w.redeem(second.code)).savedFen).toBe(value);
  },
);

test("failure: budget reached mid-drop, many get what it is enough for and the rest are told", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ budgetFen: 7_999, stock: 1_000 });
  const answers = await Promise.all(Array.from({ length: 30 }, () => w.claim(offerId, newResident())));
  expect(answers.filter(({ __typename }) => __typename === "Coupon")).toHaveLength(7);
  expect(answers.filter(({ code }) => code === "SOLD_OUT")).toHaveLength(23);
  // Whoever is over gets nothing more; before, a greater budget is enough for more.
  expect((await w.answer(addBudget, { id: offerId, amount: 1 }, owner)).code).toBe("WRONG_OFFER_STATE");
  const another = await w.addOffer({ budgetFen: 1_999 });
  expect(await remainingOf(w, another)).toBe(1);
  await w.answer(addBudget, { id: another, amount: 1 }, owner);
  expect(await remainingOf(w, another)).toBe(2);
});
