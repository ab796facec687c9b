import { uuidv7 } from "@linli/kernel";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { body, createBodies, person, place, seat } from "../../test/bodies.ts";
import { as } from "../../test/harness.ts";
import {
  advisers,
  crossAppointments,
  interests,
  placements,
  seatApplications,
  vanguards,
} from "../db/tables.ts";
import { cleared } from "./data-request.rules.ts";

test("a deleted account leaves nothing that waits for that person, and no word of theirs", async () => {
  const w = await createBodies();
  const at = new Date("2026-11-01");
  const of = { personId: person.resident };
  const recommended = { recommendedBy: person.worker, recommendedAt: at };
  const membershipId = await w.seatSomebody(person.resident, "property/2");
  await w.db
    .insert(seatApplications)
    .values({ id: uuidv7(), ...of, postId: seat["council/1"], appliedAt: at });
  await w.db.insert(interests).values({ id: uuidv7(), ...of, committeeId: body.owners, expressedAt: at });
  await w.db.insert(advisers).values({
    ...of,
    thinkTankId: body.thinkTank,
    kind: "RESIDENT_ADVISOR",
    fields: [],
    contributions: ["VOLUNTEERING"],
    declaredAt: at,
  });
  await w.db.insert(vanguards).values({
    id: uuidv7(),
    ...of,
    placeId: place.quarter,
    nominatedBy: person.worker,
    nominatedAt: at,
  });
  await w.db.insert(placements).values({ id: uuidv7(), ...of, postId: seat["property/1"], ...recommended });
  const cross = { ...of, basisPostId: seat["party/1"], startsOn: "2026-12-01", ...recommended };
  const declared = { declaration: "本人配偶在该公司工作", declaredAt: at };
  await w.db.insert(crossAppointments).values([
    { id: uuidv7(), ...cross, postId: seat["property/1"] },
    {
      id: uuidv7(),
      ...cross,
      ...declared,
      postId: seat["property/2"],
      state: "CONFIRMED",
      membershipId,
      closedBy: person.stranger,
      closedAt: at,
    },
  ]);
  const remove = `mutation { deleteMyAccount(confirmation: "注销账号") { __typename } }`;
  expect(await w.answer(remove, {}, as(person.resident))).toEqual({ __typename: "AccountDeletion" });

  const states = async (table: typeof placements | typeof seatApplications | typeof crossAppointments) =>
    (await w.db.select({ state: table.state }).from(table).where(eq(table.personId, person.resident))).map(
      ({ state }) => state,
    );
  expect(await states(seatApplications)).toEqual(["WITHDRAWN"]);
  expect(await states(placements)).toEqual(["DECLINED"]);
  expect((await states(crossAppointments)).toSorted()).toEqual(["CONFIRMED", "DECLINED"]);
  expect(await w.db.select({ state: vanguards.state }).from(vanguards)).toEqual([{ state: "DECLINED" }]);
  expect(await w.db.select().from(interests)).toEqual([]);
  expect(await w.db.select().from(advisers)).toEqual([]);
  const words = await w.db.select({ words: crossAppointments.declaration }).from(crossAppointments);
  expect(new Set(words.map(({ words: said }) => said))).toEqual(new Set([cleared, null]));
  for (const [entity, step] of [
    ["APPLICATION", "APPLIED → WITHDRAWN"],
    ["VANGUARD", "NOMINATED → DECLINED"],
    ["PLACEMENT", "RECOMMENDED → DECLINED"],
    ["CROSS_APPOINTMENT", "RECOMMENDED → DECLINED"],
  ])
    expect(await w.steps(entity!)).toEqual([`null ${step}`]);
});
