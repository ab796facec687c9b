import { insertAll } from "@linli/database";
import { alliances as demoAlliances, type DemoMoment, fixedId } from "@linli/demo-world";
import { dateIn, midnight } from "@linli/kernel";
import {
  allianceSeats,
  alliances,
  chairAbsences,
  chairSwaps,
  jointActs,
  jointActSeats,
  rotationPolicies,
} from "../src/db/tables.ts";
import type { Part, Seeding } from "./seeding.ts";

const day = 86_400_000;

/** The alliances with their seats, and what happened to their rotation. */
export const layOutAlliances: Part = async (seeding) => {
  const { tx, on } = seeding;
  const at = (moment: DemoMoment) => instantOf(moment, seeding);
  const formed = demoAlliances.map((alliance) => ({ ...alliance, formedOn: on(alliance.formedMonthsAgo) }));
  await insertAll(
    tx,
    alliances,
    formed.map(({ id, formedOn }) => ({ id, formedOn })),
  );
  const made = await insertAll(
    tx,
    allianceSeats,
    formed.flatMap(({ id: allianceId, formedOn: joinedOn, seats }) =>
      seats.map((seat, index) => ({ ...seat, allianceId, joinedOn, position: index + 1 })),
    ),
  );
  await insertAll(
    tx,
    rotationPolicies,
    formed.map(({ id: allianceId, key, formedOn, rotation: kind }) => ({
      id: fixedId(`rotation:${key}`),
      allianceId,
      kind,
      termMonths: kind === "MONTHLY" ? 1 : 3,
      startDates: [],
      decidedAt: midnight(formedOn),
    })),
  );
  await insertAll(
    tx,
    chairSwaps,
    formed.flatMap(({ id: allianceId, swaps }) =>
      swaps.map(({ proposed, consented, ...swap }) => ({
        ...swap,
        allianceId,
        state: consented ? ("CONSENTED" as const) : ("PROPOSED" as const),
        proposedAt: at(proposed),
        decidedAt: consented ? at(consented) : null,
      })),
    ),
  );
  await insertAll(
    tx,
    chairAbsences,
    formed.flatMap(({ id: allianceId, absences }) =>
      absences.map(({ since, days, ...absence }) => ({
        ...absence,
        allianceId,
        from: at(since),
        until: new Date(+at(since) + days * day),
      })),
    ),
  );
  const acts = formed.flatMap(({ id: allianceId, jointActs: list }) =>
    list.map((act) => ({ ...act, allianceId })),
  );
  await insertAll(
    tx,
    jointActs,
    acts.map(({ id, allianceId, description, held }) => ({
      id,
      allianceId,
      description,
      heldOn: dateIn(at(held)),
      recordedAt: new Date(+at(held) + day),
    })),
  );
  await insertAll(
    tx,
    jointActSeats,
    acts.flatMap(({ id: jointActId, allianceId, seatIds }) =>
      seatIds.map((seatId) => ({ jointActId, allianceId, seatId })),
    ),
  );
  return { 联盟: formed.length, 联盟席位: made };
};

/** At half past nine in the morning. */
function instantOf({ monthsAgo, days }: DemoMoment, { on }: Seeding): Date {
  return new Date(+midnight(on(monthsAgo)) + days * day + 9.5 * 3_600_000);
}
