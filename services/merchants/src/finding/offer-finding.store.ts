import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import type { GeoPoint } from "../outlets/outlet.input.ts";
import { earthRadius } from "../outlets/outlet.rules.ts";
import type { Position } from "./offer-finding.cursor.ts";
import type { OfferSearch } from "./offer-finding.input.ts";
import { boxAround, type OfferSort, popularityPeriod, shopClocks } from "./offer-finding.rules.ts";

/** An offer as it was found: where the nearest of its shops is, where it was looked for around a point. */
export type OfferFound = Position & { outletId: string | null; distanceMetres: number | null };

export type FoundPage = {
  after: Position | null;
  before: Position | null;
  limit: number;
  /** From the end: the last ones, the last first. */
  inverted: boolean;
};

/**
 * A page of the live offers that are sought. `now` decides what is live, `at` which shops are open and what is popular: that
 * stays as it was on the first page, so that nothing changes its place between two pages.
 */
export async function findOffers(db: Db, ...asked: Parameters<typeof foundQuery>): Promise<OfferFound[]> {
  return (await db.execute<OfferFound>(foundQuery(...asked))).rows;
}

export function foundQuery(
  search: OfferSearch,
  { now, at }: { now: Date; at: Date },
  { after, before, limit, inverted }: FoundPage,
): SQL {
  const { placeId, near, kind, text } = search;
  const open = search.openNow ? sql`and ${isOpen(at)}` : sql``;
  return sql`
    with ${near ? sql`shops as materialized (${shopsNear(near, open)}),` : sql``}
    found as (
      select offers.id, ${keys[search.sort](at)}::float8 as key,
        ${near ? sql`outlet_id, metres` : sql`null::uuid as outlet_id, null::integer as metres`}
      from offers join merchants on merchants.id = merchant_id
        ${near ? sql`join shops using (merchant_id)` : sql``}
      where offers.state = 'APPROVED' and claim_from <= ${now} and claim_until > ${now} and merchants.state = 'ACTIVE'
        ${placeId ? sql`and offers.id in (${offersFor(placeId)})` : sql``}
        ${near ? sql`` : search.openNow ? sql`and exists (select from outlets where ${inUse} and outlets.merchant_id = merchants.id ${open})` : sql``}
        ${kind ? sql`and offers.kind = ${kind}` : sql``}
        ${text ? sql`and (title ilike ${containing(text)} or merchants.name ilike ${containing(text)})` : sql``}
    )
    select id, key, outlet_id as "outletId", metres as "distanceMetres" from found
    where true ${after ? sql`and (key, id) > ${position(after)}` : sql``}
      ${before ? sql`and (key, id) < ${position(before)}` : sql``}
    order by ${inverted ? sql`key desc, id desc` : sql`key, id`} limit ${limit}`;
}

const inUse = sql`outlets.retired_at is null`;
const position = ({ key, id }: Position) => sql`(${key}::float8, ${id}::uuid)`;
const containing = (text: string) => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** By what each order sorts, the least first. */
const keys: Record<OfferSort, (at: Date) => SQL> = {
  DISTANCE: () => sql`metres`,
  ENDING_SOON: () => sql`floor(extract(epoch from claim_until) * 1000000)`,
  POPULARITY: (at) => {
    const { from, until } = popularityPeriod(at);
    return sql`-(select count(*) from coupons
      where coupons.offer_id = offers.id and claimed_at >= ${from} and claimed_at < ${until})`;
  },
};

/** Of each merchant with a shop within the circle, the nearest one. */
function shopsNear({ location, radiusMetres }: NonNullable<OfferSearch["near"]>, open: SQL): SQL {
  const { south, north, west, east } = boxAround(location, radiusMetres);
  return sql`
    select distinct on (merchant_id) merchant_id, outlets.id as outlet_id, metres
    from outlets cross join lateral (select ${metresFrom(location)} as metres) distance
    where ${inUse} and latitude between ${south} and ${north} and longitude between ${west} and ${east}
      and metres <= ${radiusMetres} ${open}
    order by merchant_id, metres, outlets.id`;
}

/** The same as `distance` of the outlets' rules, in whole metres. */
const metresFrom = ({ latitude, longitude }: GeoPoint) => sql`
  round(2 * ${earthRadius}::float8 * asin(least(1, sqrt(
    sin(radians(latitude - ${latitude}::float8) / 2) ^ 2
    + cos(radians(${latitude}::float8)) * cos(radians(latitude)) * sin(radians(longitude - ${longitude}::float8) / 2) ^ 2))))::integer`;

/** Offers that people of a place may claim, and those of merchants in the business districts near it (R69). */
const offersFor = (placeId: string) => sql`
  select offer_id from offer_places where place_id = ${pathOf(placeId)}
  union all
  select near.id from district_places
    join outlets using (district_id)
    join offers near on near.merchant_id = outlets.merchant_id
  where district_places.place_id = ${pathOf(placeId)} and ${inUse}`;

/** As an array that is known before the rest is planned for: a join would have PostgreSQL read all offers' places. */
const pathOf = (placeId: string) =>
  sql`any(array(select ancestor_id from place_paths where place_paths.place_id = ${placeId}))`;

/** The same as `isOpen` of the opening hours' rules: a day's exception, if it has one, says all about that day. */
const isOpen = (at: Date) =>
  sql`(${sql.join(
    shopClocks(at).map(
      ({ on, weekday, minute }) => sql`
      case when exists (select from outlet_exceptions where outlet_id = outlets.id and "on" = ${on})
        then exists (select from outlet_exceptions where outlet_id = outlets.id and "on" = ${on}
          and opens_minute <= ${minute} and closes_minute > ${minute})
        else exists (select from outlet_hours where outlet_id = outlets.id and weekday = ${weekday}
          and opens_minute <= ${minute} and closes_minute > ${minute})
      end`,
    ),
    sql` or `,
  )})`;
