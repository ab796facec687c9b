import { tablesReadThrough } from "@linli/database";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createWorld, days, merchant, noon, viewers, visitor, type World } from "../../test/world.ts";
import { columnsOf } from "./offer-benefit.rules.ts";
import { standingAt } from "./offer-listing.store.ts";
import { offerStates, publicStates, storedOfferStates, visibleTo } from "./offer.rules.ts";

const list = `query ($id: ID!, $state: OfferState) { merchant(id: $id) {
  offers(state: $state, first: 100) { totalCount nodes { id state } } } }`;
const listed = async (w: World, viewer: Viewer | null, state: string | null = null) => {
  const { data, errors } = await w.execute(list, { id: merchant.bakery, state }, viewer);
  expect(errors).toBeUndefined();
  const { totalCount, nodes } = data.merchant.offers as {
    totalCount: number;
    nodes: { id: string; state: string }[];
  };
  expect(totalCount).toBe(nodes.length);
  return nodes;
};

test("a merchant's offers show to its staff whole, to reviewers without drafts, and to others as far as they passed review", async () => {
  const w = await createWorld();
  const ids: Record<string, string> = {};
  for (const state of storedOfferStates) ids[state] = await w.addOffer({ state });
  await w.addOffer({ merchantId: merchant.laundry });
  const staff = ["owner", "editor", "cashier", "secondCashier", "ownerWhoReviews"];
  for (const [role, viewer] of Object.entries({ visitor, ...viewers })) {
    const states = staff.includes(role)
      ? storedOfferStates
      : ["worker", "leagueReviewer"].includes(role)
        ? storedOfferStates.filter((state) => state !== "DRAFT")
        : publicStates;
    const seen = (await listed(w, viewer)).map(({ id }) => id);
    expect([role, seen]).toEqual([role, states.map((state) => ids[state]).toReversed()]);
  }
  await w.dismiss(viewers.editor, w.clock.at);
  expect(await listed(w, viewers.editor)).toHaveLength(publicStates.length);
  expect(await listed(w, visitor, "DRAFT")).toEqual([]);
});

test("asked for by state, they are those that say so of themselves, on each side of each instant", async () => {
  const w = await createWorld();
  for (const state of storedOfferStates) await w.addOffer({ state });
  await w.addOffer({ claimFrom: days(1) });
  await w.addOffer({ claimUntil: days(1) });
  await w.addOffer({ issued: 10 });
  await w.addOffer({ issued: 10, state: "PAUSED" });
  const discount = columnsOf({ kind: "DISCOUNT", percentOff: 15, capFen: 2_000 });
  for (const redeemedFen of [9_999, 10_000])
    await w.addOffer({ ...discount, budgetFen: 10_000, redeemedFen });
  const seen = new Set<string>();
  for (const merchantState of ["ACTIVE", "SUSPENDED"] as const) {
    await w.setMerchant(merchantState);
    for (const at of [days(0), new Date(+days(1) - 1), days(1), days(7)]) {
      w.clock.at = at;
      const all = await listed(w, viewers.owner);
      for (const state of offerStates) {
        // Of those that passed review, each says something more of itself.
        if (state === "APPROVED") continue;
        const wanted = all.filter((offer) => offer.state === state);
        expect(await listed(w, viewers.owner, state)).toEqual(wanted);
        if (wanted.length > 0) seen.add(state);
      }
    }
  }
  expect(seen.size).toBe(offerStates.length - 1);
});

test("the offers of many merchants come in one SQL, and by their merchant", async () => {
  const w = await createWorld();
  for (const merchantId of Object.values(merchant)) await w.addOffer({ merchantId });
  w.queries.length = 0;
  const { data } = await w.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Merchant { offers(state: LIVE) { totalCount nodes { title state } } } } }`,
    { r: [...Object.values(merchant), uuidv7()].map((id) => ({ __typename: "Merchant", id })) },
    viewers.owner,
  );
  expect(data._entities).toMatchObject([{ offers: { totalCount: 1 } }, { offers: { totalCount: 1 } }, null]);
  expect(w.queries).toHaveLength(1);
});

test("of 10,000 offers, those of a merchant are found by an index", async () => {
  const { db } = await createWorld();
  const numbered = sql`('00000000-0000-7000-8000-' || lpad((n % 200)::text, 12, '0'))::uuid`;
  await db.execute(sql`insert into merchants (id, name, state)
    select ${numbered}, '商家' || n, 'ACTIVE' from generate_series(1, 200) n`);
  await db.execute(sql`
    insert into offers (id, merchant_id, kind, title, terms, worth_fen, stock, limit_per_person, claim_from, claim_until,
      use_from, use_until, state, created_by, created_at, submitted_by)
    select gen_random_uuid(), ${numbered}, 'FREE_SERVICE', '免费体验', '到店', 2000, 100, 1, ${days(-90)}, ${days(9)},
      ${days(-90)}, ${days(90)}, 'APPROVED', gen_random_uuid(), ${noon}, gen_random_uuid()
    from generate_series(1, 10000) n`);
  await db.execute(sql`vacuum analyze`);
  for (const viewer of [visitor, viewers.owner, viewers.worker])
    for (const state of offerStates) {
      const where = { AND: [visibleTo(viewer, noon), standingAt(state, noon)] };
      const offers = { where, orderBy: { id: "desc" as const }, limit: 21 };
      const id = "00000000-0000-7000-8000-000000000007";
      const asked = db.query.merchants.findMany({ where: { id }, with: { offers } }).toSQL();
      expect(await tablesReadThrough(db, [asked], { rows: 5_000 }), state).toEqual([]);
    }
});
