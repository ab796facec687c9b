import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, date, snakeCase, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";

/** A community's enrolment in the programme (青春社区), with the party organization that leads it (R3, R33). */
export const youthCommunities = snakeCase.table(
  "youth_communities",
  {
    id: uuid().primaryKey(),
    placeId: uuid()
      .notNull()
      .unique("one_enrolment_a_place")
      .references(() => places.id),
    enrolledOn: date().notNull(),
    leadId: uuid().references(() => organizations.id),
    leadSince: date(),
  },
  (t) => [
    check("a_lead_has_a_day", sql`(${t.leadId} is null) = (${t.leadSince} is null)`),
    check("is_not_led_before_it_is_enrolled", sql`${t.leadSince} >= ${t.enrolledOn}`),
  ],
);
