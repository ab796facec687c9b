import { randomInt } from "node:crypto";
import type { EventRecord } from "@linli/events";
import { eq, type SQL, sql } from "drizzle-orm";
import { couponConsents, volunteerTime } from "../claimants/claimant.table.ts";
import type { Db } from "../db/client.ts";
import { merchants } from "../merchants/merchant.table.ts";
import { offerPlaces, offers } from "../offers/offer.table.ts";
import { giveBackToDay, takeOfDay } from "../stock/offer-day.store.ts";
import { offerDays } from "../stock/offer-day.table.ts";
import { offerStock } from "../stock/stock.table.ts";
import type { CouponRow } from "./coupon.store.ts";
import { coupons } from "./coupon.table.ts";

/** A statement that is prepared once for a database: in a rush, parsing and planning cost more than running. */
function preparedFor<Statement>(prepare: (db: Db) => Statement): (db: Db) => Statement {
  const prepared = new WeakMap<Db, Statement>();
  return (db) => {
    const known = prepared.get(db) ?? prepare(db);
    prepared.set(db, known);
    return known;
  };
}

const given = (name: string, type: "date" | "integer" | "jsonb" | "text" | "timestamptz" | "uuid") =>
  sql`${sql.placeholder(name)}::${sql.raw(type)}`;
const [offerId, holderId, key] = [given("offerId", "uuid"), given("holderId", "uuid"), given("key", "text")];

/** What decides about a claimant. */
const claimant = {
  consentVersion: sql<number | null>`(
    select version from ${couponConsents} where person_id = ${holderId})`,
  volunteerMinutes: sql<number>`coalesce((
    select minutes from ${volunteerTime} where person_id = ${holderId}), 0)`,
  /** The coupon that was claimed with this key. */
  claimedWithKey: sql<string | null>`(
    select id from ${coupons} where holder_id = ${holderId} and idempotency_key = ${key})`,
  /** The ordinals of the claimant's coupons of the offer that count against the limit. */
  taken: sql<number[]>`array(
    select ordinal from ${coupons} where offer_id = ${offerId} and holder_id = ${holderId} and state <> 'RETURNED')`,
};

const look = preparedFor((db) =>
  db
    .select({
      offer: offers,
      merchant: { state: merchants.state },
      placeIds: sql<string[]>`array(select place_id from ${offerPlaces} where offer_id = ${offers.id})`,
      remaining: sql<number>`(
        select sum(stock - issued)::integer from ${offerStock} where offer_id = ${offers.id})`,
      // Looked up only where there is a limit: in a rush there is none.
      claimedThatDay: sql<number>`case when ${offers.dailyLimit} is null then 0 else coalesce((
        select claimed from ${offerDays} where offer_id = ${offers.id} and day = ${given("day", "date")}), 0) end`,
      claimant,
    })
    .from(offers)
    .innerJoin(merchants, eq(merchants.id, offers.merchantId))
    .where(eq(offers.id, offerId))
    .prepare(),
);

const lookAtClaimant = preparedFor((db) =>
  db
    .select(claimant)
    .from(sql`(values (1)) one`)
    .prepare(),
);

type Wish = { offerId: string; holderId: string; key: string; day: string };

/** All that decides whether somebody may claim of an offer; undefined where there is no such offer. */
export async function findForClaim(db: Db, wish: Wish) {
  const [found] = await look(db).execute(wish);
  return found;
}

/** Of it what is about the offer. */
export type ClaimedOfferFacts = Omit<NonNullable<Awaited<ReturnType<typeof findForClaim>>>, "claimant">;

/** Of it what is about the claimant. */
export async function findClaimant(db: Db, wish: Omit<Wish, "day">) {
  const [found] = await lookAtClaimant(db).execute(wish);
  return found!;
}

const take = (shard: SQL) =>
  preparedFor((db) => {
    const part = (name: string, statement: SQL) => db.$with(name).as(statement as never);
    const taken = sql`
      update ${offerStock} set issued = issued + 1 from shard
      where offer_stock.offer_id = ${offerId} and offer_stock.shard = shard.shard returning offer_stock.shard`;
    const coupon = sql`
      insert into ${coupons} (id, offer_id, holder_id, ordinal, limit_per_person, state, code_hash, idempotency_key,
        place_id, snapshot, claimed_at, use_from, use_until)
      select ${given("id", "uuid")}, ${offerId}, ${holderId}, ${given("ordinal", "integer")},
        ${given("limitPerPerson", "integer")}, ${given("state", "text")}, ${given("codeHash", "text")}, ${key},
        ${given("placeId", "uuid")}, ${given("snapshot", "jsonb")}, ${given("claimedAt", "timestamptz")},
        ${given("useFrom", "timestamptz")}, ${given("useUntil", "timestamptz")} from taken`;
    const event = sql`
      insert into outbox (id, name, payload, actor, role, scope, request_id, at)
      select ${given("eventId", "uuid")}, ${given("eventName", "text")}, ${given("payload", "jsonb")},
        ${given("actor", "uuid")}, ${given("role", "text")}, ${given("scope", "uuid")}, ${given("requestId", "text")},
        ${given("claimedAt", "timestamptz")} from taken`;
    return db
      .with(part("shard", shard), part("taken", taken), part("coupon", coupon), part("event", event))
      .select({ shard: sql<number>`shard` })
      .from(sql`taken`)
      .prepare();
  });
const withStock = sql`offer_id = ${offerId} and open and issued < stock`;
/** As many as the trigger on offers makes at most. */
const mostShards = 16;
const takeFromAny = take(sql`
      select shard from ${offerStock} where ${withStock} order by random() limit 1 for update skip locked`);
// One is chosen before it is waited for: who went on to the next, once this one is empty, would still hold it, and two who
// hold each other's next would wait for each other. It is chosen by a number that is given: once the row is free, PostgreSQL
// chooses again to see whether it is still the one.
const takeFromOne = take(sql`
      select shard from ${offerStock} where ${withStock}
      and shard = (select shard from ${offerStock} where ${withStock}
        order by (shard + ${given("first", "integer")}) % ${sql.raw(String(mostShards))} limit 1) for update`);

/**
 * Takes one of the stock, and of the day where the offer has a daily limit, and makes the coupon of it, with its event. False
 * when nothing is left by then, or the offer is not approved any more: what is left shows at the next look. A key or slot
 * that was taken meanwhile breaks its constraint.
 */
export async function insertClaimed(
  db: Db,
  coupon: CouponRow,
  event: EventRecord,
  { day, dailyLimit }: { day: string; dailyLimit: number | null },
): Promise<boolean> {
  if (dailyLimit === null) return takeFromStock(db, coupon, event);
  const ofDay = { offerId: coupon.offerId, day };
  return db.transaction(async (tx) => {
    if (!(await takeOfDay(tx, ofDay, dailyLimit))) return false;
    const isTaken = await takeFromStock(tx, coupon, event);
    if (!isTaken) await giveBackToDay(tx, ofDay);
    return isTaken;
  });
}

/**
 * Takes one of the stock and makes the coupon of it, with its event: one statement, which is done whole or not at all.
 * One conditional update of one shard decides (I1). It begins with any shard and passes by those that others hold; only
 * where no other is left it waits for one of these, so that nobody is told "sold out" while one that is being taken may
 * still be left.
 */
async function takeFromStock(db: Db, coupon: CouponRow, event: EventRecord): Promise<boolean> {
  const values = {
    ...coupon,
    key: coupon.idempotencyKey,
    snapshot: JSON.stringify(coupon.snapshot),
    claimedAt: coupon.claimedAt.toISOString(),
    useFrom: coupon.useFrom.toISOString(),
    useUntil: coupon.useUntil.toISOString(),
    eventId: event.id,
    eventName: event.name,
    payload: JSON.stringify(event.payload),
    actor: event.actor,
    role: event.role,
    scope: event.scope,
    requestId: event.requestId,
    first: randomInt(mostShards),
  };
  for (const statement of [takeFromAny, takeFromOne]) {
    if ((await statement(db).execute(values)).length === 1) return true;
  }
  return false;
}
