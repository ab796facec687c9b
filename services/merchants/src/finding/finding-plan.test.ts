import { tablesReadThrough } from "@linli/database";
import { uuidv7 } from "@linli/kernel";
import { savePlaces } from "@linli/places";
import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { createWorld, days, noon, place } from "../../test/world.ts";
import { offerSearch } from "./offer-finding.input.ts";
import { offerSorts } from "./offer-finding.rules.ts";
import { findOffers, foundQuery } from "./offer-finding.store.ts";

/** 2,000 merchants over 40 km, 20,000 offers of which each tenth is live, and coupons of these. */
async function createPrefecture() {
  const w = await createWorld();
  const numbered = (kind: number) =>
    sql`('00000000-0000-7000-${sql.raw(String(8_000 + kind))}-' || lpad(n::text, 12, '0'))::uuid`;
  const buildings = Array.from({ length: 300 }, (_, index) => ({
    id: uuidv7(),
    kind: "BUILDING" as const,
    name: `${index}幢`,
    parentId: place.otherCommunity,
    retiredOn: null,
  }));
  await w.db.transaction((tx) => savePlaces(tx, buildings));
  const home = sql`(${sql.param(buildings.map(({ id }) => id))}::uuid[])[1 + n % 300]`;
  await w.db.execute(sql`insert into merchants (id, name, state)
    select ${numbered(1)}, '商家' || n, 'ACTIVE' from generate_series(1, 2000) n`);
  await w.db.execute(sql`insert into outlets (id, merchant_id, name, address, place_id, latitude, longitude)
    select ${numbered(2)}, ${numbered(1)}, n || '店', '街', ${home}, 23.2 + (n % 50) * 0.008, 104.0 + (n / 50) * 0.01
    from generate_series(1, 2000) n`);
  await w.db.execute(sql`insert into outlet_hours (outlet_id, weekday, opens_minute, closes_minute)
    select outlets.id, weekday, 480, 1200 from outlets, unnest(array['MONDAY', 'TUESDAY', 'SUNDAY']) weekday`);
  await w.db.execute(sql`
    insert into offers (id, merchant_id, kind, title, terms, worth_fen, stock, limit_per_person, claim_from, claim_until,
      use_from, use_until, state, created_by, created_at, submitted_by)
    select ${numbered(3)}, ('00000000-0000-7000-8001-' || lpad((1 + (n / 10) % 2000)::text, 12, '0'))::uuid, 'FREE_SERVICE', '免费体验' || n, '到店',
      2000, 100, 1, ${days(-90)}, case when n % 10 = 0 then ${days(9)}::timestamptz else ${days(-9)}::timestamptz end,
      ${days(-90)}, ${days(90)}, 'APPROVED', gen_random_uuid(), ${noon}, gen_random_uuid()
    from generate_series(1, 20000) n`);
  await w.db.execute(sql`insert into offer_places (offer_id, place_id)
    select ${numbered(3)}, case when n % 20 = 0 then ${place.quarter}::uuid else ${home} end
    from generate_series(1, 20000) n`);
  await w.db.execute(sql`
    insert into coupons (id, offer_id, holder_id, ordinal, limit_per_person, code_hash, idempotency_key, place_id, snapshot,
      claimed_at, use_from, use_until)
    select gen_random_uuid(), ('00000000-0000-7000-8003-' || lpad((1 + n % 20000)::text, 12, '0'))::uuid, gen_random_uuid(), 1, 1,
      n::text, n::text, ${place.quarter}, '{}', ${days(-2)}, ${noon}, ${days(9)}
    from generate_series(1, 40000) n`);
  await w.db.execute(sql`vacuum analyze`);
  return w;
}

test("of 20,000 offers the few are found by indexes, in each order", async () => {
  const { db } = await createPrefecture();
  const near = { location: { latitude: 23.37, longitude: 104.24 }, radiusMetres: 3_000 };
  const page = { after: { key: -1e9, id: place.quarter }, before: null, limit: 21, inverted: false };
  for (const asked of [{ near }, { placeId: place.building }, { near, placeId: place.building }])
    for (const sort of offerSorts.filter((one) => one !== "DISTANCE" || "near" in asked))
      for (const openNow of [false, true]) {
        const search = offerSearch.parse({ ...asked, sort, openNow, text: "免费" });
        const query = foundQuery(search, { now: noon, at: noon }, page);
        expect((await findOffers(db, search, { now: noon, at: noon }, page)).length).toBeGreaterThan(3);
        expect(
          await tablesReadThrough(db, [new PgDialect().sqlToQuery(query)], { rows: 5_000 }),
          JSON.stringify(search),
        ).toEqual([]);
      }
});
