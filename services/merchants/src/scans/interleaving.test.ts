import { couponMoved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createTill, type OfflineScan } from "../../test/till.ts";
import { createWorld, merchant, outlet, viewers, type World } from "../../test/world.ts";
import { columnsOf } from "../offers/offer-benefit.rules.ts";

const reverse = `mutation ($id: ID!, $key: String!) {
  reverseRedemption(id: $id, reason: "退货", idempotencyKey: $key) { __typename } }`;
const statement = `query ($id: ID!) { merchant(id: $id) { statement(month: "2026-11") {
  totals { redemptions reversals savedFen } } } }`;

const coupon = fc.nat(2);
const till = fc.nat(1);
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("scan" as const), coupon, till, spentFen: fc.nat(4_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("redeem" as const), coupon, spentFen: fc.nat(4_000) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("upload" as const), till }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("upload again" as const), till }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("upload at once" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reverse" as const), coupon }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 20 }) }),
  },
);

/** What must be so at any time: I3, I4, I5 and I6 of the lifecycles, for the coupons of one offer. */
async function expectInvariants(w: World, offerId: string) {
  const coupons = await w.db.query.coupons.findMany({ where: { offerId } });
  const redemptions = await w.db.query.redemptions.findMany({ with: { coupon: true } });
  const events = (
    await w.db.query.outbox.findMany({ orderBy: { sequence: "asc" }, where: { name: couponMoved.name } })
  ).map(({ payload }) => couponMoved.schema.parse(payload));
  let saved = 0;
  for (const { id, state } of coupons) {
    const standing = redemptions.filter(({ couponId, reversedAt }) => couponId === id && reversedAt === null);
    expect(standing).toHaveLength(state === "REDEEMED" ? 1 : 0);
    saved += standing[0]?.savedFen ?? 0;
    const moves = events.filter(({ couponId }) => couponId === id);
    for (const [index, move] of moves.entries()) expect(move.from).toBe(moves[index - 1]?.to ?? null);
    expect(moves.at(-1)!.to).toBe(state);
  }
  const offer = (await w.db.query.offers.findFirst({ where: { id: offerId } }))!;
  expect(offer.redeemedFen).toBe(saved);
  expect(saved).toBeLessThanOrEqual(offer.budgetFen!);
  for (const scan of await w.db.query.scans.findMany({ with: { redemption: true } }))
    if (scan.verdict === "CONFIRMED")
      expect(scan.redemption).toMatchObject({ couponId: scan.couponId, nonce: scan.nonce });
    else expect(scan.redemptionId).toBeNull();
  const { totals } = (await w.execute(statement, { id: merchant.bakery }, viewers.owner)).data.merchant
    .statement;
  expect(totals).toEqual({
    redemptions: redemptions.length,
    reversals: redemptions.filter(({ reversedAt }) => reversedAt !== null).length,
    savedFen: redemptions.reduce((sum, { savedFen, reversedAt }) => sum + (reversedAt ? 0 : savedFen), 0),
  });
}

test(
  "whatever tills do with and without a connection: one redemption a coupon, right sums, and repeats change nothing",
  { timeout: 60_000 },
  async () => {
    const w = await createWorld();
    const tills = [
      await createTill(w, { capScans: 500 }),
      await createTill(w, { outletId: outlet.secondBakery, capFen: 4_000 }),
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const discount = columnsOf({ kind: "DISCOUNT", percentOff: 50, capFen: 1_500 });
        const offerId = await w.addOffer({ ...discount, budgetFen: 3_500, limitPerPerson: 3 });
        const coupons: { id: string; code: string }[] = [];
        for (let count = 0; count < 3; count++) coupons.push(await w.claim(offerId));
        const kept: OfflineScan[][] = [[], []];
        const sent: OfflineScan[][] = [[], []];
        const upload = async (at: 0 | 1) => {
          const scans = kept[at]!.splice(0);
          sent[at]!.push(...scans);
          if (scans.length > 0) expect((await tills[at]!.upload(scans)).scans).toHaveLength(scans.length);
        };
        for (const one of steps) {
          if (one.do === "wait") w.clock.at = new Date(+w.clock.at + one.minutes * 60_000);
          if (one.do === "scan")
            kept[one.till]!.push(
              await tills[one.till]!.scan(coupons[one.coupon]!.id, { spentFen: one.spentFen }),
            );
          if (one.do === "redeem")
            await w.redeem(
              coupons[one.coupon]!.code,
              { spentFen: one.spentFen, outletId: outlet.secondBakery },
              viewers.secondCashier,
            );
          if (one.do === "upload") await upload(one.till as 0 | 1);
          if (one.do === "upload at once") await Promise.all([upload(0), upload(1)]);
          if (one.do === "upload again" && sent[one.till]!.length > 0) {
            const before = await w.events();
            const again = (await tills[one.till]!.upload(sent[one.till]!)).scans as { nonce: string }[];
            expect(again.map(({ nonce }) => nonce)).toEqual(sent[one.till]!.map(({ nonce }) => nonce));
            expect(await w.events()).toEqual(before);
          }
          if (one.do === "reverse") {
            const couponId = coupons[one.coupon]!.id;
            const standing = await w.db.query.redemptions.findFirst({
              where: { couponId, reversedAt: { isNull: true } },
            });
            if (standing) await w.answer(reverse, { id: standing.id, key: uuidv7() }, viewers.owner);
          }
          await expectInvariants(w, offerId);
        }
      }),
      { numRuns: 12 },
    );
  },
);
