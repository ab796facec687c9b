import { sql } from "drizzle-orm";
import { bigint, index, jsonb, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Every event of this service, for good: what has happened is read here, and the relay sends on what is new. */
export const outbox = snakeCase.table(
  "outbox",
  {
    id: uuid().primaryKey(),
    /** Orders the events of one entity: its next transaction starts after the one before has committed. */
    sequence: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    payload: jsonb().notNull(),
    actor: uuid(),
    /** In which role the actor did it, and for which place, organization or merchant that role holds. */
    role: text(),
    scope: uuid(),
    requestId: text(),
    at: timestamp({ withTimezone: true }).notNull(),
    publishedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index("outbox_unpublished")
      .on(t.sequence)
      .where(sql`${t.publishedAt} is null`),
  ],
);

/** Events from elsewhere whose effect has happened here. */
export const inbox = snakeCase.table("inbox", {
  eventId: uuid().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
