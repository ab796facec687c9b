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
