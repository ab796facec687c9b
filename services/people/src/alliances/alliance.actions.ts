import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { once } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import { insertRotation } from "../chair-terms/chair.store.ts";
import { termMonthsOf } from "../chair-terms/rotation.rules.ts";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import {
  AllianceDissolved,
  AllianceFull,
  AlreadySeated,
  SeatLeft,
  SeatNotFitting,
} from "./alliance.errors.ts";
import { type NewAlliance, newAlliance, type NewSeat, newSeat, reason } from "./alliance.input.ts";
import { rightToLead, rightToSpeakFor } from "./alliance-right.store.ts";
import { dayAfter, isFitting, leavable, mostSeats, type SeatKind } from "./alliance.rules.ts";
import {
  type AllianceRow,
  endAlliance,
  endSeat,
  findAlliance,
  findAllianceForUpdate,
  findCandidates,
  findSeat,
  hasPlace,
  insertAlliance,
  insertSeat,
  type SeatRow,
} from "./alliance.store.ts";

type Unformed = InvalidInput | NotFound | SeatNotFitting;
type Unseated = Unformed | AllianceDissolved | AllianceFull | AlreadySeated;

/** How far ahead something is agreed upon. */
const aYearOn = (today: string) => `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;

/** Forms an alliance of a grassroots league organization and its partners (R8), for a reviewer of the league there. */
export async function formAlliance(context: Context, input: NewAlliance) {
  const { db, now, viewer, policies } = context;
  if (!viewer) return new NotSignedIn();
  const where = input.placeId.toLowerCase();
  const right = isUuid(where) && (await rightInPlace(db, viewer, ["LEAGUE_REVIEWER"], where));
  if (!right) return new NotAllowed();
  const parsed = newAlliance.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...request } = parsed.data;

  return once<typeof relations, AllianceRow, Unformed>(context, viewer, {
    key,
    request: ["formAlliance", request],
    async first(tx) {
      const at = now();
      const today = dateIn(at);
      const { name, placeId, baseId, partnerIds, formedOn = null } = request;
      const rotation = request.rotation ?? { kind: policies.chairRotation, startDates: [] };
      const firstDay = formedOn ?? today;
      if (firstDay > aYearOn(today)) return invalid("formedOn", "must lie within a year");
      if (rotation.startDates.some((date) => date <= firstDay))
        return invalid("rotation.startDates", "must lie after formedOn");
      const wanted = [
        { organizationId: baseId, kind: "BASE" as const },
        ...partnerIds.map((organizationId) => ({ organizationId, kind: "PARTNER" as const })),
      ];
      if (!(await hasPlace(tx, placeId))) return new NotFound("place");
      const refusal = await fit(tx, wanted);
      if (refusal) return refusal;

      const id = uuidv7(+at);
      const seats = wanted.map((seat, index) => ({
        ...seat,
        id: uuidv7(+at),
        allianceId: id,
        position: index + 1,
        joinedOn: firstDay,
      }));
      const organization = { id, name, classification: "ALLIANCE" as const, placeId };
      const alliance = await insertAlliance(tx, organization, firstDay, seats);
      if (!alliance) return invalid("name", "is taken in this place");
      const termMonths = termMonthsOf(rotation.kind, policies.chairRotation);
      await insertRotation(tx, { id: uuidv7(+at), allianceId: id, ...rotation, termMonths, decidedAt: at });
      await recordChange(tx, context, right, { entity: "ALLIANCE", id, from: null, to: "FORMED" });
      return alliance;
    },
    again: async (tx, id) => (await findAlliance(tx, id))!.row,
  });
}

/** Admits a partner to an alliance (R8), at the tail of the rotation: by its chair, or a reviewer of the league there. */
export async function admitSeat(context: Context, allianceId: string, input: NewSeat) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const alliance = isUuid(allianceId) ? await findAlliance(db, allianceId) : undefined;
  if (!alliance) return new NotFound("alliance");
  const right = await rightToLead(context, alliance, ["LEAGUE_REVIEWER"]);
  if (!right) return new NotAllowed();
  const parsed = newSeat.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...request } = parsed.data;

  return once<typeof relations, SeatRow, Unseated>(context, viewer, {
    key,
    request: ["admitSeat", alliance.id, request],
    async first(tx) {
      const { history } = await findAllianceForUpdate(tx, alliance.id);
      const at = now();
      const today = dateIn(at);
      const { organizationId } = request;
      const joinedOn = request.joinsOn ?? today;
      if (history.dissolvedOn !== null) return new AllianceDissolved(history.dissolvedOn);
      if (joinedOn < today || joinedOn > aYearOn(today))
        return invalid("joinsOn", "must lie within a year from today");
      if (joinedOn < history.formedOn)
        return invalid("joinsOn", "must not lie before the alliance is formed");
      const standing = history.seats.filter(({ leftOn }) => leftOn === null || leftOn > joinedOn);
      if (standing.some((seat) => seat.organizationId === organizationId)) return new AlreadySeated();
      if (standing.length >= mostSeats) return new AllianceFull();
      const refusal = await fit(tx, [{ organizationId, kind: "PARTNER" }]);
      if (refusal) return refusal;

      const id = uuidv7(+at);
      const seat = { id, allianceId: alliance.id, organizationId, kind: "PARTNER" as const, joinedOn };
      const row = await insertSeat(tx, seat);
      await recordChange(tx, context, right, { entity: "ALLIANCE_SEAT", id, from: null, to: "JOINED" });
      return row;
    },
    again: async (tx, id) => (await findSeat(tx, id))!.seat,
  });
}

/** Gives a seat up, from tomorrow or a later day on: by the administrator of its organization, or the league there. */
export async function leaveSeat(context: Context, seatId: string, leavesOn: string | null = null) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const found = isUuid(seatId) ? await findSeat(db, seatId) : undefined;
  if (!found) return new NotFound("seat");
  const right =
    rightToSpeakFor(viewer, found.seat) ??
    (await rightInPlace(db, viewer, ["LEAGUE_REVIEWER"], found.alliance.placeId));
  if (!right) return new NotAllowed();

  return db.transaction(async (tx) => {
    const { history } = await findAllianceForUpdate(tx, found.alliance.id);
    const seat = history.seats.find(({ id }) => id === found.seat.id)!;
    const today = dateIn(now());
    const leftOn = leavesOn ?? dayAfter(today > seat.joinedOn ? today : seat.joinedOn);
    if (seat.leftOn !== null) return new SeatLeft(seat.leftOn);
    if (leftOn <= today || leftOn <= seat.joinedOn || leftOn > aYearOn(today))
      return invalid("leavesOn", "must lie after today and after the day of joining, within a year");
    const refusal = leavable(seat, history.seats, leftOn);
    if (refusal) return refusal;
    const row = (await endSeat(tx, seat.id, leftOn))!;
    await recordChange(tx, context, right, {
      entity: "ALLIANCE_SEAT",
      id: seat.id,
      from: "JOINED",
      to: "LEFT",
    });
    return row;
  });
}

/** Dissolves an alliance, from tomorrow or a later day on, with all its seats: by a reviewer of the league there. */
export async function dissolveAlliance(context: Context, id: string, why: string, on: string | null = null) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const alliance = isUuid(id) ? await findAlliance(db, id) : undefined;
  if (!alliance) return new NotFound("alliance");
  const right = await rightInPlace(db, viewer, ["LEAGUE_REVIEWER"], alliance.placeId);
  if (!right) return new NotAllowed();
  const parsed = reason.safeParse(why);
  if (!parsed.success) return invalid("reason", parsed.error.issues[0]!.message);

  return db.transaction(async (tx) => {
    const { history } = await findAllianceForUpdate(tx, alliance.id);
    const today = dateIn(now());
    const dissolvedOn = on ?? dayAfter(today > history.formedOn ? today : history.formedOn);
    if (history.dissolvedOn !== null) return new AllianceDissolved(history.dissolvedOn);
    if (dissolvedOn <= today || dissolvedOn > aYearOn(today))
      return invalid("dissolvesOn", "must lie after today, within a year");
    if (history.seats.some(({ joinedOn }) => joinedOn >= dissolvedOn))
      return invalid("dissolvesOn", "must lie after the day on which the last seat joins");
    const row = (await endAlliance(tx, alliance.id, dissolvedOn))!;
    await recordChange(tx, context, right, {
      entity: "ALLIANCE",
      id: alliance.id,
      from: "FORMED",
      to: "DISSOLVED",
      reason: parsed.data,
    });
    return row;
  });
}

/** Refuses organizations that cannot take such seats. */
async function fit(tx: Db, wanted: readonly { organizationId: string; kind: SeatKind }[]) {
  const known = await findCandidates(
    tx,
    wanted.map(({ organizationId }) => organizationId),
  );
  const byId = new Map(known.map((organization) => [organization.id, organization]));
  if (wanted.some(({ organizationId }) => !byId.has(organizationId))) return new NotFound("organization");
  return wanted.every(({ organizationId, kind }) => isFitting(byId.get(organizationId)!, kind))
    ? null
    : new SeatNotFitting();
}

const invalid = (path: string, message: string) => new InvalidInput([{ path: path.split("."), message }]);
