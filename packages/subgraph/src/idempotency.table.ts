import { primaryKey, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Which writes were asked for under which key (请求键), so that a repetition gets the first one's result. */
export const idempotencyKeys = snakeCase.table(
  "idempotency_keys",
  {
    personId: uuid().notNull(),
    key: text().notNull(),
    /** A digest of what was asked, salted with the key. */
    request: text().notNull(),
    resultId: uuid(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.key] })],
);
