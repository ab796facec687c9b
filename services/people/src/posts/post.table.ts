import { roles } from "@linli/kernel";
import { sql } from "drizzle-orm";
import { boolean, check, date, index, snakeCase, text, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";

/** A post (岗位): it exists without a holder, so a vacancy can be seen. It exists in `[createdOn, abolishedOn)`. */
export const posts = snakeCase.table(
  "posts",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    title: text().notNull(),
    isLeadership: boolean().notNull().default(false),
    /** Its holder is whom residents turn to (R7). */
    isContact: boolean().notNull().default(false),
    /** Its holder answers for the office of the body (R34). */
    isResponsible: boolean().notNull().default(false),
    /** The role that its holder has at the organization and in the place where that stands, while holding it. */
    role: text({ enum: roles }),
    /** Null: since before anything was noted. */
    createdOn: date(),
    abolishedOn: date(),
  },
  (t) => [
    index().on(t.organizationId),
    check("title_is_given", sql`${t.title} <> ''`),
    check("is_not_abolished_before_it_is_made", sql`${t.abolishedOn} >= ${t.createdOn}`),
  ],
);
