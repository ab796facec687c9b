import { placeKinds } from "@linli/kernel";
import { z } from "zod";
import { defineEvent } from "../contract.ts";

/** How many places one event tells of at most: an import of thousands is some dozens of events. */
export const placesAtOnce = 500;

/**
 * Places were created or changed: renamed, moved with all below them, retired. Every service keeps the tree. Parents are
 * announced before their children, in the same event or an earlier one.
 */
export const placesSaved = defineEvent(
  "people.places-saved.v1",
  z.object({
    places: z
      .array(
        z.object({
          id: z.uuid(),
          kind: z.enum(placeKinds),
          name: z.string(),
          parentId: z.uuid().nullable(),
          /** Since when it is no longer in use; null while it is. */
          retiredOn: z.iso.date().nullable(),
        }),
      )
      .min(1)
      .max(placesAtOnce),
  }),
);

/** A step in the life of something that people keeps; `from` is null when it was made, `to` when it is gone. */
export const peopleChanged = defineEvent(
  "people.changed.v1",
  z.object({
    entity: z.string().regex(/^[A-Z_]+$/),
    id: z.uuid(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    reason: z.string().nullable(),
  }),
);
