import { dataRequestKinds } from "@linli/events";
import { index, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Who has asked for their data, or to be forgotten, as `people` announces it: what this service answers to. */
export const dataRequests = snakeCase.table(
  "data_requests",
  {
    id: uuid().primaryKey(),
    personId: uuid().notNull(),
    kind: text({ enum: dataRequestKinds }).notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index().on(t.personId)],
);
