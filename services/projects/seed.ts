import type { Seed } from "@linli/subgraph";
import type { relations } from "./src/db/relations.ts";
import { activities, demands } from "./src/db/tables.ts";
import { demoActivities } from "./seed/activities.ts";
import { demoDemands } from "./seed/demands.ts";

/** Demands and activities of the demo world: a year back from now, and the next four weeks. */
export const seed: Seed<typeof relations> = ({ db, now }) =>
  db.transaction(async (tx) => {
    if ((await tx.$count(demands)) > 0) return null;
    const [asked, held] = [demoDemands(now()), demoActivities(now())];
    await tx.insert(demands).values(asked);
    await tx.insert(activities).values(held);
    return { 需求: asked.length, 活动: held.length };
  });
