import { uuidv7 } from "@linli/kernel";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { meetingAt, waiting } from "../../test/meeting.ts";
import { confirm, createTill } from "../../test/till.ts";
import { createWorld, viewers } from "../../test/world.ts";
import { redemptions } from "../db/tables.ts";
import { columnsOf } from "../offers/offer-benefit.rules.ts";

async function createShop() {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 9 });
  const claim = async () => (await w.claim(offerId)) as { id: string; code: string };
  return { w, claim, till: await createTill(w) };
}

test("a nonce that stands for something else sends its scan to the owner, and the others get their verdicts", async () => {
  const { w, claim, till } = await createShop();
  const [used, first, second, third] = [await claim(), await claim(), await claim(), await claim()];
  const nonce = uuidv7();
  await w.redeem(used.code, { nonce });
  const taken = await till.scan(first.id);
  const scanned = [
    taken,
    await till.scan(second.id, { nonce }),
    await till.scan(third.id, { nonce: taken.nonce }),
    // The same coupon on another bill is a conflict with itself.
    { ...taken, spentFen: 1 },
    await till.scan((await claim()).id),
  ];
  const { scans: verdicts } = await till.upload(scanned);
  const reused = { verdict: "NEEDS_REVIEW", reason: "NONCE_REUSED", redemption: null };
  expect(verdicts).toMatchObject([
    { verdict: "CONFIRMED" },
    { ...reused, nonce },
    { ...reused, nonce: taken.nonce },
    { verdict: "CONFLICT", reason: "ALREADY_REDEEMED", nonce: taken.nonce },
    { verdict: "CONFIRMED" },
  ]);
  const events = await w.events();
  expect((await till.upload(scanned)).scans).toEqual(verdicts);
  expect(await w.events()).toEqual(events);
  for (const { id } of verdicts.slice(1, 3))
    expect(await w.answer(confirm, { id }, viewers.owner)).toMatchObject({ verdict: "CONFIRMED" });
  expect(await w.db.$count(redemptions)).toBe(5);
});

test("a nonce that another way takes at the same instant sends its scan to the owner", async () => {
  const { w, claim, till } = await createShop();
  const columns = columnsOf({ kind: "DISCOUNT", percentOff: 50, capFen: 1_000 });
  const discount = await w.addOffer({ ...columns, budgetFen: 9_000 });
  const [online, offline] = [await w.claim(discount), await claim()];
  const nonce = uuidv7();
  const scan = await till.scan(offline.id, { nonce });
  // The one has its redemption with the nonce, and waits for its offer's budget; the other waits for that redemption.
  const budget = sql`select from offers where id = ${discount} for no key update`;
  const [redeemed, uploaded] = await meetingAt(w, budget, () => [
    w.redeem(online.code, { nonce }),
    waiting(w, 1).then(() => till.upload([scan])),
  ]);
  expect([redeemed.__typename, uploaded.scans[0].reason]).toEqual(["Redemption", "NONCE_REUSED"]);
});
