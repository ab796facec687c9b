import {
  addMonths,
  adultAge,
  dateIn,
  InvalidInput,
  isUuid,
  midnight,
  NotAllowed,
  NotFound,
  NotSignedIn,
  uuidv7,
} from "@linli/kernel";
import { idempotencyKey, once } from "@linli/subgraph";
import { z } from "zod";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { isPerson } from "../grants/grant.store.ts";
import type { HelpsAlready } from "./helper.errors.ts";
import { endHelp, findHelper, findHelperOf, type HelperRow, insertHelper } from "./helper.store.ts";

const self = { role: "RESIDENT", scope: null };

/** Lets somebody see to the viewer's homes for a while, as an elder lets a neighbour (R81). Minors have guardians. */
export async function appointHelper(
  context: Context,
  input: { helperId: string; until: Date; idempotencyKey: string },
) {
  const { db, now, viewer, policies } = context;
  if (!viewer) return new NotSignedIn();
  if (viewer.age !== null && viewer.age < adultAge)
    return new NotAllowed("A minor's guardian acts for a minor.");
  const at = now();
  const latest = midnight(addMonths(dateIn(at), policies.helpMonths));
  const parsed = appointment(viewer.person, { after: at, latest }).safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { helperId, until, idempotencyKey: key } = parsed.data;
  if (!(await isPerson(db, helperId))) return new NotFound("person");

  return once<typeof relations, HelperRow, HelpsAlready>(context, viewer, {
    key,
    request: ["appointHelper", helperId, until],
    async first(tx) {
      const row = await insertHelper(tx, {
        id: uuidv7(+at),
        personId: viewer.person,
        helperId,
        from: at,
        until,
      });
      await recordChange(tx, context, self, { entity: "HELPER", id: row.id, from: null, to: "APPOINTED" });
      return row;
    },
    again: findHelper,
  });
}

const appointment = (personId: string, { after, latest }: { after: Date; latest: Date }) =>
  z.object({
    helperId: z
      .uuid()
      .toLowerCase()
      .refine((id) => id !== personId, "must be somebody else"),
    until: z
      .date()
      .refine((until) => until > after && until <= latest, "must lie ahead, and not farther than it may"),
    idempotencyKey,
  });

/** Ends it at once, by whoever is helped or helps. What is over stays as it is. */
export async function dismissHelper(context: Context, id: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const found = isUuid(id) ? await findHelperOf(db, id, viewer.person) : undefined;
  if (!found) return new NotFound("helper");
  return db.transaction(async (tx) => {
    const ended = await endHelp(tx, found.id, now());
    if (!ended) return findHelper(tx, found.id);
    await recordChange(tx, context, self, { entity: "HELPER", id, from: "APPOINTED", to: "DISMISSED" });
    return ended;
  });
}
