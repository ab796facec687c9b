import { uuidv7 } from "@linli/kernel";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { constraintOf } from "@linli/testing";
import { merchantDocuments } from "../../test/merchant-documents.ts";
import { createTill } from "../../test/till.ts";
import { createWorld, days, justBefore, merchant, viewers, type World } from "../../test/world.ts";
import { merchants, merchantSuspensions } from "../db/tables.ts";

const { resident, owner, worker } = viewers;

const { suspend, resume, close } = merchantDocuments;
const id = merchant.bakery;

const shown = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person {
  coupons(first: 100) { nodes { effectiveState useUntil } } } } }`;
const own = async (w: World) =>
  (await w.answer(shown, { r: [{ __typename: "Person", id: resident.person }] }, resident))[0].coupons.nodes;

/** An offer that ends on the 30th day, of a merchant who was suspended from the 10th to the 12th. */
async function createSuspended(limitPerPerson: number) {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson, stock: 100 });
  const coupons: { id: string; code: string }[] = [];
  for (let count = 0; count < limitPerPerson; count++) coupons.push(await w.claim(offerId));
  w.clock.at = days(10);
  expect(await w.answer(suspend, { id }, worker)).toMatchObject({ __typename: "Merchant" });
  return { w, offerId, coupons };
}

test("failure: merchant suspended, issued coupons wait and can be used longer by as much, to the millisecond", async () => {
  const { w, coupons } = await createSuspended(2);
  const waiting = [{ effectiveState: "SUSPENDED", useUntil: days(30).toISOString() }];
  expect((await own(w)).slice(1)).toEqual(waiting);
  w.clock.at = justBefore(days(12));
  expect((await w.redeem(coupons[0]!.code)).code).toBe("SUSPENDED");
  w.clock.at = days(12);
  expect(await w.answer(resume, { id }, worker)).toMatchObject({ __typename: "Merchant" });
  expect((await own(w))[0]).toEqual({ effectiveState: "EFFECTIVE", useUntil: days(32).toISOString() });

  for (const [at, state] of [
    [justBefore(days(30)), "EFFECTIVE"],
    [days(30), "EFFECTIVE"],
    [justBefore(days(32)), "EFFECTIVE"],
    [days(32), "EXPIRED"],
  ] as const) {
    w.clock.at = at;
    expect((await own(w))[0].effectiveState).toBe(state);
  }
  w.clock.at = days(32);
  expect(await w.redeem(coupons[0]!.code)).toMatchObject({ code: "EXPIRED" });
  w.clock.at = justBefore(days(32));
  expect((await w.redeem(coupons[0]!.code)).__typename).toBe("Redemption");
});

test("a coupon that had not ended by then does not end during a suspension, however long it lasts", async () => {
  const { w, coupons } = await createSuspended(1);
  w.clock.at = days(400);
  expect(await own(w)).toEqual([{ effectiveState: "SUSPENDED", useUntil: days(420).toISOString() }]);
  await w.answer(resume, { id }, worker);
  w.clock.at = justBefore(days(420));
  expect((await w.redeem(coupons[0]!.code)).__typename).toBe("Redemption");
});

test("what was scanned without a connection is judged by the longer time, and by suspensions of its hour", async () => {
  const { w, coupons } = await createSuspended(3);
  const till = await createTill(w);
  const during = await till.scan(coupons[0]!.id);
  w.clock.at = days(12);
  await w.answer(resume, { id }, worker);
  const verdictOf = async (scan: Awaited<ReturnType<typeof till.scan>>) => {
    const { scans } = await till.upload([scan]);
    return scans[0].reason ?? scans[0].verdict;
  };
  expect(await verdictOf(during)).toBe("SUSPENDED");
  w.clock.at = justBefore(days(32));
  const last = await till.scan(coupons[1]!.id);
  expect(await verdictOf(last)).toBe("CONFIRMED");
  w.clock.at = days(32);
  expect(await verdictOf(await till.scan(coupons[2]!.id))).toBe("OUTSIDE_WINDOW");
});

test("a till's void list keeps what the longer time still lets be used", async () => {
  const { w, coupons } = await createSuspended(1);
  const till = await createTill(w);
  w.clock.at = days(12);
  await w.answer(resume, { id }, worker);
  await w.redeem(coupons[0]!.code);
  const listed = async () => (await till.sync()).data.till.voidList.void.length as number;
  w.clock.at = justBefore(days(32));
  expect(await listed()).toBe(1);
  w.clock.at = days(32);
  expect(await listed()).toBe(0);
});

test("a merchant owes a coupon until its longer time is over, also while it is suspended", async () => {
  const { w } = await createSuspended(1);
  w.clock.at = days(40);
  expect(await w.answer(close, { id }, owner)).toMatchObject({ code: "MERCHANT_NOT_CLEAR", coupons: 1 });
  await w.answer(resume, { id }, worker);
  w.clock.at = justBefore(days(60));
  expect(await w.answer(close, { id }, owner)).toMatchObject({ code: "MERCHANT_NOT_CLEAR", coupons: 1 });
  w.clock.at = days(60);
  expect((await w.answer(close, { id }, owner)).__typename).toBe("Merchant");
});

test("100 coupons with their longer time come in one SQL", async () => {
  const { w } = await createSuspended(100);
  w.queries.length = 0;
  expect(await own(w)).toHaveLength(100);
  expect(w.queries).toHaveLength(1);
});

test("the database refuses a suspension that is not recorded, and two at once", async () => {
  const w = await createWorld();
  const set = (state: "SUSPENDED" | "ACTIVE") =>
    w.db.update(merchants).set({ state }).where(eq(merchants.id, id));
  const note = (until: Date | null) =>
    w.db.insert(merchantSuspensions).values({ id: uuidv7(), merchantId: id, from: w.clock.at, until });
  const outcome = (write: PromiseLike<unknown>) => write.then(() => "accepted", constraintOf);
  expect(await outcome(set("SUSPENDED"))).toBe("suspension_is_recorded");
  expect(await outcome(note(null))).toBe("suspension_is_recorded");
  expect(await outcome(note(days(-1)))).toBe("suspended_from_until");
  await w.setMerchant("SUSPENDED");
  expect(await outcome(note(null))).toBe("one_open_suspension");
  expect(await outcome(set("ACTIVE"))).toBe("suspension_is_recorded");
});
