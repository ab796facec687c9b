import { dataRequestKinds, dataServices } from "@linli/events";
import { sql } from "drizzle-orm";
import { index, jsonb, primaryKey, snakeCase, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { persons } from "../people/person.table.ts";

/** What somebody asked of all services together (个人信息请求): their data, or to be forgotten. */
export const dataRequests = snakeCase.table(
  "data_requests",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    kind: text({ enum: dataRequestKinds }).notNull(),
    /** In milliseconds, as cursors carry it. */
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [
    index().on(t.personId, t.at, t.id),
    index().on(t.at, t.id),
    uniqueIndex("an_account_is_deleted_once")
      .on(t.personId)
      .where(sql`${t.kind} = 'DELETION'`),
  ],
);

/** That a service has done its part of a request (回执). A request without all of them is pending. */
export const dataReceipts = snakeCase.table(
  "data_receipts",
  {
    requestId: uuid()
      .notNull()
      .references(() => dataRequests.id),
    service: text({ enum: dataServices }).notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** How many rows of which kind the service kept. */
    counts: jsonb().$type<Record<string, number>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.service] })],
);
