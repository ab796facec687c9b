import { uuidv7 } from "@linli/kernel";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { giveBack, makeVoid } from "../../test/coupon-documents.ts";
import { createWorld, newResident, viewers, visitor, type World } from "../../test/world.ts";

const { worker } = viewers;

const invariants = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Offer {
  invariants { stock issued returned redeemed voided remaining } } } }`;
const invariantsOf = (w: World, ids: readonly string[]) =>
  w
    .answer(invariants, { r: ids.map((id) => ({ __typename: "Offer", id })) }, visitor)
    .then((offers: { invariants: object }[]) => offers.map((offer) => offer.invariants));

/** The same, counted from the rows in another way. */
async function counted(w: World, offerId: string) {
  const { rows } = await w.db.execute<Record<string, number>>(sql`
    select offers.stock, coalesce(sum((c.id is not null)::int), 0)::int as issued,
      coalesce(sum((c.state = 'RETURNED')::int), 0)::int as returned,
      coalesce(sum((c.state = 'REDEEMED')::int), 0)::int as redeemed,
      coalesce(sum((c.state = 'VOIDED')::int), 0)::int as voided,
      offers.stock - coalesce(sum((c.state <> 'RETURNED')::int), 0)::int as remaining
    from offers left join coupons c on c.offer_id = offers.id where offers.id = ${offerId} group by offers.stock`);
  return rows[0];
}

test("anybody sees what became of an offer's coupons, and it is what the rows say", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 1_000 });
  const untouched = await w.addOffer();
  const people = Array.from({ length: 10 }, newResident);
  for (const [index, viewer] of people.entries()) {
    const { id, code } = await w.claim(offerId, viewer);
    if (index < 4) await w.redeem(code);
    else if (index < 7) await w.answer(giveBack, { id }, viewer);
    else if (index < 9) await w.answer(makeVoid, { id, key: uuidv7() }, worker);
  }
  expect(await invariantsOf(w, [offerId, untouched])).toEqual([
    { stock: 1_000, issued: 10, returned: 3, redeemed: 4, voided: 2, remaining: 993 },
    { stock: 10, issued: 0, returned: 0, redeemed: 0, voided: 0, remaining: 10 },
  ]);
  expect(await invariantsOf(w, [offerId])).toEqual([await counted(w, offerId)]);
});

test("where a budget is enough for fewer, less remains than stock", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ budgetFen: 3_500 });
  await w.claim(offerId);
  expect(await invariantsOf(w, [offerId])).toMatchObject([{ stock: 10, issued: 1, remaining: 2 }]);
});

test("those of 100 offers come in one SQL", async () => {
  const w = await createWorld();
  const ids: string[] = [];
  for (let count = 0; count < 100; count++) ids.push(await w.addOffer());
  w.queries.length = 0;
  expect(await invariantsOf(w, ids)).toHaveLength(100);
  expect(w.queries).toHaveLength(1);
});
