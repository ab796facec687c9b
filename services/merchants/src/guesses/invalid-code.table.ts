import { index, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Codes that were no codes, by who typed them where: what guessing is throttled by. Kept for a day. */
export const invalidCodes = snakeCase.table(
  "invalid_codes",
  {
    id: uuid().primaryKey(),
    staffId: uuid().notNull(),
    outletId: uuid().notNull(),
    deviceId: uuid(),
    /** A keyed hash: the network address itself is not kept. */
    addressHash: text(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index().on(t.staffId, t.at),
    index().on(t.outletId, t.at),
    index().on(t.addressHash, t.at),
    index().on(t.deviceId, t.at),
    index().on(t.at),
  ],
);
