import { defineRelations } from "drizzle-orm";
import { announcedStates } from "../activities/activity.rules.ts";
import * as tables from "./tables.ts";

export const relations = defineRelations(tables, (r) => ({
  places: {
    /** Itself and all places above it. */
    path: r.many.places({
      from: r.places.id.through(r.placePaths.placeId),
      to: r.places.id.through(r.placePaths.ancestorId),
    }),
    /** In the place and all places below it. */
    demands: r.many.demands({
      from: r.places.id.through(r.placePaths.ancestorId),
      to: r.demands.placeId.through(r.placePaths.placeId),
    }),
    /** Announced for the place and all places below it: no drafts. */
    activities: r.many.activities({
      from: r.places.id.through(r.placePaths.ancestorId),
      to: r.activities.placeId.through(r.placePaths.placeId),
      where: { state: { in: [...announcedStates] } },
    }),
  },
  demands: {
    place: r.one.places({ from: r.demands.placeId, to: r.places.id, optional: false }),
  },
  activities: {
    place: r.one.places({ from: r.activities.placeId, to: r.places.id, optional: false }),
  },
}));
