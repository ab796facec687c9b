import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createWorld, justBefore, merchant, outlet, viewers, visitor, type World } from "../../test/world.ts";
import { createTill } from "../../test/till.ts";
import { columnsOf } from "../offers/offer-benefit.rules.ts";
import type { Context } from "../context.ts";
import { csvOf, linesOf, statementOf, totalsOf } from "./statement.actions.ts";
import { csvRowLimit } from "./statement.rules.ts";

const december = new Date("2026-11-30T16:00:00Z");
const sums = "redemptions reversals spentFen savedFen";
const document = `query ($id: ID!, $month: String, $from: Date, $until: Date, $after: String) { merchant(id: $id) {
  statement(month: $month, from: $from, until: $until) { from lastDay
    totals { ${sums} } byOutlet { outlet { id } totals { ${sums} } } byOffer { offer { id } totals { ${sums} } }
    entries(first: 3, after: $after) { totalCount pageInfo { hasNextPage endCursor }
      nodes { kind redemptionId spentFen savedFen outlet { id } offer { title } } }
    csv { text rows truncated next } } } }`;
const ask = (w: World, variables: object, viewer: Viewer | null = viewers.owner) =>
  w.execute(document, { id: merchant.bakery, ...variables }, viewer);
const statement = async (w: World, variables: object) => (await ask(w, variables)).data.merchant.statement;

const cursor = (at: string) =>
  Buffer.from(JSON.stringify([at, at, uuidv7(), "REDEMPTION"])).toString("base64url");

const reverse = `mutation ($id: ID!, $key: String!) {
  reverseRedemption(id: $id, reason: "退货", idempotencyKey: $key) { __typename } }`;

/** Whatever a statement says, the rows say too: by SQL, without the view. */
async function expectSums(w: World, month: string) {
  const { rows } = await w.db.execute<Record<string, string>>(sql`
    select (select count(*) from redemptions r join outlets o on o.id = r.outlet_id
              where merchant_id = ${merchant.bakery} and to_char(received_at at time zone 'Asia/Shanghai', 'YYYY-MM') = ${month}) as redemptions,
           (select count(*) from redemptions r join outlets o on o.id = r.outlet_id
              where merchant_id = ${merchant.bakery} and to_char(reversed_at at time zone 'Asia/Shanghai', 'YYYY-MM') = ${month}) as reversals,
           (select coalesce(sum(case when to_char(received_at at time zone 'Asia/Shanghai', 'YYYY-MM') = ${month} then saved_fen else 0 end
              - case when to_char(reversed_at at time zone 'Asia/Shanghai', 'YYYY-MM') = ${month} then saved_fen else 0 end), 0)
              from redemptions r join outlets o on o.id = r.outlet_id where merchant_id = ${merchant.bakery}) as saved`);
  const { redemptions, reversals, saved } = rows[0]!;
  const { totals, byOutlet, byOffer, entries, csv } = await statement(w, { month });
  expect(totals).toMatchObject({
    redemptions: Number(redemptions),
    reversals: Number(reversals),
    savedFen: Number(saved),
  });
  const add = (lines: { totals: Record<string, number> }[], what: string) =>
    lines.reduce((sum, line) => sum + line.totals[what]!, 0);
  for (const what of sums.split(" "))
    for (const lines of [byOutlet, byOffer]) expect([what, add(lines, what)]).toEqual([what, totals[what]]);
  expect(entries.totalCount).toBe(totals.redemptions + totals.reversals);
  expect(csv.rows).toBe(entries.totalCount);
  const cells = (csv.text as string)
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(","));
  const yuan = cells.reduce((sum, line) => sum + Math.round(Number(line[6]) * 100), 0);
  expect(yuan).toBe(totals.savedFen);
  return totals;
}

test("a month with redemptions, reversals and partial amounts across its end is the sum of its rows, for ever", async () => {
  const w = await createWorld();
  const fixed = await w.addOffer({ limitPerPerson: 9, useUntil: new Date("2027-01-31T00:00:00Z") });
  const discount = await w.addOffer({
    ...columnsOf({ kind: "DISCOUNT", percentOff: 15, capFen: 2_000 }),
    limitPerPerson: 9,
    useUntil: new Date("2027-01-31T00:00:00Z"),
  });
  const till = await createTill(w);
  const claim = async (offerId: string) => (await w.claim(offerId)) as { id: string; code: string };
  const [reversedInTime, reversedLater, partial, last, offline] = [
    await claim(fixed),
    await claim(fixed),
    await claim(discount),
    await claim(fixed),
    await claim(fixed),
  ];
  const first = await w.redeem(reversedInTime.code);
  await w.redeem(partial.code, { spentFen: 9_999 });
  await w.answer(reverse, { id: first.id, key: uuidv7() }, viewers.owner);
  w.clock.at = justBefore(december);
  const scan = await till.scan(offline.id);
  const second = await w.redeem(reversedLater.code);
  await w.redeem(last.code, { outletId: outlet.secondBakery }, viewers.owner);
  const november = await expectSums(w, "2026-11");
  expect(november).toEqual({ redemptions: 4, reversals: 1, spentFen: 15_999, savedFen: 1_499 + 2 * 1_000 });

  // What was scanned in November and uploaded in December, and what is reversed then, is December's.
  w.clock.at = new Date(+december + 60_000);
  expect((await till.upload([scan])).scans).toMatchObject([{ verdict: "CONFIRMED" }]);
  await w.answer(reverse, { id: second.id, key: uuidv7() }, viewers.owner);
  expect(await expectSums(w, "2026-11")).toEqual(november);
  expect(await expectSums(w, "2026-12")).toEqual({ redemptions: 1, reversals: 1, spentFen: 0, savedFen: 0 });
  const both = await statement(w, { from: "2026-11-01", until: "2027-01-01" });
  expect(both).toMatchObject({
    from: "2026-11-01",
    lastDay: "2026-12-31",
    totals: { savedFen: 1_499 + 2_000 },
  });

  // Page by page, each entry once.
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { entries } = await statement(w, { from: "2026-11-01", until: "2027-01-01", after });
    seen.push(
      ...entries.nodes.map(
        (node: { kind: string; redemptionId: string }) => `${node.kind} ${node.redemptionId}`,
      ),
    );
    ({ endCursor: after, hasNextPage: more } = entries.pageInfo);
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(7);
  const text = JSON.stringify(both);
  for (const { person } of [viewers.resident, viewers.cashier, viewers.owner])
    expect(text).not.toContain(person);
});

test("a statement is its owner's alone, of a period that is one", async () => {
  const w = await createWorld();
  for (const [name, viewer] of Object.entries({ visitor, ...viewers })) {
    const { data } = await ask(w, { month: "2026-11" }, viewer);
    const may = viewer?.person === viewers.owner.person;
    expect([name, data.merchant.statement !== null]).toEqual([name, may]);
  }
  for (const variables of [
    {},
    { month: "2026-00" },
    { from: "2026-11-02", until: "2026-11-02" },
    { from: "0000-01-01", until: "0000-02-01" },
    { from: "0001-01-01", until: "0001-02-01" },
    { month: "2026-11", after: "x" },
    { month: "2026-11", after: cursor("+275760-09-13T00:00:00.000Z") },
    { month: "2026-11", after: cursor("-000100-01-01T00:00:00.000Z") },
  ])
    expect((await ask(w, variables)).errors).toMatchObject([{ extensions: { code: "INVALID_INPUT" } }]);
});

test("what is booked after a statement was drawn up is in none of its parts (I5)", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 9 });
  const book = async () => w.redeem((await w.claim(offerId)).code);
  for (let count = 0; count < 4; count++) await book();
  const context = { db: w.db, now: () => w.clock.at, viewer: viewers.owner } as unknown as Context;
  const drawn = (await statementOf(context, merchant.bakery, { month: "2026-11" }))!;
  const { entries } = await statement(w, { month: "2026-11" });
  w.clock.at = new Date(+w.clock.at + 1);
  await book();

  expect(await totalsOf(context, drawn)).toMatchObject({ redemptions: 4 });
  for (const what of ["outletId", "offerId"] as const)
    expect(await linesOf(context, drawn, what)).toMatchObject([{ redemptions: 4 }]);
  expect((await csvOf(context, drawn, null)).rows).toBe(4);
  const after = entries.pageInfo.endCursor;
  const rest = await statement(w, { month: "2026-11", after });
  expect(rest.entries).toMatchObject({ totalCount: 4, nodes: [{}], pageInfo: { hasNextPage: false } });
  expect((await csvOf(context, drawn, after)).rows).toBe(1);
  expect(rest.totals.redemptions).toBe(5);
});

test("a list of lines takes one statement each, and a long CSV comes in parts", async () => {
  const w = await createWorld();
  await w.redeem((await w.claim(await w.addOffer())).code);
  const { rows } = await w.db.execute<{ id: string }>("select id from redemptions");
  await w.db.execute(sql`
    with claimed as (
      insert into coupons (id, offer_id, holder_id, ordinal, limit_per_person, state, code_hash, idempotency_key, place_id, snapshot, claimed_at, use_from, use_until)
      select gen_random_uuid(), offer_id, gen_random_uuid(), 1, limit_per_person, 'REDEEMED', gen_random_uuid(), gen_random_uuid(), place_id, snapshot, claimed_at, use_from, use_until
      from coupons, generate_series(1, ${csvRowLimit}) returning id)
    insert into redemptions (id, coupon_id, outlet_id, staff_id, redeemed_at, received_at, nonce, spent_fen, saved_fen)
    select gen_random_uuid(), claimed.id, outlet_id, staff_id, redeemed_at, received_at, gen_random_uuid(), spent_fen, saved_fen
    from claimed, redemptions where redemptions.id = ${rows[0]!.id}`);
  w.queries.length = 0;
  const { totals, csv } = await statement(w, { month: "2026-11" });
  expect(totals).toMatchObject({ redemptions: csvRowLimit + 1, savedFen: 1_000 * (csvRowLimit + 1) });
  expect(csv).toMatchObject({ rows: csvRowLimit, truncated: true });
  // However many entries: merchant, staff, totals, two kinds of lines, entries and their count, CSV, outlets and offers of each.
  expect(w.queries.length).toBeLessThanOrEqual(14);
  const { data } = await w.execute(
    `query ($id: ID!, $after: String) { merchant(id: $id) { statement(month: "2026-11") { csv(after: $after) { rows truncated next } } } }`,
    { id: merchant.bakery, after: csv.next },
    viewers.owner,
  );
  expect(data.merchant.statement.csv).toEqual({ rows: 1, truncated: false, next: null });
});
