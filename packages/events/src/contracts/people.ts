import { placeKinds } from "@linli/kernel";
import { z } from "zod";
import { defineEvent } from "../contract.ts";

/** A place was created or changed; every service keeps the tree. Parents are announced before their children. */
export const placeSaved = defineEvent(
  "people.place-saved.v1",
  z.object({
    id: z.uuid(),
    kind: z.enum(placeKinds),
    name: z.string(),
    parentId: z.uuid().nullable(),
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
