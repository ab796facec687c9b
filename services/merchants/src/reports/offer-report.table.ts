import { sql } from "drizzle-orm";
import { check, index, snakeCase, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { offers } from "../offers/offer.table.ts";
import { offerReportStates } from "./offer-report.rules.ts";

/** What somebody finds misleading about an offer (优惠举报), and what a reviewer makes of it; the merchant never learns who. */
export const offerReports = snakeCase.table(
  "offer_reports",
  {
    id: uuid().primaryKey(),
    offerId: uuid()
      .notNull()
      .references(() => offers.id),
    reporterId: uuid().notNull(),
    /** Null once its writer is forgotten. */
    reason: text(),
    reportedAt: timestamp({ withTimezone: true }).notNull(),
    state: text({ enum: offerReportStates }).notNull().default("OPEN"),
    decidedBy: uuid(),
    decidedAt: timestamp({ withTimezone: true }),
    /** What the reviewer says; of an upheld one the merchant reads it too, as the reason of the pause. */
    outcome: text(),
  },
  (t) => [
    uniqueIndex("one_open_report_each")
      .on(t.offerId, t.reporterId)
      .where(sql`${t.state} = 'OPEN'`),
    index("reports_to_review")
      .on(t.reportedAt, t.id)
      .where(sql`${t.state} = 'OPEN'`),
    index().on(t.reporterId, t.reportedAt, t.id),
    check(
      "decided_by_somebody_why",
      sql`(${t.state} = 'OPEN') = (num_nulls(${t.decidedBy}, ${t.decidedAt}, ${t.outcome}) = 3)
      and num_nulls(${t.decidedBy}, ${t.decidedAt}, ${t.outcome}) in (0, 3)`,
    ),
    check("nobody_judges_their_own", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.reporterId}`),
  ],
);
