import { customType, index, snakeCase, uuid } from "drizzle-orm/pg-core";
import { coupons } from "../coupons/coupon.table.ts";
import { merchants } from "../merchants/merchant.table.ts";

/** PostgreSQL's full transaction id, which never comes again; a decimal number. */
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/**
 * In which transaction a coupon last changed its state since it was issued: what tills fetch from where they left off.
 * Written by a trigger on `coupons`, whoever moves them.
 */
export const couponChanges = snakeCase.table(
  "coupon_changes",
  {
    couponId: uuid()
      .primaryKey()
      .references(() => coupons.id),
    merchantId: uuid()
      .notNull()
      .references(() => merchants.id),
    transaction: xid8().notNull(),
  },
  (t) => [index().on(t.merchantId, t.transaction, t.couponId)],
);
