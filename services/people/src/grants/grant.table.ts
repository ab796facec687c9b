import { roles } from "@linli/kernel";
import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, index, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { persons } from "../people/person.table.ts";

/** Grants that were given (授权), beside those that follow from posts. Without a place or organization: everywhere. */
export const grants = snakeCase.table(
  "grants",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    role: text({ enum: roles }).notNull(),
    placeId: uuid().references(() => places.id),
    organizationId: uuid().references(() => organizations.id),
    source: text({ enum: ["DELEGATION", "MANUAL"] }).notNull(),
    /** Who gave it, or whose right it is that was handed on; null for what the platform was set up with. */
    grantedBy: uuid().references(() => persons.id),
    reason: text(),
    from: timestamp({ withTimezone: true }).notNull(),
    until: timestamp({ withTimezone: true }),
    revokedAt: timestamp({ withTimezone: true }),
    revokedBy: uuid().references(() => persons.id),
    revocationReason: text(),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.grantedBy, t.id),
    check("ends_after_it_starts", sql`${t.until} is null or ${t.until} > ${t.from}`),
    check("a_delegation_ends", sql`${t.source} <> 'DELEGATION' or ${t.until} is not null`),
    check("what_somebody_gave_ends", sql`${t.grantedBy} is null or ${t.until} is not null`),
    check("a_delegation_has_a_delegator", sql`${t.source} <> 'DELEGATION' or ${t.grantedBy} is not null`),
    check("nobody_grants_to_oneself", sql`${t.grantedBy} is null or ${t.grantedBy} <> ${t.personId}`),
    check("one_scope_at_most", sql`${t.placeId} is null or ${t.organizationId} is null`),
    check("somebody_revoked_it", sql`(${t.revokedAt} is null) = (${t.revokedBy} is null)`),
  ],
);
