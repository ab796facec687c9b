import { randomInt } from "node:crypto";
import type { EventRecord } from "@linli/events";
import { type SQL, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { Batches } from "../db/batches.ts";
import type { Db } from "../db/client.ts";
import { perDatabase } from "../db/per-database.ts";
import { giveBackToDay, takeOfDay } from "../stock/offer-day.store.ts";
import { offerStock } from "../stock/stock.table.ts";
import type { CouponRow } from "./coupon.store.ts";
import { coupons } from "./coupon.table.ts";

/** A coupon that is to be made, with its event. */
export type Claim = { coupon: CouponRow; event: EventRecord };

const [offerId, claims] = [
  sql`${sql.placeholder("offerId")}::uuid`,
  sql`${sql.placeholder("claims")}::jsonb`,
];

/**
 * Takes from one shard as many as it has of those that are asked for, first come first served, and makes a coupon and an event
 * of each: one statement, which is done whole or not at all. The shard is locked and gives no more than it has (I1). Those
 * whose key or slot is taken are passed by. Each holder comes once, and they come in one order, so that two statements that
 * wait for what the other has made never wait crosswise. Tells the shard and the ids of the coupons that were made; nothing
 * where no shard was found.
 */
const take = (shard: SQL) =>
  perDatabase((db) => {
    const part = (name: string, statement: SQL) => db.$with(name).as(statement as never);
    const asked = sql`
      select asked.* from shard, jsonb_to_recordset(${claims}) asked (nth integer, id uuid, holder_id uuid, ordinal integer,
        limit_per_person integer, state text, code_hash text, idempotency_key text, place_id uuid, snapshot jsonb,
        claimed_at timestamptz, use_from timestamptz, use_until timestamptz, event_id uuid, event_name text, payload jsonb,
        actor uuid, role text, scope uuid, request_id text)
      order by nth limit (select room from shard)`;
    const coupon = sql`
      insert into ${coupons} (id, offer_id, holder_id, ordinal, limit_per_person, state, code_hash, idempotency_key,
        place_id, snapshot, claimed_at, use_from, use_until)
      select id, ${offerId}, holder_id, ordinal, limit_per_person, state, code_hash, idempotency_key, place_id, snapshot,
        claimed_at, use_from, use_until from asked order by holder_id
      on conflict do nothing returning id`;
    const counted = sql`select count(*)::integer as made from coupon`;
    const taken = sql`
      update ${offerStock} set issued = issued + made from shard, counted
      where offer_stock.offer_id = ${offerId} and offer_stock.shard = shard.shard`;
    const event = sql`
      insert into outbox (id, name, payload, actor, role, scope, request_id, at)
      select event_id, event_name, payload, actor, role, scope, request_id, claimed_at from asked join coupon using (id)`;
    return db
      .with(
        part("shard", shard),
        part("asked", asked),
        part("coupon", coupon),
        part("counted", counted),
        part("taken", taken),
        part("event", event),
      )
      .select({ shard: sql<number>`shard`, made: sql<string[]>`array(select id from coupon)`.as("made") })
      .from(sql`shard`)
      .prepare();
  });
const withStock = sql`offer_id = ${offerId} and open and issued < stock`;
const room = sql`shard, stock - issued as room`;
/** As many as the trigger on offers makes at most. */
const mostShards = 16;
const takeFromAny = take(sql`
      select ${room} from ${offerStock} where ${withStock} order by random() limit 1 for update skip locked`);
// One is chosen before it is waited for: who went on to the next, once this one is empty, would still hold it, and two who
// hold each other's next would wait for each other. It is chosen by a number that is given: once the row is free, PostgreSQL
// chooses again to see whether it is still the one.
const takeFromOne = take(sql`
      select ${room} from ${offerStock} where ${withStock}
      and shard = (select shard from ${offerStock} where ${withStock}
        order by (shard + ${sql.placeholder("first")}::integer) % ${sql.raw(String(mostShards))} limit 1) for update`);

/**
 * Takes from an offer's stock for these claims, and says of each whether it has its coupon: who has none looks again. It
 * begins with any shard and passes by those that others hold; only where no other is left it waits for one of these, so that
 * nobody is told "sold out" while one that is being taken may still be left.
 */
async function takeFromStock(db: Db, claimed: readonly Claim[]): Promise<boolean[]> {
  // The first of each holder: what becomes of it decides about the next.
  const ofHolders = Map.groupBy(claimed, ({ coupon }) => coupon.holderId);
  const asked = Array.from(ofHolders.values(), ([first]) => first!);
  const values = {
    offerId: claimed[0]!.coupon.offerId,
    claims: JSON.stringify(asked.map(recordOf)),
    first: randomInt(mostShards),
  };
  let [taken] = await takeFromAny(db).execute(values);
  if (!taken) [taken] = await takeFromOne(db).execute(values);
  const made = new Set(taken?.made);
  return claimed.map(({ coupon }) => made.has(coupon.id));
}

/** A claim in the words of the tables. */
const recordOf = ({ coupon, event }: Claim, nth: number) => ({
  nth,
  id: coupon.id,
  holder_id: coupon.holderId,
  ordinal: coupon.ordinal,
  limit_per_person: coupon.limitPerPerson,
  state: coupon.state,
  code_hash: coupon.codeHash,
  idempotency_key: coupon.idempotencyKey,
  place_id: coupon.placeId,
  snapshot: coupon.snapshot,
  claimed_at: coupon.claimedAt,
  use_from: coupon.useFrom,
  use_until: coupon.useUntil,
  event_id: event.id,
  event_name: event.name,
  payload: event.payload,
  actor: event.actor,
  role: event.role,
  scope: event.scope,
  request_id: event.requestId,
});

/** Offers whose claims are gathered at a time. */
const mostOffers = 1_000;

const takers = perDatabase((db) => {
  const ofOffers = new LRUCache<string, Batches<Claim, boolean>>({ max: mostOffers });
  return (claim: Claim): Promise<boolean> => {
    const { offerId: id } = claim.coupon;
    const ofOffer = ofOffers.get(id) ?? new Batches((claimed) => takeFromStock(db, claimed));
    ofOffers.set(id, ofOffer);
    return ofOffer.ask(claim);
  };
});

/**
 * Takes one of the stock, and of the day where the offer has a daily limit, and makes the coupon of it, with its event. False
 * when nothing is left by then, when the offer is not approved any more, or when another tab has taken the key or slot
 * meanwhile: which it was shows at the next look.
 */
export async function insertClaimed(
  db: Db,
  claim: Claim,
  { day, dailyLimit }: { day: string; dailyLimit: number | null },
): Promise<boolean> {
  if (dailyLimit === null) return takers(db)(claim);
  const ofDay = { offerId: claim.coupon.offerId, day };
  return db.transaction(async (tx) => {
    if (!(await takeOfDay(tx, ofDay, dailyLimit))) return false;
    const [isTaken = false] = await takeFromStock(tx, [claim]);
    if (!isTaken) await giveBackToDay(tx, ofDay);
    return isTaken;
  });
}
