import { index, integer, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { storedOfferStates } from "./offer.rules.ts";
import { offerStepNames } from "./offer-step.rules.ts";
import { offers } from "./offer.table.ts";

/** What has happened to an offer (优惠记录), written with the event that says the same; it is only added to. */
export const offerSteps = snakeCase.table(
  "offer_steps",
  {
    id: uuid().primaryKey(),
    offerId: uuid()
      .notNull()
      .references(() => offers.id),
    step: text({ enum: offerStepNames }).notNull(),
    /** Null when it was made. */
    from: text({ enum: storedOfferStates }),
    to: text({ enum: storedOfferStates }).notNull(),
    /** Of the offer, after the step. */
    version: integer().notNull(),
    reason: text(),
    /** By how much stock (coupons) or budget (fen) grew; less than nothing where stock was taken away. */
    delta: integer(),
    actor: uuid().notNull(),
    role: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index().on(t.offerId, t.id), index().on(t.actor)],
);
