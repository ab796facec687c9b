import { roles } from "@linli/kernel";
import { boolean, index, snakeCase, text, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";

/** A post (岗位): it exists without a holder, so a vacancy can be seen. */
export const posts = snakeCase.table(
  "posts",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    title: text().notNull(),
    isLeadership: boolean().notNull().default(false),
    /** The role that its holder has at the organization and in the place where that stands, while holding it. */
    role: text({ enum: roles }),
  },
  (t) => [index().on(t.organizationId)],
);
