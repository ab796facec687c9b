import { sql } from "drizzle-orm";
import { check, index, primaryKey, snakeCase, text, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { stationGoals, stationKinds } from "./station.rules.ts";

/** Who founded an organization (发起单位). */
export const founders = snakeCase.table(
  "founders",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    founderId: uuid()
      .notNull()
      .references(() => organizations.id),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.founderId] }),
    index().on(t.founderId),
    check("nobody_founds_oneself", sql`${t.organizationId} <> ${t.founderId}`),
  ],
);

/** What makes an organization a service or work station (服务站、工作站), beside its founders (R29, R31). */
export const stations = snakeCase.table("stations", {
  organizationId: uuid()
    .primaryKey()
    .references(() => organizations.id),
  kind: text({ enum: stationKinds }).notNull(),
  goals: text({ enum: stationGoals }).array().notNull(),
});
