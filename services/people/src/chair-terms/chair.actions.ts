import {
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
import { AllianceDissolved } from "../alliances/alliance.errors.ts";
import { reason } from "../alliances/alliance.input.ts";
import { rightToLead, rightToSpeakFor } from "../alliances/alliance-right.store.ts";
import {
  type AllianceRow,
  findAlliance,
  findAllianceForUpdate,
  findSeat,
} from "../alliances/alliance.store.ts";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import { ChairNotAway, NobodyToAct, NoChairNow, TurnAlreadySkipped } from "./chair.errors.ts";
import { chairAt, turnAt, turnCounts } from "./chair.rules.ts";
import { endAbsence, insertAbsence, insertRotation, insertSkip } from "./chair.store.ts";
import { type NewRotation, newRotation } from "./rotation.input.ts";
import { termMonthsOf } from "./rotation.rules.ts";
import { isTakenOn } from "./turn.rules.ts";

const keyed = z.object({ idempotencyKey });

/** Decides how the chair rotates from the next term on (R9): by the chair, or a reviewer of the league there. */
export async function setRotationPolicy(
  context: Context,
  allianceId: string,
  input: { rotation: NewRotation; idempotencyKey: string },
) {
  const { db, now, viewer, policies } = context;
  if (!viewer) return new NotSignedIn();
  const alliance = isUuid(allianceId) ? await findAlliance(db, allianceId) : undefined;
  if (!alliance) return new NotFound("alliance");
  const right = await rightToLead(context, alliance, ["LEAGUE_REVIEWER"]);
  if (!right) return new NotAllowed();
  const parsed = keyed.extend({ rotation: newRotation }).safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, rotation } = parsed.data;

  return once<typeof relations, AllianceRow, AllianceDissolved | InvalidInput>(context, viewer, {
    key,
    request: ["setRotationPolicy", alliance.id, rotation],
    async first(tx) {
      const { history, row } = await findAllianceForUpdate(tx, alliance.id);
      const at = now();
      if (history.dissolvedOn !== null) return new AllianceDissolved(history.dissolvedOn);
      if (rotation.startDates.some((date) => date <= dateIn(at)))
        return new InvalidInput([{ path: ["rotation", "startDates"], message: "must lie after today" }]);
      const id = uuidv7(+at);
      const termMonths = termMonthsOf(rotation.kind, policies.chairRotation);
      await insertRotation(tx, { id, allianceId: alliance.id, ...rotation, termMonths, decidedAt: at });
      await recordChange(tx, context, right, {
        entity: "ROTATION_POLICY",
        id,
        from: null,
        to: rotation.kind,
      });
      return row;
    },
    again: async (tx, id) => (await findAlliance(tx, id))!.row,
  });
}

const newSkip = keyed.extend({ reason });

/** Gives a seat's next turn up, with a reason (R9): by the chair, or the league's reviewer or a worker there. */
export async function skipTurn(context: Context, seatId: string, input: z.input<typeof newSkip>) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const found = isUuid(seatId) ? await findSeat(db, seatId) : undefined;
  if (!found) return new NotFound("seat");
  const right = await rightToLead(context, found.alliance, ["LEAGUE_REVIEWER", "COMMUNITY_WORKER"]);
  if (!right) return new NotAllowed();
  const parsed = newSkip.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...request } = parsed.data;

  return once<typeof relations, AllianceRow, AllianceDissolved | NotFound | TurnAlreadySkipped>(
    context,
    viewer,
    {
      key,
      request: ["skipTurn", found.seat.id, request],
      async first(tx) {
        const { id: allianceId, history, row } = await findAllianceForUpdate(tx, found.alliance.id);
        const at = now();
        const seat = history.seats.find(({ id }) => id === found.seat.id)!;
        if (history.dissolvedOn !== null) return new AllianceDissolved(history.dissolvedOn);
        if (!isTakenOn(seat, dateIn(at))) return new NotFound("seat");
        const spent = turnCounts(history, at).get(seat.id)!.skipped;
        if (history.skips.filter((skip) => skip.seatId === seat.id).length > spent)
          return new TurnAlreadySkipped();
        const id = uuidv7(+at);
        await insertSkip(tx, { id, allianceId, seatId: seat.id, ...request, skippedAt: at });
        await recordChange(tx, context, right, { entity: "TURN_SKIP", id, from: null, to: "SKIPPED" });
        return row;
      },
      again: async (tx, id) => (await findAlliance(tx, id))!.row,
    },
  );
}

const newAbsence = keyed.extend({ until: z.date().nullish() });

/**
 * Notes that whoever presides is away, until a time or the turn's end: the next seat presides as acting chair (R9). By
 * the chair, or the league's reviewer or a worker there.
 */
export async function nameActingChair(
  context: Context,
  allianceId: string,
  input: z.input<typeof newAbsence>,
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const alliance = isUuid(allianceId) ? await findAlliance(db, allianceId) : undefined;
  if (!alliance) return new NotFound("alliance");
  const right = await rightToLead(context, alliance, ["LEAGUE_REVIEWER", "COMMUNITY_WORKER"]);
  if (!right) return new NotAllowed();
  const parsed = newAbsence.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, until = null } = parsed.data;

  return once<typeof relations, AllianceRow, InvalidInput | NobodyToAct | NoChairNow>(context, viewer, {
    key,
    request: ["nameActingChair", alliance.id, until],
    async first(tx) {
      const { history, row } = await findAllianceForUpdate(tx, alliance.id);
      const at = now();
      const term = chairAt(history, at);
      if (!term) return new NoChairNow();
      const end = midnight(term.turn.endsOn);
      if (until && (until <= at || until > end))
        return new InvalidInput([{ path: ["until"], message: "must lie ahead, within the present turn" }]);
      const absence = { seatId: term.seat.id, from: at, until: until ?? end };
      const after = chairAt({ ...history, absences: [...history.absences, absence] }, at);
      if (after!.seat === term.turn.seat) return new NobodyToAct();
      const id = uuidv7(+at);
      await insertAbsence(tx, { id, allianceId: alliance.id, ...absence });
      await recordChange(tx, context, right, { entity: "CHAIR_ABSENCE", id, from: null, to: "AWAY" });
      return row;
    },
    again: async (tx, id) => (await findAlliance(tx, id))!.row,
  });
}

/** Notes that the chair is back: by the administrator of its seat, or the league's reviewer or a worker there. */
export async function resumeChair(context: Context, allianceId: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const alliance = isUuid(allianceId) ? await findAlliance(db, allianceId) : undefined;
  if (!alliance) return new NotFound("alliance");
  const turn = turnAt(alliance.history, now());
  const right =
    (turn && rightToSpeakFor(viewer, turn.seat)) ??
    (await rightInPlace(db, viewer, ["LEAGUE_REVIEWER", "COMMUNITY_WORKER"], alliance.placeId));
  if (!right) return new NotAllowed();
  if (!turn) return new NoChairNow();
  return db.transaction(async (tx) => {
    const { row } = await findAllianceForUpdate(tx, alliance.id);
    const absence = await endAbsence(tx, turn.seat.id, now());
    if (!absence) return new ChairNotAway();
    await recordChange(tx, context, right, {
      entity: "CHAIR_ABSENCE",
      id: absence.id,
      from: "AWAY",
      to: "BACK",
    });
    return row;
  });
}
