import { sql } from "drizzle-orm";
import { bigint, index, jsonb, primaryKey, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";

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
    /** When it was noted to whom it is owed; null while it is new. */
    publishedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index("outbox_unpublished")
      .on(t.sequence)
      .where(sql`${t.publishedAt} is null`),
    // What somebody did is a part of what is kept about them.
    index("outbox_by_actor")
      .on(t.actor)
      .where(sql`${t.actor} is not null`),
  ],
);

/** Which events are still owed to whom: a consumer that is away holds up nobody else, and gets its own in order. */
export const deliveries = snakeCase.table(
  "deliveries",
  {
    consumer: text().notNull(),
    /** The event's own. */
    sequence: bigint({ mode: "number" }).notNull(),
    eventId: uuid()
      .notNull()
      .references(() => outbox.id),
  },
  (t) => [primaryKey({ columns: [t.consumer, t.sequence] })],
);

/** Events from elsewhere whose effect has happened here. */
export const inbox = snakeCase.table("inbox", {
  eventId: uuid().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
