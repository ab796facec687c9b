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

/** A room or office was opened, changed or closed. It is there in `[openedOn, closedOn)`. */
export const venueSaved = defineEvent(
  "people.venue-saved.v1",
  z.object({
    id: z.uuid(),
    placeId: z.uuid(),
    kind: z.string(),
    name: z.string(),
    providerId: z.uuid(),
    openedOn: z.iso.date(),
    closedOn: z.iso.date().nullable(),
  }),
);

/**
 * A party organization supports another body, in `[startsOn, endsOn)` (R4). Support by a venue names it: it is there for
 * that body to use.
 */
export const supportSaved = defineEvent(
  "people.support-saved.v1",
  z.object({
    id: z.uuid(),
    kind: z.enum(["GUIDANCE", "VENUE", "CO_BUILDING"]),
    giverId: z.uuid(),
    receiverId: z.uuid(),
    venueId: z.uuid().nullable(),
    startsOn: z.iso.date(),
    endsOn: z.iso.date().nullable(),
  }),
);

/** A person, or a guardian for a child, gave a consent or withdrew it; the last one of a purpose counts. */
export const consentChanged = defineEvent(
  "people.consent-changed.v1",
  z.object({
    personId: z.uuid(),
    purpose: z.string().regex(/^[A-Z_]+$/),
    given: z.boolean(),
    /** Of the text that was consented to or withdrawn from. */
    version: z.int().min(1),
  }),
);
