import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { idempotencyKey, once, storableText } from "@linli/subgraph";
import { z } from "zod";
import { rightToLead, rightToSpeakFor } from "../alliances/alliance-right.store.ts";
import { findAlliance } from "../alliances/alliance.store.ts";
import { mostSeats } from "../alliances/alliance.rules.ts";
import { recordChange } from "../changes/change.actions.ts";
import { isTakenOn } from "../chair-terms/turn.rules.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { findJointAct, insertJointAct, type JointActRow } from "./joint-act.store.ts";

const newJointAct = z.object({
  heldOn: z.iso.date(),
  description: storableText.trim().min(1).max(500),
  seatIds: z
    .array(z.uuid().toLowerCase())
    .max(mostSeats)
    .transform((ids) => [...new Set(ids)])
    .refine((ids) => ids.length >= 2, "together means two seats at least"),
  idempotencyKey,
});
export type NewJointAct = z.input<typeof newJointAct>;

/**
 * Notes what seats organized together (R6): by the chair, by whoever speaks for a seat of the alliance, or by the
 * league's reviewer or a worker there.
 */
export async function recordJointAct(context: Context, allianceId: string, input: NewJointAct) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const alliance = isUuid(allianceId) ? await findAlliance(db, allianceId) : undefined;
  if (!alliance) return new NotFound("alliance");
  const today = dateIn(now());
  const seats = alliance.history.seats.filter((seat) => isTakenOn(seat, today));
  const right =
    seats.map((seat) => rightToSpeakFor(viewer, seat)).find((found) => found) ??
    (await rightToLead(context, alliance, ["LEAGUE_REVIEWER", "COMMUNITY_WORKER"]));
  if (!right) return new NotAllowed();
  const parsed = newJointAct.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...request } = parsed.data;
  const { heldOn, seatIds } = request;
  const { formedOn, seats: everSeated } = alliance.history;
  if (heldOn > today || heldOn < formedOn)
    return new InvalidInput([
      { path: ["heldOn"], message: "must lie between the forming of the alliance and today" },
    ]);
  const there = everSeated.filter((seat) => isTakenOn(seat, heldOn)).map(({ id }) => id);
  if (seatIds.some((id) => !there.includes(id)))
    return new InvalidInput([
      { path: ["seatIds"], message: "must be seats that the alliance had on that day" },
    ]);

  return once<typeof relations, JointActRow>(context, viewer, {
    key,
    request: ["recordJointAct", alliance.id, request],
    async first(tx) {
      const at = now();
      const { description } = request;
      const id = uuidv7(+at);
      const act = { id, allianceId: alliance.id, heldOn, description, recordedAt: at };
      const row = await insertJointAct(tx, act, seatIds);
      await recordChange(tx, context, right, { entity: "JOINT_ACT", id, from: null, to: "RECORDED" });
      return row;
    },
    again: async (tx, id) => (await findJointAct(tx, id))!,
  });
}
