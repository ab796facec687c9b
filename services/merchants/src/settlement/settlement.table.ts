import { sql } from "drizzle-orm";
import { bigint, pgView, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { entryKinds } from "./statement.rules.ts";

/**
 * What a merchant is settled by (结算): each redemption when it was booked, and each reversal, with its amounts taken away,
 * when it was reversed. So I5 holds by itself, and a period that is over never changes. There is nobody in it.
 */
export const settlementEntries = pgView("settlement_entries", {
  redemptionId: uuid("redemption_id").notNull(),
  kind: text({ enum: entryKinds }).notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
  redeemedAt: timestamp("redeemed_at", { withTimezone: true }).notNull(),
  merchantId: uuid("merchant_id").notNull(),
  outletId: uuid("outlet_id").notNull(),
  offerId: uuid("offer_id").notNull(),
  spentFen: bigint("spent_fen", { mode: "number" }).notNull(),
  savedFen: bigint("saved_fen", { mode: "number" }).notNull(),
}).as(sql`
  select booked.id as redemption_id, entry.kind, entry.at, booked.redeemed_at, outlets.merchant_id, booked.outlet_id,
         coupons.offer_id, entry.sign * booked.spent_fen::bigint as spent_fen,
         entry.sign * booked.saved_fen::bigint as saved_fen
  from redemptions booked
  join outlets on outlets.id = booked.outlet_id
  join coupons on coupons.id = booked.coupon_id
  cross join lateral (values ('REDEMPTION', booked.received_at, 1), ('REVERSAL', booked.reversed_at, -1)) entry (kind, at, sign)
  where entry.at is not null`);
