import { couponMoved, merchantMoved, offerMoved } from "@linli/events";
import { dateIn } from "@linli/kernel";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createPlay, everything, type Kind, kinds, type Play, step } from "../../test/coupon-play.ts";
import { merchantDocuments } from "../../test/merchant-documents.ts";
import { createWorld, merchant, viewers, type World } from "../../test/world.ts";
import type { Suspension } from "./use-window.rules.ts";

const invariants = `query ($id: ID!) { offer(id: $id) { invariants { stock issued returned redeemed voided remaining } } }`;

/** What must be so after each step: I1 to I6 of the lifecycles. */
async function expectInvariants({ w, offerId, kind, claimed, forgotten }: Play) {
  const offer = (await w.db.query.offers.findFirst({ where: { id: offerId } }))!;
  const coupons = await w.db.query.coupons.findMany({ where: { offerId } });
  const redemptions = await w.db.query.redemptions.findMany({ where: { coupon: { offerId } } });
  const standing = redemptions.filter(({ reversedAt }) => reversedAt === null);
  const inState = (state: string) => coupons.filter((one) => one.state === state).length;
  const kept = coupons.length - inState("RETURNED");

  // I1, and the count that claims are taken from is what the rows say, to anybody who asks.
  const shown = (await w.execute(invariants, { id: offerId })).data.offer.invariants;
  expect(shown).toMatchObject({
    stock: offer.stock,
    issued: coupons.length,
    returned: inState("RETURNED"),
    redeemed: inState("REDEEMED"),
    voided: inState("VOIDED"),
  });
  expect(kept).toBeLessThanOrEqual(offer.stock);
  const enoughFor = kind === "reserved" ? Math.floor(offer.budgetFen! / 1_000) : Infinity;
  expect(shown.remaining).toBe(Math.min(offer.stock, enoughFor) - kept);
  // Whoever was told yes has the coupon, and there is none besides.
  expect(coupons.map(({ id }) => id).toSorted()).toEqual(claimed.map(({ id }) => id).toSorted());

  // I2
  for (const { holderId } of coupons) {
    const own = coupons.filter((one) => one.holderId === holderId && one.state !== "RETURNED");
    expect(own.length).toBeLessThanOrEqual(offer.limitPerPerson);
    expect(new Set(own.map(({ ordinal }) => ordinal)).size).toBe(own.length);
  }
  // Of a day no more than its limit, those that were returned since as well.
  for (const ofDay of Map.groupBy(coupons, ({ claimedAt }) => dateIn(claimedAt)).values())
    expect(ofDay.length).toBeLessThanOrEqual(offer.dailyLimit ?? Infinity);
  // I3
  for (const { id, state } of coupons)
    expect(standing.filter(({ couponId }) => couponId === id)).toHaveLength(state === "REDEEMED" ? 1 : 0);
  // I4
  const saved = standing.reduce((sum, { savedFen }) => sum + savedFen, 0);
  if (offer.budgetFen !== null) expect(saved).toBeLessThanOrEqual(offer.budgetFen);
  expect(offer.redeemedFen).toBe(kind === "discount" ? saved : 0);
  // What was unused is void of an offer that was recalled and of people who left, and nothing of it comes back.
  for (const { holderId, state } of coupons)
    if (offer.termination === "VOID_ISSUED" || forgotten.has(holderId)) expect(state).not.toBe("ISSUED");
  // I5
  const { rows } = await w.db.execute<{ fen: number }>(
    sql`select coalesce(sum(saved_fen), 0)::int as fen from settlement_entries where offer_id = ${offerId}`,
  );
  expect(rows[0]!.fen).toBe(saved);
  await expectReplay(w, offer, coupons);
}

type Rows = { id: string; state: string; stock: number; budgetFen: number | null };

/** I6: the events, from the offer as it began, come to what the tables hold. */
async function expectReplay(
  w: World,
  offer: Rows & { kind: string },
  coupons: readonly { id: string; state: string }[],
) {
  const events = await w.db.query.outbox.findMany({ orderBy: { sequence: "asc" } });
  const began = {
    stock: 5,
    state: "APPROVED",
    budgetFen: offer.budgetFen === null ? null : offer.kind === "DISCOUNT" ? 2_500 : 3_500,
  };
  const replayed = { ...began, coupons: new Map<string, string>() };
  const ofMerchant = { state: "ACTIVE", suspensions: [] as Suspension[] };
  for (const { name, payload, at } of events) {
    if (name === couponMoved.name) {
      const move = couponMoved.schema.parse(payload);
      if (move.offerId !== offer.id) continue;
      expect(move.from).toBe(replayed.coupons.get(move.couponId) ?? null);
      replayed.coupons.set(move.couponId, move.to);
    } else if (name === offerMoved.name) {
      const move = offerMoved.schema.parse(payload);
      if (move.offerId !== offer.id) continue;
      expect(move.from).toBe(replayed.state);
      replayed.state = move.to;
      if (move.step === "CHANGE_STOCK") replayed.stock += move.delta!;
      if (move.step === "ADD_BUDGET") replayed.budgetFen! += move.delta!;
    } else if (name === merchantMoved.name) {
      const move = merchantMoved.schema.parse(payload);
      expect(move.from).toBe(ofMerchant.state);
      ofMerchant.state = move.to;
      if (move.to === "SUSPENDED") ofMerchant.suspensions.push({ from: at, until: null });
      else ofMerchant.suspensions.at(-1)!.until = at;
    }
  }
  const { id: _id, kind: _kind, ...held } = offer;
  expect({ ...replayed, coupons: undefined }).toEqual({
    stock: held.stock,
    state: held.state,
    budgetFen: held.budgetFen,
    coupons: undefined,
  });
  expect(replayed.coupons).toEqual(new Map(coupons.map(({ id, state }) => [id, state])));
  const now = (await w.db.query.merchants.findFirst({
    where: { id: merchant.bakery },
    with: { suspensions: { columns: { from: true, until: true } } },
  }))!;
  const inOrder = (suspensions: readonly Suspension[]) =>
    suspensions.toSorted(
      (one, other) => +one.from - +other.from || Number(one.until === null) - Number(other.until === null),
    );
  expect(ofMerchant.state).toBe(now.state);
  expect(inOrder(ofMerchant.suspensions)).toEqual(inOrder(now.suspensions));
}

test(
  "however claims, returns, redemptions and steps of offer and merchant follow each other, I1 to I6 hold after each",
  { timeout: 60_000 },
  async () => {
    const w = await createWorld();
    const plays: Play[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(kinds) as Kind[])),
        fc.array(step, { minLength: 6, maxLength: 24 }),
        async (kind, steps) => {
          // As the play before may have left it.
          await w.answer(merchantDocuments.resume, { id: merchant.bakery }, viewers.worker);
          const play = await createPlay(w, kind);
          plays.push(play);
          for (const one of steps) {
            await play.take(one);
            await expectInvariants(play);
          }
        },
      ),
      {
        numRuns: 60,
        interruptAfterTimeLimit: 12_000,
        examples: [
          ["discount", everything],
          ["reserved", everything],
        ],
      },
    );
    // What was tried first is all that there is.
    expect([...plays[0]!.done].toSorted()).toEqual([...new Set(everything.map((one) => one.do))].toSorted());
  },
);
