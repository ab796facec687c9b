import { eq, sql } from "drizzle-orm";
import { couponConsents, volunteerTime } from "../claimants/claimant.table.ts";
import { Batches } from "../db/batches.ts";
import type { Db } from "../db/client.ts";
import { perDatabase } from "../db/per-database.ts";
import { merchants } from "../merchants/merchant.table.ts";
import { leftOf } from "../offers/offer.rules.ts";
import { offerPlaces, offers } from "../offers/offer.table.ts";
import { offerDays } from "../stock/offer-day.table.ts";
import { offerStock } from "../stock/stock.table.ts";
import { coupons } from "./coupon.table.ts";

const given = (name: string, type: "date[]" | "text[]" | "uuid[]") =>
  sql`${sql.placeholder(name)}::${sql.raw(type)}`;

/** What decides about claims of offers, on the days of the claims. */
const lookAtOffers = perDatabase((db) =>
  db
    .select({
      wish: sql<number>`wish.nth::integer`,
      offer: offers,
      merchant: { state: merchants.state },
      placeIds: sql<string[]>`array(select place_id from ${offerPlaces} where offer_id = ${offers.id})`,
      remaining: sql<number>`(
        select sum(stock - issued)::integer from ${offerStock} where offer_id = ${offers.id})`,
      // Looked up only where there is a limit: in a rush there is none.
      claimedThatDay: sql<number>`case when ${offers.dailyLimit} is null then 0 else coalesce((
        select claimed from ${offerDays} where offer_id = ${offers.id} and day = wish.day), 0) end`,
    })
    .from(
      sql`unnest(${given("offerIds", "uuid[]")}, ${given("days", "date[]")}) with ordinality wish(offer_id, day, nth)`,
    )
    .innerJoin(offers, eq(offers.id, sql`wish.offer_id`))
    .innerJoin(merchants, eq(merchants.id, offers.merchantId))
    .prepare(),
);

/** What decides about those who claim. */
const lookAtClaimants = perDatabase((db) =>
  db
    .select({
      consentVersion: sql<number | null>`(
        select version from ${couponConsents} where person_id = wish.holder_id)`,
      volunteerMinutes: sql<number>`coalesce((
        select minutes from ${volunteerTime} where person_id = wish.holder_id), 0)`,
      /** The coupon that was claimed with this key. */
      claimedWithKey: sql<string | null>`(
        select id from ${coupons} where holder_id = wish.holder_id and idempotency_key = wish.key)`,
      /** The ordinals of the claimant's coupons of the offer that count against the limit. */
      taken: sql<number[]>`array(select ordinal from ${coupons}
        where offer_id = wish.offer_id and holder_id = wish.holder_id and state <> 'RETURNED')`,
    })
    .from(
      sql`unnest(${given("offerIds", "uuid[]")}, ${given("holderIds", "uuid[]")}, ${given("keys", "text[]")})
        with ordinality wish(offer_id, holder_id, key, nth)`,
    )
    .orderBy(sql`wish.nth`)
    .prepare(),
);

type OfferOnDay = { offerId: string; day: string };
const keyOf = ({ offerId, day }: OfferOnDay) => `${offerId} ${day}`;
type Claimant = { offerId: string; holderId: string; key: string };

const offersAsked = perDatabase((db) => {
  return new Batches(async (wishes: readonly OfferOnDay[]) => {
    // In a rush all of them ask for the same one.
    const asked = [...new Map(wishes.map((wish) => [keyOf(wish), wish])).values()];
    const found = await lookAtOffers(db).execute({
      offerIds: asked.map(({ offerId }) => offerId),
      days: asked.map(({ day }) => day),
    });
    const known = new Map(
      found.map(({ wish, ...facts }) => [
        keyOf(asked[wish - 1]!),
        { ...facts, remaining: leftOf(facts.offer, facts.remaining) },
      ]),
    );
    return wishes.map((wish) => known.get(keyOf(wish)));
  });
});

const claimantsAsked = perDatabase((db) => {
  return new Batches((wishes: readonly Claimant[]) =>
    lookAtClaimants(db).execute({
      offerIds: wishes.map(({ offerId }) => offerId),
      holderIds: wishes.map(({ holderId }) => holderId),
      keys: wishes.map(({ key }) => key),
    }),
  );
});

/** Of what decides about a claim, all that is about the offer; undefined where there is no such offer. */
export const findClaimedOffer = (db: Db, wish: OfferOnDay) => offersAsked(db).ask(wish);
export type ClaimedOffer = NonNullable<Awaited<ReturnType<typeof findClaimedOffer>>>;

/** Of it what is about the claimant. */
export const findClaimant = (db: Db, wish: Claimant) => claimantsAsked(db).ask(wish);
