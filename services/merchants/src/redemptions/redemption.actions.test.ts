import { couponMoved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { columnsOf } from "../offers/offer-benefit.rules.ts";
import { coupons, invalidCodes, offers, redemptions } from "../db/tables.ts";
import {
  createWorld,
  days,
  justBefore,
  newResident,
  noon,
  outlet,
  place,
  viewers,
  visitor,
} from "../../test/world.ts";
import { qrOf } from "../../test/till.ts";

const unknownCode = "0000000000000";

/** The small world with one coupon of the resident. */
async function createTill(given: object = {}) {
  const w = await createWorld();
  const offerId = await w.addOffer(given);
  return { w, offerId, ...((await w.claim(offerId)) as { id: string; code: string }) };
}

test("a coupon is redeemed once, and whoever tries again is told when", async () => {
  const { w, offerId, id, code } = await createTill();
  const redemption = await w.redeem(code);
  expect(redemption).toEqual({
    __typename: "Redemption",
    id: redemption.id,
    redeemedAt: noon.toISOString(),
    spentFen: 3_000,
    savedFen: 1_000,
    outlet: { id: outlet.bakery },
    coupon: { id, effectiveState: "REDEEMED" },
  });
  const holderId = viewers.resident.person;
  const step = { couponId: id, offerId, holderId, from: "ISSUED", to: "REDEEMED", savedFen: 1_000 };
  expect((await w.events()).slice(1)).toEqual([
    {
      name: couponMoved.name,
      payload: { ...step, outletId: outlet.bakery },
      actor: viewers.cashier.person,
      at: noon,
    },
  ]);
  w.clock.at = days(1);
  expect(await w.redeem(code)).toMatchObject({ code: "ALREADY_REDEEMED", redeemedAt: noon.toISOString() });
  expect(await w.events()).toHaveLength(2);
});

test("failure: retry after a lost response, the same nonce gives the same redemption, one after the other and 20 times at once", async () => {
  const { w, code } = await createTill();
  const nonce = uuidv7();
  const answers = await Promise.all(Array.from({ length: 20 }, () => w.redeem(code, { nonce })));
  await w.setMerchant("SUSPENDED");
  answers.push(await w.redeem(code, { nonce, outletId: outlet.bakery.toUpperCase() }));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0].__typename).toBe("Redemption");
  expect(await w.db.$count(redemptions)).toBe(1);
  expect(await w.events()).toHaveLength(2);
});

test("a nonce is good for one coupon of its outlet, also when two are tried at once", async () => {
  const { w, offerId, code } = await createTill();
  const others = [await w.claim(offerId, newResident()), await w.claim(offerId, newResident())];
  const nonce = uuidv7();
  await w.redeem(code, { nonce });
  expect((await w.redeem(others[0].code, { nonce })).code).toBe("IDEMPOTENCY_KEY_REUSED");
  const elsewhere = { nonce, outletId: outlet.secondBakery };
  const atOnce = await Promise.all(others.map((other) => w.redeem(other.code, elsewhere, viewers.owner)));
  expect(atOnce.map((one): string => one.code ?? one.__typename).toSorted()).toEqual([
    "IDEMPOTENCY_KEY_REUSED",
    "Redemption",
  ]);
});

test("failure: two tills, of many tills at once one wins, and the others get the winner's time", async () => {
  const { w, code } = await createTill();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, till) =>
      w.redeem(code, { outletId: till % 2 ? outlet.bakery : outlet.secondBakery }, viewers.owner),
    ),
  );
  expect(answers.filter(({ __typename }) => __typename === "Redemption")).toHaveLength(1);
  const late = answers.filter((answer) => answer.code === "ALREADY_REDEEMED");
  expect(late.map(({ redeemedAt }) => redeemedAt)).toEqual(Array(19).fill(noon.toISOString()));
  expect(await w.db.$count(redemptions)).toBe(1);
});

test("a coupon of another merchant and one that there never was get the very same answer", async () => {
  const { w, id, code } = await createTill();
  const at = { outletId: outlet.laundry };
  const foreign = await w.redeem(code, at, viewers.otherCashier);
  const unknown = await w.redeem(unknownCode, at, viewers.otherCashier);
  expect(foreign).toEqual(unknown);
  expect(foreign).toEqual({ __typename: "InvalidCode", code: "INVALID_CODE", message: expect.any(String) });
  await w.redeem(code);
  expect(await w.redeem(code, at, viewers.otherCashier)).toEqual(unknown);
  expect(await w.db.$count(invalidCodes)).toBe(3);
  expect(await w.db.query.coupons.findFirst({ where: { id } })).toMatchObject({ state: "REDEEMED" });
});

test("a code is read however it is typed, and not when it is garbled", async () => {
  const { w, code } = await createTill();
  const other = code[0] === "0" ? "1" : "0";
  for (const garbled of ["", code.slice(1), other + code.slice(1), `${code}0`, "\u0000", "' or 1=1"])
    expect((await w.redeem(garbled)).code).toBe("INVALID_CODE");
  const typed = ` ${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`.toLowerCase();
  expect((await w.redeem(typed)).__typename).toBe("Redemption");
});

test("failure: expiry at the boundary, a coupon is good from the first instant until just before the last", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ useFrom: days(8), useUntil: days(9) });
  const [first, second] = [await w.claim(offerId), await w.claim(offerId, newResident())];
  const redeemAt = async (at: Date, coupon: { code: string }) => {
    w.clock.at = at;
    const { code, __typename } = await w.redeem(coupon.code);
    return code ?? __typename;
  };
  const answers = [
    await redeemAt(justBefore(days(8)), first),
    await redeemAt(days(9), second),
    await redeemAt(days(8), first),
    await redeemAt(justBefore(days(9)), second),
  ];
  expect(answers).toEqual(["NOT_STARTED", "EXPIRED", "Redemption", "Redemption"]);
});

test("a coupon waits while its merchant is suspended", async () => {
  const { w, code } = await createTill();
  await w.setMerchant("SUSPENDED");
  expect((await w.redeem(code)).code).toBe("SUSPENDED");
  await w.setMerchant("ACTIVE");
  expect((await w.redeem(code)).__typename).toBe("Redemption");
});

test("a coupon that was voided or returned is good for nothing", async () => {
  const { w, id, code } = await createTill();
  for (const state of ["VOIDED", "RETURNED"] as const) {
    await w.db.update(coupons).set({ state }).where(eq(coupons.id, id));
    expect((await w.redeem(code)).code).toBe("COUPON_VOIDED");
  }
  expect(await w.db.$count(redemptions)).toBe(0);
});

test("only who works at the outlet redeems there, and nobody else learns whether a code is good", async () => {
  const { w, code } = await createTill();
  const there = { outletId: outlet.secondBakery };
  const refusals = [
    await w.redeem(code, there),
    await w.redeem(code, {}, viewers.secondCashier),
    await w.redeem(code, {}, viewers.otherOwner),
    await w.redeem(code, {}, viewers.resident),
    await w.redeem(code, {}, viewers.worker),
    await w.redeem(code, { outletId: uuidv7() }),
    await w.redeem(code, { outletId: "not-a-uuid" }),
    await w.redeem(unknownCode, there),
  ];
  expect(refusals.map((refusal) => refusal.code)).toEqual(Array(8).fill("NOT_ALLOWED"));
  expect((await w.redeem(code, {}, visitor)).code).toBe("NOT_SIGNED_IN");
  expect(await w.db.$count(invalidCodes)).toBe(0);
});

test("failure: staff dismissed, who is dismissed redeems until just before the end", async () => {
  const { w, offerId, code } = await createTill();
  const another = await w.claim(offerId, newResident());
  await w.dismiss(viewers.cashier, days(1));
  w.clock.at = justBefore(days(1));
  expect((await w.redeem(code)).__typename).toBe("Redemption");
  w.clock.at = days(1);
  expect((await w.redeem(another.code)).code).toBe("NOT_ALLOWED");
});

test("bad input is refused by its path", async () => {
  const { w, code } = await createTill();
  for (const [path, given] of [
    ["spentFen", { spentFen: -1 }],
    ["nonce", { nonce: "1234567" }],
    ["nonce", { nonce: "1".repeat(101) }],
    ["nonce", { nonce: "12345678\u0000" }],
  ] as const)
    expect(await w.redeem(code, given)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });
  await expect(w.redeem(code, { spentFen: 1_000_000_001 })).rejects.toThrow("BAD_USER_INPUT");
  expect((await w.redeem(code, { spentFen: 1_000_000_000 })).spentFen).toBe(1_000_000_000);
});

test("what is redeemed saves what the coupon's own terms say", async () => {
  const { w, offerId, code } = await createTill();
  await w.db.update(offers).set({ priceFen: 2_499 }).where(eq(offers.id, offerId));
  expect((await w.redeem(code)).savedFen).toBe(1_000);
});

test("the QR is as good as the code, for a minute, at its own merchant, and for one redemption (R72)", async () => {
  const { w, id, code } = await createTill();
  const token = await qrOf(w, id);
  const elsewhere = { outletId: outlet.laundry };
  const foreign = await w.redeem(token, elsewhere, viewers.otherCashier);
  expect(foreign).toEqual(await w.redeem(unknownCode, elsewhere, viewers.otherCashier));
  expect(foreign.code).toBe("INVALID_CODE");
  expect((await w.redeem(token.slice(0, -1))).code).toBe("INVALID_CODE");

  w.clock.at = new Date(+noon + 60_000);
  expect((await w.redeem(token)).code).toBe("QR_EXPIRED");
  // Nor does an old one of somebody else tell whose it is, and nobody is throttled for a slow customer.
  expect((await w.redeem(token, elsewhere, viewers.otherCashier)).code).toBe("QR_EXPIRED");
  expect(await w.db.$count(invalidCodes)).toBe(3);
  w.clock.at = justBefore(w.clock.at);
  const nonce = uuidv7();
  const redemption = await w.redeem(token, { nonce });
  expect(redemption).toMatchObject({ __typename: "Redemption", coupon: { id } });
  // The answer was lost, and the till asks again when the QR is long over.
  w.clock.at = days(1);
  expect(await w.redeem(token, { nonce })).toEqual(redemption);
  w.clock.at = noon;
  expect((await w.redeem(await qrOf(w, id))).code).toBe("ALREADY_REDEEMED");
  expect((await w.redeem(code)).code).toBe("ALREADY_REDEEMED");
});

test("a QR shows to its holder alone", async () => {
  const { w, code } = await createTill();
  const nonce = uuidv7();
  const input = { code, outletId: outlet.bakery, nonce, spentFen: 3_000 };
  const document = `mutation ($input: RedeemCouponInput!) { redeemCoupon(input: $input) {
    ... on Redemption { coupon { id qr { token } } } } }`;
  const { data, errors } = await w.execute(document, { input }, viewers.cashier);
  expect(data.redeemCoupon.coupon.qr).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: "NOT_ALLOWED" } }]);
});

test("there is no QR of what was used, returned or made void", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  const { id } = await w.claim(offerId);
  const document = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person {
    coupons(first: 9) { nodes { qr { token } } } } } }`;
  const holder = viewers.resident;
  const qr = async () => {
    const r = [{ __typename: "Person", id: holder.person }];
    const { data, errors } = await w.execute(document, { r }, holder);
    expect(errors).toBeUndefined();
    return data._entities[0].coupons.nodes[0].qr;
  };
  expect(await qr()).not.toBeNull();
  for (const state of ["REDEEMED", "RETURNED", "VOIDED"] as const) {
    await w.db.update(coupons).set({ state }).where(eq(coupons.id, id));
    expect(await qr()).toBeNull();
  }
});

test("a nonce stands for its amount too", async () => {
  const { w, code } = await createTill();
  const nonce = uuidv7();
  await w.redeem(code, { nonce, spentFen: 5_000 });
  expect((await w.redeem(code, { nonce, spentFen: 500 })).code).toBe("IDEMPOTENCY_KEY_REUSED");
});

test("its events tell by what right a coupon was claimed and redeemed", async () => {
  const { w, code } = await createTill();
  await w.redeem(code);
  const events = await w.db.query.outbox.findMany({
    columns: { role: true, scope: true },
    where: { name: couponMoved.name },
    orderBy: { sequence: "asc" },
  });
  expect(events).toEqual([
    { role: "RESIDENT", scope: place.quarter },
    { role: "CASHIER", scope: outlet.bakery },
  ]);
});

test("below the minimum spend and outside its hours a coupon is refused, and waits (R71)", async () => {
  const { w, code } = await createTill({
    ...columnsOf({ kind: "CASH", offFen: 600, minimumSpendFen: 3_000 }),
    usableFromMinute: 12 * 60,
    usableUntilMinute: 14 * 60,
  });
  w.clock.at = justBefore(noon);
  expect(await w.redeem(code)).toMatchObject({ code: "OUTSIDE_USABLE_TIMES" });
  w.clock.at = noon;
  expect(await w.redeem(code, { spentFen: 2_999 })).toMatchObject({ code: "MINIMUM_SPEND_NOT_MET" });
  expect(await w.redeem(code)).toMatchObject({ __typename: "Redemption", spentFen: 3_000, savedFen: 600 });
});
