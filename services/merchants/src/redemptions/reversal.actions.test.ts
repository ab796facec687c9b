import { couponMoved, dataRequested } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { addBudget, terminate } from "../../test/offer-documents.ts";
import { hold, waiting } from "../../test/meeting.ts";
import {
  createWorld,
  days,
  justBefore,
  newResident,
  noon,
  outlet,
  viewers,
  visitor,
  type World,
} from "../../test/world.ts";
import { redemptions } from "../db/tables.ts";
import { columnsOf } from "../offers/offer-benefit.rules.ts";

const reverse = `mutation ($id: ID!, $reason: String!, $key: String!) {
  reverseRedemption(id: $id, reason: $reason, idempotencyKey: $key) {
    __typename ... on Redemption { id reversedAt reversalReason coupon { effectiveState } }
    ... on UserError { code } ... on InvalidInput { problems { path } } } }`;
const ask = (w: World, id: string, viewer: Viewer | null = viewers.owner, given: object = {}) =>
  w.answer(reverse, { id, reason: "顾客退货", key: uuidv7(), ...given }, viewer);
const admin: Viewer = {
  ...newResident(),
  grants: [{ role: "PLATFORM_ADMIN", place: null, organization: null }],
};

test("an owner reverses a redemption within a day, the platform later, and the coupon can be used again", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  const { id: couponId, code } = await w.claim(offerId);
  const { id } = await w.redeem(code);
  for (const viewer of [
    viewers.cashier,
    viewers.editor,
    viewers.otherOwner,
    viewers.worker,
    viewers.resident,
  ])
    expect((await ask(w, id, viewer)).code).toBe("NOT_ALLOWED");
  expect((await ask(w, id, visitor)).code).toBe("NOT_SIGNED_IN");
  expect((await ask(w, uuidv7())).code).toBe("NOT_FOUND");
  expect((await ask(w, id, viewers.owner, { reason: " " })).problems).toEqual([{ path: "reason" }]);

  w.clock.at = justBefore(days(1));
  const request = { key: uuidv7() };
  const reversed = await ask(w, id, viewers.owner, request);
  expect(reversed).toEqual({
    __typename: "Redemption",
    id,
    reversedAt: w.clock.at.toISOString(),
    reversalReason: "顾客退货",
    coupon: { effectiveState: "EFFECTIVE" },
  });
  // The answer was lost, and two tabs at once.
  expect(await Promise.all([ask(w, id, viewers.owner, request), ask(w, id, viewers.owner, request)])).toEqual(
    [reversed, reversed],
  );
  expect((await ask(w, id)).code).toBe("REDEMPTION_REVERSED");
  const holderId = viewers.resident.person;
  expect((await w.events()).at(-1)).toMatchObject({
    name: couponMoved.name,
    payload: {
      couponId,
      offerId,
      holderId,
      from: "REDEEMED",
      to: "ISSUED",
      outletId: outlet.bakery,
      savedFen: 1_000,
    },
    actor: viewers.owner.person,
  });

  const second = await w.redeem(code, {}, viewers.owner);
  expect(second.__typename).toBe("Redemption");
  expect((await ask(w, second.id)).code).toBe("OWN_REDEMPTION");
  w.clock.at = new Date(+w.clock.at + 86_400_000);
  await w.db
    .update(redemptions)
    .set({ staffId: viewers.cashier.person })
    .where(eq(redemptions.id, second.id));
  expect((await ask(w, second.id)).code).toBe("REVERSAL_TOO_LATE");
  w.clock.at = days(31);
  // Reversed after its time it is not used, and expired all the same.
  expect(await ask(w, second.id, admin)).toMatchObject({ coupon: { effectiveState: "EXPIRED" } });
});

/** A coupon that was used, and what became of it. */
async function redeemed(w: World, holder = newResident()) {
  const offerId = await w.addOffer();
  const { id: couponId, code } = await w.claim(offerId, holder);
  const { id } = await w.redeem(code);
  const left = async () => {
    const coupon = (await w.db.query.coupons.findFirst({ where: { id: couponId } }))!;
    const moved = (await w.events()).at(-1)!.payload;
    return { state: coupon.state, voidReason: coupon.voidReason, last: moved };
  };
  return { offerId, id, code, holder, left };
}
const recall = { issued: "VOID_ISSUED", reason: "食品安全召回" };
const forget = (w: World, { person: personId }: Viewer) =>
  w.deliver({ name: dataRequested.name, payload: { requestId: uuidv7(), personId, kind: "DELETION" } });

test("a coupon comes back void where what was unused of its offer is void since, and usable where it is honoured", async () => {
  const w = await createWorld();
  const { offerId, id, code, left } = await redeemed(w);
  await w.answer(terminate, { id: offerId, ...recall }, viewers.owner);
  expect(await ask(w, id)).toMatchObject({ id, coupon: { effectiveState: "VOIDED" } });
  expect(await left()).toMatchObject({
    state: "VOIDED",
    voidReason: "食品安全召回",
    last: { from: "REDEEMED", to: "VOIDED", savedFen: 1_000 },
  });
  expect((await w.redeem(code)).code).toBe("COUPON_VOIDED");

  const honoured = await redeemed(w);
  await w.answer(terminate, { id: honoured.offerId, reason: "停业" }, viewers.owner);
  expect(await ask(w, honoured.id)).toMatchObject({ coupon: { effectiveState: "EFFECTIVE" } });
  expect((await w.redeem(honoured.code)).__typename).toBe("Redemption");
});

test("a coupon comes back void where its holder has deleted the account since", async () => {
  const w = await createWorld();
  const { id, code, holder, left } = await redeemed(w);
  await forget(w, holder);
  expect(await ask(w, id)).toMatchObject({ id, coupon: { effectiveState: "VOIDED" } });
  expect(await left()).toMatchObject({
    state: "VOIDED",
    voidReason: null,
    last: { from: "REDEEMED", to: "VOIDED" },
  });
  expect((await w.redeem(code)).code).toBe("COUPON_VOIDED");
});

test("a reversal beside a recall or beside its holder's leaving brings nothing back that could be used", async () => {
  const w = await createWorld();
  for (const meanwhile of ["recall", "leaving"]) {
    const { offerId, id, holder, left } = await redeemed(w);
    const held = await hold(w, sql`select from offers where id = ${offerId} for no key update`);
    const reversing = ask(w, id);
    await waiting(w, 1);
    const other =
      meanwhile === "recall"
        ? w.answer(terminate, { id: offerId, ...recall }, viewers.owner)
        : forget(w, holder);
    await waiting(w, 2);
    await held.letGo();
    await other;
    expect((await reversing).__typename).toBe("Redemption");
    expect((await left()).state).toBe("VOIDED");
  }
});

test("a discount whose budget is used up is over, until a reversal or its owner gives it more", async () => {
  const w = await createWorld();
  const discount = columnsOf({ kind: "DISCOUNT", percentOff: 50, capFen: 1_000 });
  const offerId = await w.addOffer({ ...discount, budgetFen: 1_000 });
  const shown = async () =>
    (await w.execute(`query ($id: ID!) { offer(id: $id) { state remaining } }`, { id: offerId })).data.offer;
  const { code } = await w.claim(offerId);
  const { id } = await w.redeem(code);
  expect(await shown()).toEqual({ state: "ENDED", remaining: 0 });
  expect((await w.claim(offerId, newResident())).code).toBe("SOLD_OUT");
  await ask(w, id);
  expect(await shown()).toEqual({ state: "LIVE", remaining: 9 });
  await w.redeem(code);
  const more = await w.answer(addBudget, { id: offerId, amount: 1, key: uuidv7() }, viewers.owner);
  expect(more).toMatchObject({ state: "LIVE", budgetFen: 1_001 });
  expect((await w.claim(offerId, newResident())).__typename).toBe("Coupon");
});

test("of two who reverse at once one is told, and the budget comes back once", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({
    ...columnsOf({ kind: "DISCOUNT", percentOff: 50, capFen: 1_000 }),
    budgetFen: 1_500,
    limitPerPerson: 3,
  });
  const coupons = [await w.claim(offerId), await w.claim(offerId), await w.claim(offerId)];
  const left = async () => (await w.db.query.offers.findFirst({ where: { id: offerId } }))!.redeemedFen;
  // Two tills take the last of the budget at once.
  const atOnce = await Promise.all([
    w.redeem(coupons[0].code),
    w.redeem(coupons[1].code, { outletId: outlet.secondBakery }, viewers.owner),
  ]);
  expect(atOnce.map(({ code, savedFen }) => String(code ?? savedFen)).toSorted()).toEqual([
    "1000",
    "BUDGET_EXHAUSTED",
  ]);
  const [first, other] = atOnce[0].code ? [coupons[1], coupons[0]] : [coupons[0], coupons[1]];
  expect(await left()).toBe(1_000);
  expect((await w.redeem(other.code, { spentFen: 1_000 })).savedFen).toBe(500);
  expect((await w.redeem(coupons[2].code, { spentFen: 2 })).code).toBe("BUDGET_EXHAUSTED");
  // In the order of the guards: what is used up comes before what was used.
  expect((await w.redeem(first.code, { spentFen: 2 })).code).toBe("BUDGET_EXHAUSTED");

  const { id } = atOnce.find(({ code }) => !code)!;
  const answers = await Promise.all([ask(w, id, admin), ask(w, id, { ...admin, person: uuidv7() })]);
  expect(answers.map(({ code, __typename }) => String(code ?? __typename)).toSorted()).toEqual([
    "REDEMPTION_REVERSED",
    "Redemption",
  ]);
  expect(await left()).toBe(500);
  expect((await w.redeem(first.code)).savedFen).toBe(1_000);
  const { rows } = await w.db.execute<{ sum: string }>(
    "select sum(saved_fen) from redemptions where reversed_at is null",
  );
  expect([Number(rows[0]!.sum), await left()]).toEqual([1_500, 1_500]);
});

test("staff see their own of the last day, an owner all of the outlet, others nothing", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 2 });
  await w.redeem((await w.claim(offerId)).code);
  await w.redeem((await w.claim(offerId)).code, {}, viewers.owner);
  const seen = async (viewer: Viewer | null) => {
    const { data } = await w.execute(
      `{ _entities(representations: [{ __typename: "Outlet", id: "${outlet.bakery}" }]) {
        ... on Outlet { redemptions { totalCount nodes { id savedFen coupon { id } } } } } }`,
      {},
      viewer,
    );
    const { totalCount, nodes } = data._entities[0].redemptions;
    expect(nodes).toHaveLength(totalCount);
    return totalCount as number;
  };
  const all = [
    viewers.owner,
    viewers.cashier,
    viewers.editor,
    viewers.secondCashier,
    viewers.otherOwner,
    viewers.resident,
    visitor,
  ];
  expect(await Promise.all(all.map(seen))).toEqual([2, 1, 0, 0, 0, 0, 0]);
  w.clock.at = justBefore(days(1));
  expect(await seen(viewers.cashier)).toBe(1);
  w.clock.at = days(1);
  expect(await Promise.all(all.map(seen))).toEqual([2, 0, 0, 0, 0, 0, 0]);
  w.clock.at = noon;
  await w.dismiss(viewers.cashier, noon);
  expect(await seen(viewers.cashier)).toBe(0);
});
