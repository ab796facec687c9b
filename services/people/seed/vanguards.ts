import { insertAll } from "@linli/database";
import { fixedId, person, place, verifiedResidents } from "@linli/demo-world";
import { midnight } from "@linli/kernel";
import { vanguardActivities, vanguards } from "../src/db/tables.ts";
import type { VanguardState } from "../src/vanguards/vanguard.rules.ts";
import type { Part } from "./seeding.ts";

const youth = verifiedResidents("panlong").filter(
  ({ key, age }) => key.includes("/") && age >= 18 && age <= 35,
);

/** Somebody nominated by the chair, citing an activity of 盛世盘龙. */
const nominated: readonly { key: string; personId: string; state: VanguardState; activity: number }[] = [
  { key: "resident", personId: person("resident").id, state: "NOMINATED", activity: 3 },
  { key: "youth-member", personId: person("youth-member").id, state: "NOMINATED", activity: 8 },
  { key: "waiting", personId: youth[0]!.id, state: "NOMINATED", activity: 8 },
  { key: "in-training", personId: youth[1]!.id, state: "IN_TRAINING", activity: 5 },
  { key: "recognized", personId: youth[2]!.id, state: "RECOGNIZED", activity: 2 },
  { key: "declined", personId: youth[3]!.id, state: "DECLINED", activity: 2 },
  { key: "withdrawn", personId: youth[4]!.id, state: "WITHDRAWN", activity: 4 },
];

/** Youth vanguards of 盛世盘龙, in each state (R15). */
export const layOutVanguards: Part = async ({ tx, on }) => {
  const idOf = (key: string) => fixedId(`vanguard:${key}`);
  const rows = nominated.map(({ key, personId, state }) => ({
    id: idOf(key),
    personId,
    placeId: place("panlong").id,
    state,
    nominatedBy: person("chair").id,
    nominatedAt: midnight(on(5)),
    acceptedAt: state === "IN_TRAINING" || state === "RECOGNIZED" ? midnight(on(4)) : null,
    recognizedBy: state === "RECOGNIZED" ? person("worker").id : null,
    recognizedAt: state === "RECOGNIZED" ? midnight(on(1)) : null,
  }));
  const made = await insertAll(tx, vanguards, rows);
  await insertAll(
    tx,
    vanguardActivities,
    nominated.map(({ key, activity }) => ({
      vanguardId: idOf(key),
      activityId: fixedId(`activity:panlong/${activity}`),
    })),
  );
  return { 青年先锋: made };
};
