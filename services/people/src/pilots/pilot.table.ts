import { places } from "@linli/places";
import { date, snakeCase, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";

/** A place where the four haves are tried first (试点), with who sponsors and who guides it (R2). */
export const pilots = snakeCase.table("pilots", {
  id: uuid().primaryKey(),
  placeId: uuid()
    .notNull()
    .unique()
    .references(() => places.id),
  startedOn: date().notNull(),
  sponsorId: uuid()
    .notNull()
    .references(() => organizations.id),
  guideId: uuid()
    .notNull()
    .references(() => organizations.id),
});
