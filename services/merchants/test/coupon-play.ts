import { dataRequested } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import fc from "fast-check";
import { columnsOf } from "../src/offers/offer-benefit.rules.ts";
import { giveBack, makeVoid } from "./coupon-documents.ts";
import { merchantDocuments } from "./merchant-documents.ts";
import { addBudget, addStock, pause, reduceStock, resume, terminate } from "./offer-documents.ts";
import { merchant, newResident, viewers, type World } from "./world.ts";

const { suspend, resume: resumeMerchant } = merchantDocuments;
const reverse = `mutation ($id: ID!, $key: String!) {
  reverseRedemption(id: $id, reason: "退货", idempotencyKey: $key) { __typename } }`;

export const kinds = {
  free: { ...columnsOf({ kind: "FREE_SERVICE", worthFen: 1_000 }), budgetFen: null },
  reserved: { ...columnsOf({ kind: "FREE_SERVICE", worthFen: 1_000 }), budgetFen: 3_500 },
  daily: { ...columnsOf({ kind: "FREE_SERVICE", worthFen: 1_000 }), budgetFen: null, dailyLimit: 2 },
  discount: { ...columnsOf({ kind: "DISCOUNT", percentOff: 50, capFen: 1_500 }), budgetFen: 2_500 },
};
export type Kind = keyof typeof kinds;

const by = fc.nat(3);
const coupon = fc.nat(7);
const count = fc.integer({ min: 1, max: 4 });
const wish = fc.nat(2);
const of = <Name extends string, More extends object>(
  weight: number,
  name: Name,
  more: { [Key in keyof More]: fc.Arbitrary<More[Key]> },
) => ({
  weight,
  arbitrary: fc.record({ do: fc.constant(name), ...more }) as fc.Arbitrary<{ do: Name } & More>,
});

export const step = fc.oneof(
  // Of few wishes, so that some are repetitions.
  of(8, "claim", { by, wish }),
  of(2, "claim in two tabs", { by }),
  of(4, "return", { coupon }),
  of(2, "return and claim at once", { coupon, by }),
  of(2, "void", { coupon }),
  of(5, "redeem", { coupon, spentFen: fc.nat(4_000) }),
  of(2, "redeem and void at once", { coupon }),
  of(2, "reverse", { coupon }),
  of(2, "pause", {}),
  of(1, "pause by reviewer", {}),
  of(3, "resume", {}),
  of(2, "resume by reviewer", {}),
  of(1, "suspend", {}),
  of(2, "resume merchant", {}),
  of(2, "add stock", { count }),
  of(2, "reduce stock", { count }),
  of(1, "add budget", { count }),
  of(1, "terminate", { issued: fc.constantFrom("HONOUR_ISSUED" as const, "VOID_ISSUED" as const) }),
  of(1, "delete account", { by }),
  of(2, "wait", { hours: fc.integer({ min: 1, max: 60 }) }),
);
export type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

export type Play = Awaited<ReturnType<typeof createPlay>>;

/** An offer and four people who may claim it, from now on; and what each step does. */
export async function createPlay(w: World, kind: Kind) {
  const people = Array.from({ length: 4 }, newResident);
  const from = w.clock.at;
  const later = (days: number) => new Date(+from + days * 86_400_000);
  const offerId = await w.addOffer({
    ...kinds[kind],
    stock: 5,
    limitPerPerson: 2,
    claimFrom: from,
    claimUntil: later(6),
    useFrom: from,
    useUntil: later(9),
  });
  const claimed: { id: string; code: string; by: number }[] = [];
  const done = new Set<string>();
  const forgotten = new Set<string>();

  /** Whether a step was done; a claim that was answered with a coupon is kept, and is one. */
  const note = (one: Step["do"], answer: { __typename: string }) => {
    if (["Coupon", "Redemption", "Offer", "Merchant"].includes(answer.__typename)) done.add(one);
    return answer;
  };
  const claim = async (who: number, key: string) => {
    const answer = await w.claim(offerId, people[who], key);
    if (answer.__typename === "Coupon" && !claimed.some(({ id }) => id === answer.id))
      claimed.push({ id: answer.id, code: answer.code, by: who });
    return answer;
  };
  const ofCoupon = async (
    index: number,
    act: (one: (typeof claimed)[number]) => Promise<{ __typename: string }>,
  ) => (claimed.length > 0 ? act(claimed[index % claimed.length]!) : { __typename: "nothing" });
  const giveBackOf = (index: number) =>
    ofCoupon(index, ({ id, by: who }) => w.answer(giveBack, { id, key: uuidv7() }, people[who]!));
  const makeVoidOf = (index: number) =>
    ofCoupon(index, ({ id }) => w.answer(makeVoid, { id, key: uuidv7() }, viewers.worker));
  const redeemOf = (index: number, spentFen = 3_000) =>
    ofCoupon(index, ({ code }) => w.redeem(code, { spentFen }));
  const offerStep = (document: string, given: object = {}, viewer: Viewer = viewers.owner) =>
    w.answer(document, { id: offerId, key: uuidv7(), ...given }, viewer);
  const ofMerchant = (document: string) => w.answer(document, { id: merchant.bakery }, viewers.worker);

  async function take(one: Step): Promise<void> {
    switch (one.do) {
      case "claim":
        return void note(one.do, await claim(one.by, `wish ${one.wish} for ${offerId}`));
      case "claim in two tabs":
        return void (await Promise.all([claim(one.by, uuidv7()), claim(one.by, uuidv7())])).map((answer) =>
          note(one.do, answer),
        );
      case "return":
        return void note(one.do, await giveBackOf(one.coupon));
      case "return and claim at once":
        return void (await Promise.all([giveBackOf(one.coupon), claim(one.by, uuidv7())])).map((answer) =>
          note(one.do, answer),
        );
      case "void":
        return void note(one.do, await makeVoidOf(one.coupon));
      case "redeem":
        return void note(one.do, await redeemOf(one.coupon, one.spentFen));
      case "redeem and void at once":
        return void (await Promise.all([redeemOf(one.coupon), makeVoidOf(one.coupon)])).map((answer) =>
          note(one.do, answer),
        );
      case "reverse":
        return void note(
          one.do,
          await ofCoupon(one.coupon, async ({ id: couponId }) => {
            const standing = await w.db.query.redemptions.findFirst({
              where: { couponId, reversedAt: { isNull: true } },
            });
            return standing
              ? w.answer(reverse, { id: standing.id, key: uuidv7() }, viewers.owner)
              : { __typename: "nothing" };
          }),
        );
      case "pause":
        return void note(one.do, await offerStep(pause));
      case "pause by reviewer":
        return void note(one.do, await offerStep(pause, {}, viewers.worker));
      case "resume by reviewer":
        return void note(one.do, await offerStep(resume, {}, viewers.worker));
      case "resume":
        return void note(one.do, await offerStep(resume));
      case "suspend":
        return void note(one.do, await ofMerchant(suspend));
      case "resume merchant":
        return void note(one.do, await ofMerchant(resumeMerchant));
      case "add stock":
        return void note(one.do, await offerStep(addStock, { count: one.count }));
      case "reduce stock":
        return void note(one.do, await offerStep(reduceStock, { count: one.count }));
      case "add budget":
        return void note(one.do, await offerStep(addBudget, { amount: one.count * 500 }));
      case "terminate":
        return void note(one.do, await offerStep(terminate, { issued: one.issued }));
      case "delete account": {
        const request = { requestId: uuidv7(), personId: people[one.by]!.person, kind: "DELETION" };
        await w.deliver({ name: dataRequested.name, payload: request });
        forgotten.add(request.personId);
        return void done.add(one.do);
      }
      case "wait":
        w.clock.at = new Date(+w.clock.at + one.hours * 3_600_000);
        return void done.add(one.do);
    }
  }
  return { w, offerId, kind, claimed, forgotten, done, take };
}

/** Each of the steps, done once. */
export const everything: Step[] = [
  { do: "claim", by: 0, wish: 0 },
  { do: "claim", by: 0, wish: 0 },
  { do: "claim in two tabs", by: 1 },
  { do: "return", coupon: 0 },
  { do: "return and claim at once", coupon: 1, by: 0 },
  { do: "void", coupon: 2 },
  { do: "claim", by: 2, wish: 0 },
  { do: "redeem", coupon: 4, spentFen: 1_001 },
  { do: "reverse", coupon: 4 },
  { do: "pause" },
  { do: "resume" },
  { do: "pause by reviewer" },
  { do: "resume" },
  { do: "resume by reviewer" },
  { do: "add stock", count: 2 },
  { do: "reduce stock", count: 1 },
  { do: "add budget", count: 2 },
  { do: "suspend" },
  { do: "wait", hours: 5 },
  { do: "resume merchant" },
  { do: "redeem and void at once", coupon: 4 },
  { do: "claim", by: 3, wish: 0 },
  { do: "claim", by: 3, wish: 1 },
  { do: "redeem", coupon: 6, spentFen: 500 },
  { do: "redeem", coupon: 5, spentFen: 500 },
  { do: "delete account", by: 3 },
  { do: "reverse", coupon: 6 },
  { do: "terminate", issued: "VOID_ISSUED" },
  { do: "reverse", coupon: 5 },
];
