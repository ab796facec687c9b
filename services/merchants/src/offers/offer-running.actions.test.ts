import { couponMoved, offerMoved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { addBudget, addStock, pause, reduceStock, resume, terminate } from "../../test/offer-documents.ts";
import { columnsOf } from "./offer-benefit.rules.ts";
import { hold, waiting } from "../../test/meeting.ts";
import { createWorld, days, justBefore, newResident, viewers, type World } from "../../test/world.ts";

const stateOf = async (w: World, id: string) => (await w.db.query.offers.findFirst({ where: { id } }))!;

test("a pause stops claims and not redemptions, and ends with a resume", async () => {
  const w = await createWorld();
  const id = await w.addOffer();
  const { code } = await w.claim(id);
  expect(await w.answer(pause, { id }, viewers.owner)).toMatchObject({ state: "PAUSED", heldBy: null });
  expect((await w.claim(id, newResident())).code).toBe("OFFER_NOT_LIVE");
  expect((await w.redeem(code)).__typename).toBe("Redemption");
  expect(await w.answer(resume, { id }, viewers.owner)).toMatchObject({ state: "LIVE" });
  expect((await w.claim(id, newResident())).__typename).toBe("Coupon");
  expect((await w.events()).filter(({ name }) => name === offerMoved.name)).toMatchObject([
    { payload: { step: "PAUSE", from: "APPROVED", to: "PAUSED", reason: "盘点库存" } },
    { payload: { step: "RESUME", from: "PAUSED", to: "APPROVED", reason: "盘点库存" } },
  ]);
});

test("what a reviewer or the platform paused, the owner does not resume, not even as a reviewer", async () => {
  const w = await createWorld();
  const id = await w.addOffer();
  const held = { code: "PAUSED_BY_OTHERS" };
  await w.answer(pause, { id }, viewers.owner);
  expect(await w.answer(pause, { id }, viewers.worker)).toMatchObject({
    state: "PAUSED",
    heldBy: "REVIEWER",
  });
  for (const viewer of [viewers.owner, viewers.ownerWhoReviews])
    expect(await w.answer(resume, { id }, viewer)).toMatchObject({ ...held, by: "REVIEWER" });
  expect(await w.answer(pause, { id }, viewers.admin)).toMatchObject({ heldBy: "PLATFORM" });
  expect(await w.answer(resume, { id }, viewers.worker)).toMatchObject({ ...held, by: "PLATFORM" });
  expect((await w.answer(pause, { id }, viewers.worker)).code).toBe("WRONG_OFFER_STATE");
  expect(await w.answer(resume, { id }, viewers.admin)).toMatchObject({ state: "LIVE", heldBy: null });
});

test("a pause among claims leaves whole coupons, each with its event, and none after it", async () => {
  const w = await createWorld();
  const id = await w.addOffer({ stock: 1_000 });
  const people = Array.from({ length: 60 }, newResident);
  const claims = people.map((resident) => w.claim(id, resident));
  const pausing = Promise.race(claims).then(() => w.answer(pause, { id }, viewers.owner));
  const answers = await Promise.all(claims);
  expect(await pausing).toMatchObject({ state: "PAUSED" });
  const got = answers.filter(({ __typename }) => __typename === "Coupon");
  expect(answers.filter(({ code }) => code === "OFFER_NOT_LIVE")).toHaveLength(60 - got.length);
  expect(await w.coupons()).toHaveLength(got.length);
  const events = await w.events();
  expect(events.filter(({ name }) => name === couponMoved.name)).toHaveLength(got.length);
  expect((await w.claim(id, newResident())).code).toBe("OFFER_NOT_LIVE");
});

test("an offer that is over is neither paused, resumed nor supplied, but it can be terminated", async () => {
  const w = await createWorld();
  const [live, paused] = [await w.addOffer({ budgetFen: 1 }), await w.addOffer({ state: "PAUSED" })];
  w.clock.at = days(7);
  for (const [document, id] of [
    [pause, live],
    [resume, paused],
    [addStock, live],
    [reduceStock, live],
    [addBudget, live],
  ] as const)
    expect(await w.answer(document, { id, key: uuidv7() }, viewers.owner)).toMatchObject({
      code: "WRONG_OFFER_STATE",
      state: "ENDED",
    });
  w.clock.at = justBefore(days(7));
  expect(await w.answer(resume, { id: paused }, viewers.owner)).toMatchObject({ state: "LIVE" });
  w.clock.at = days(7);
  expect(await w.answer(terminate, { id: live }, viewers.owner)).toMatchObject({ state: "TERMINATED" });
});

test("what is terminated is claimed no more; what was issued is honoured", async () => {
  const w = await createWorld();
  const id = await w.addOffer();
  const { code } = await w.claim(id);
  expect(await w.answer(terminate, { id }, viewers.owner)).toMatchObject({
    state: "TERMINATED",
    termination: "HONOUR_ISSUED",
  });
  expect((await w.claim(id, newResident())).code).toBe("OFFER_NOT_LIVE");
  expect((await w.answer(terminate, { id }, viewers.owner)).code).toBe("WRONG_OFFER_STATE");
  expect((await w.redeem(code)).__typename).toBe("Redemption");
});

test("or it is void at once, with an event each and a reason that its holders read; what was used stays used", async () => {
  const w = await createWorld();
  const id = await w.addOffer();
  const [used, unused] = [await w.claim(id, newResident()), await w.claim(id)];
  await w.redeem(used.code);
  const end = { id, issued: "VOID_ISSUED", reason: "食品安全召回" };
  expect(await w.answer(terminate, end, viewers.admin)).toMatchObject({ state: "TERMINATED" });
  expect((await w.redeem(unused.code)).code).toBe("COUPON_VOIDED");
  expect((await w.coupons()).map(({ state }) => state).toSorted()).toEqual(["REDEEMED", "VOIDED"]);
  const notice = `query ($id: ID!) { offer(id: $id) { terminationReason } }`;
  expect((await w.execute(notice, { id }, viewers.resident)).data.offer).toEqual({
    terminationReason: end.reason,
  });
  expect((await w.events()).slice(-2)).toMatchObject([
    { payload: { offerId: id, step: "TERMINATE", to: "TERMINATED", reason: "食品安全召回" } },
    { payload: { couponId: unused.id, from: "ISSUED", to: "VOIDED" }, actor: viewers.admin.person },
  ]);
});

test("a termination among claims leaves no coupon that could be used", async () => {
  const w = await createWorld();
  const id = await w.addOffer({ stock: 1_000 });
  const claims = Array.from({ length: 40 }, () => w.claim(id, newResident()));
  await Promise.race(claims);
  const end = { id, issued: "VOID_ISSUED", reason: "停业" };
  expect(await w.answer(terminate, end, viewers.owner)).toMatchObject({ state: "TERMINATED" });
  const got = (await Promise.all(claims)).filter(({ __typename }) => __typename === "Coupon");
  expect((await w.coupons()).map(({ state }) => state)).toEqual(got.map(() => "VOIDED"));
});

test("a termination and the redemption of a coupon claimed meanwhile wait for each other, and both are answered", async () => {
  const w = await createWorld();
  const discount = columnsOf({ kind: "DISCOUNT", percentOff: 20, capFen: 1_000 });
  const id = await w.addOffer({ ...discount, budgetFen: 10_000 });
  const held = await hold(w, sql`select from offers where id = ${id} for no key update`);
  const end = { id, issued: "VOID_ISSUED", reason: "停业" };
  const terminating = w.answer(terminate, end, viewers.owner);
  await waiting(w, 1);
  // It has locked all that were issued, and waits for the offer.
  const { code } = await w.claim(id);
  const redeeming = w.redeem(code);
  await waiting(w, 2);
  await held.letGo();
  expect(await terminating).toMatchObject({ state: "TERMINATED" });
  const redeemed = await redeeming;
  const [coupon] = await w.coupons();
  expect([redeemed.code ?? redeemed.__typename, coupon!.state]).toBeOneOf([
    ["COUPON_VOIDED", "VOIDED"],
    ["Redemption", "REDEEMED"],
  ]);
});

test("stock grows and shrinks by what is asked for once, never below what is issued", async () => {
  const w = await createWorld();
  const id = await w.addOffer({ stock: 4, issued: 2 });
  const [add, reduce] = [uuidv7(), uuidv7()];
  const twice = [1, 2].map(() => w.answer(addStock, { id, key: add }, viewers.owner));
  expect((await Promise.all(twice)).map(({ stock }) => stock)).toEqual([9, 9]);
  expect((await w.answer(addStock, { id, key: add, count: 6 }, viewers.owner)).code).toBe(
    "IDEMPOTENCY_KEY_REUSED",
  );
  expect((await w.answer(reduceStock, { id, key: reduce, count: 8 }, viewers.owner)).code).toBe(
    "STOCK_TOO_LOW",
  );
  expect((await w.answer(reduceStock, { id, key: reduce, count: 7 }, viewers.owner)).stock).toBe(2);
  // All are taken now.
  expect(await w.answer(addStock, { id, key: uuidv7() }, viewers.owner)).toMatchObject({ state: "ENDED" });
  const last = await w.addOffer({ stock: 1 });
  expect((await w.answer(reduceStock, { id: last, key: uuidv7(), count: 1 }, viewers.owner)).code).toBe(
    "STOCK_TOO_LOW",
  );
  expect((await w.events()).map(({ payload }) => payload)).toMatchObject([
    { step: "CHANGE_STOCK", delta: 5, from: "APPROVED", to: "APPROVED" },
    { step: "CHANGE_STOCK", delta: -7 },
  ]);
});

test("stock is bounded, and counts are counts", async () => {
  const w = await createWorld();
  const id = await w.addOffer({ stock: 999_999 });
  for (const [document, count] of [
    [addStock, 0],
    [addStock, -1],
    [reduceStock, -1],
    [addStock, 2],
  ] as const)
    expect(await w.answer(document, { id, count, key: uuidv7() }, viewers.owner)).toMatchObject({
      code: "INVALID_INPUT",
      problems: [{ path: "count" }],
    });
  expect((await w.answer(addStock, { id, count: 1 }, viewers.owner)).stock).toBe(1_000_000);
});

test("a stock that is reduced among claims is neither oversold nor below what was issued (I1)", async () => {
  const w = await createWorld();
  const id = await w.addOffer({ stock: 30 });
  const claims = Array.from({ length: 30 }, () => w.claim(id, newResident()));
  const reductions = Array.from({ length: 6 }, () =>
    w.answer(reduceStock, { id, count: 4, key: uuidv7() }, viewers.owner),
  );
  const got = (await Promise.all(claims)).filter(({ __typename }) => __typename === "Coupon");
  const reduced = (await Promise.all(reductions)).filter(({ __typename }) => __typename === "Offer");
  const { stock } = await stateOf(w, id);
  expect(stock).toBe(30 - 4 * reduced.length);
  expect(got.length).toBeLessThanOrEqual(stock);
  expect(await w.coupons()).toHaveLength(got.length);
});

test("a budget grows, where there is one", async () => {
  const w = await createWorld();
  const id = await w.addOffer({ budgetFen: 1_000 });
  expect((await w.answer(addBudget, { id }, viewers.owner)).budgetFen).toBe(1_500);
  expect(await w.answer(addBudget, { id, amount: 999_999_999, key: uuidv7() }, viewers.owner)).toMatchObject({
    code: "INVALID_INPUT",
    problems: [{ path: "amountFen" }],
  });
  const without = await w.addOffer();
  expect((await w.answer(addBudget, { id: without, key: uuidv7() }, viewers.owner)).code).toBe("NO_BUDGET");
  expect((await w.events()).map(({ payload }) => payload)).toMatchObject([
    { step: "ADD_BUDGET", delta: 500 },
  ]);
});

test("who works for a merchant neither pauses nor resumes its offer as a reviewer", async () => {
  const w = await createWorld();
  const live = await w.addOffer();
  const held = await w.addOffer({ state: "PAUSED", heldBy: "REVIEWER" });
  for (const { person } of [viewers.editor, viewers.cashier]) {
    const reviewer = { ...viewers.worker, person };
    expect((await w.answer(pause, { id: live }, reviewer)).code).toBe("NOT_ALLOWED");
    expect((await w.answer(resume, { id: held }, reviewer)).code).toBe("NOT_ALLOWED");
  }
  expect((await w.answer(resume, { id: held }, viewers.worker)).state).toBe("LIVE");
});

test("nothing is paused, resumed or terminated without a reason that can be kept", async () => {
  const w = await createWorld();
  const [live, paused] = [await w.addOffer(), await w.addOffer({ state: "PAUSED" })];
  for (const reason of ["", " ", "因".repeat(1_001), "\u0000"])
    for (const [document, id] of [
      [pause, live],
      [resume, paused],
      [terminate, live],
    ] as const)
      expect(await w.answer(document, { id, reason }, viewers.owner)).toMatchObject({
        code: "INVALID_INPUT",
        problems: [{ path: "reason" }],
      });
  expect(await w.events()).toEqual([]);
});
