import { sql } from "drizzle-orm";
import { boolean, check, integer, pgView, primaryKey, smallint, snakeCase, uuid } from "drizzle-orm/pg-core";
import { offers } from "../offers/offer.table.ts";

/**
 * An offer's stock, split into shards (库存分片) so that many can take from it at once. A trigger on `offers` writes all
 * but `issued`: it shares the offer's stock out among the shards, and closes them while the offer is not approved; one on
 * `merchants` closes them while the merchant is not active. So the sum over the shards is the offer's stock, and no claim
 * passes an offer that was paused or a merchant that was suspended. Where coupons have a fixed value
 * and the offer a budget, it shares out no more than the budget is enough for: a claim reserves its value thereby (I4).
 */
export const offerStock = snakeCase.table(
  "offer_stock",
  {
    offerId: uuid()
      .notNull()
      .references(() => offers.id),
    shard: smallint().notNull(),
    stock: integer().notNull(),
    /** Coupons issued and not returned. I1 is the check below; claims lock a shard and take no more than it has. */
    issued: integer().notNull().default(0),
    /** Whether coupons may be taken: the offer is approved, and its merchant active. */
    open: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.offerId, t.shard] }),
    check("never_oversold", sql`${t.issued} between 0 and ${t.stock}`),
  ],
);

/** What the shards of an offer come to: `issued` counts coupons that are not returned. */
export const offerTotals = pgView("offer_totals", {
  offerId: uuid("offer_id").notNull(),
  issued: integer().notNull(),
  remaining: integer().notNull(),
}).as(sql`
  select offer_id, sum(issued)::integer as issued, sum(stock - issued)::integer as remaining
  from offer_stock group by offer_id`);
