import { organization, person, place } from "@linli/demo-world";
import { uuidv7 } from "@linli/kernel";
import type { activities, demands } from "../src/db/tables.ts";

/** A demand that was just reported, but for what is given. */
export function demand(given: Partial<typeof demands.$inferInsert> = {}): typeof demands.$inferInsert {
  return {
    id: uuidv7(),
    placeId: place("panlong/3").id,
    title: "楼道灯不亮",
    description: "三楼的灯坏了。",
    source: "APP",
    urgency: "ORDINARY",
    state: "REPORTED",
    reporterId: person("resident").id,
    reportedAt: new Date("2026-11-01T08:00:00Z"),
    ...given,
  };
}

/** An activity that is announced, but for what is given. */
export function activity(
  given: Partial<typeof activities.$inferInsert> = {},
): typeof activities.$inferInsert {
  return {
    id: uuidv7(),
    placeId: place("panlong").id,
    title: "五点半课堂",
    category: "CHILD_CARE",
    state: "PUBLISHED",
    startsAt: new Date("2026-11-02T09:30:00Z"),
    endsAt: new Date("2026-11-02T11:00:00Z"),
    hostOrganizationId: organization("gaodeng-league").id,
    ...given,
  };
}
