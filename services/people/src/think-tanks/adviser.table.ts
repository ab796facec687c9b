import { sql } from "drizzle-orm";
import { check, index, primaryKey, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { persons } from "../people/person.table.ts";
import { adviserKinds, contributionKinds, expertFields, talentSources } from "./think-tank.rules.ts";

/**
 * What somebody brings into a think tank (智囊团成员, R24–R26). Whether they sit in it now, their membership says: this
 * is theirs before it, and after it.
 */
export const advisers = snakeCase.table(
  "advisers",
  {
    thinkTankId: uuid()
      .notNull()
      .references(() => organizations.id),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    kind: text({ enum: adviserKinds }).notNull(),
    source: text({ enum: talentSources }),
    fields: text({ enum: expertFields }).array().notNull(),
    contributions: text({ enum: contributionKinds }).array().notNull(),
    declaredAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.thinkTankId, t.personId] }),
    index().on(t.personId),
    check(
      "an_expert_has_a_source_and_a_field",
      sql`${t.kind} <> 'EXPERT' or (${t.source} is not null and cardinality(${t.fields}) > 0)`,
    ),
    check("contributes_somehow", sql`cardinality(${t.contributions}) > 0`),
    check("fields_are_known", sql`${t.fields} <@ ${sql.raw(textArray(expertFields))}`),
    check("contributions_are_known", sql`${t.contributions} <@ ${sql.raw(textArray(contributionKinds))}`),
  ],
);

function textArray(words: readonly string[]): string {
  return `array[${words.map((word) => `'${word}'`).join(", ")}]::text[]`;
}
