import { sql } from "drizzle-orm";
import { check, foreignKey, index, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { merchants, outlets } from "../merchants/merchant.table.ts";
import { staffRoles } from "../merchants/merchant.rules.ts";

/** An offer of work (店员邀请): whoever has its code accepts it, once, and gets a staff entry with the same id. */
export const staffInvitations = snakeCase.table(
  "staff_invitations",
  {
    id: uuid().primaryKey(),
    merchantId: uuid()
      .notNull()
      .references(() => merchants.id),
    role: text({ enum: staffRoles }).notNull(),
    /** The one outlet it is for; null: any. */
    outletId: uuid(),
    invitedBy: uuid().notNull(),
    invitedAt: timestamp({ withTimezone: true }).notNull(),
    /** Keyed hash of the code, which is derived again when who invited asks. */
    codeHash: text().notNull().unique(),
    acceptedAt: timestamp({ withTimezone: true }),
    withdrawnAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    foreignKey({ columns: [t.merchantId, t.outletId], foreignColumns: [outlets.merchantId, outlets.id] }),
    index().on(t.merchantId, t.id),
    index().on(t.invitedBy),
    check("only_cashiers_have_an_outlet", sql`${t.outletId} is null or ${t.role} = 'CASHIER'`),
    check("accepted_or_withdrawn", sql`num_nonnulls(${t.acceptedAt}, ${t.withdrawnAt}) <= 1`),
  ],
);
