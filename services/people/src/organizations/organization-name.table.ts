import { date, primaryKey, snakeCase, text, uuid } from "drizzle-orm/pg-core";
import { organizations } from "./organization.table.ts";

/** What an organization was called until a day (曾用名); from then on the next one counts, at last its present name. */
export const organizationNames = snakeCase.table(
  "organization_names",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    endsOn: date().notNull(),
    name: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.endsOn] })],
);
