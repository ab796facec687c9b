import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createHarness, person, place } from "../../test/harness.ts";
import { guardianships, persons } from "../db/tables.ts";
import { purgeRecordsOfMinors } from "./retention.actions.ts";

test("who cared for a minor is known for six months after it was over, and then no more, however often it is looked", async () => {
  const h = await createHarness();
  const begun = new Date("2026-01-01T00:00:00+08:00");
  // Now it is the 23rd of November 2026: what was over before the 23rd of May goes.
  const [last, first] = [new Date("2026-05-22T23:59:59.999+08:00"), new Date("2026-05-23T00:00:00+08:00")];
  const asked = { guardianId: person.resident, kind: "PARENT" as const, placeId: place.community };
  const decided = { ...asked, requestedAt: begun, decidedBy: person.worker };
  const cares = {
    over: { ...decided, state: "ENDED" as const, decidedAt: last, from: begun, until: last },
    grownUp: { ...decided, state: "CONFIRMED" as const, decidedAt: begun, from: begun, until: last },
    refused: { ...decided, state: "REFUSED" as const, decidedAt: last },
    lately: { ...decided, state: "ENDED" as const, decidedAt: first, from: begun, until: first },
    refusedLately: { ...decided, state: "REFUSED" as const, decidedAt: first },
    waiting: { ...asked, state: "REQUESTED" as const, requestedAt: begun },
  };
  const ids = new Map<string, string>();
  for (const [name, care] of Object.entries(cares)) {
    const [minorId, id] = [uuidv7(), uuidv7()];
    ids.set(id, name);
    await h.db.insert(persons).values({ id: minorId, name: "某某", birthDate: "2012-01-01" });
    await h.db.insert(guardianships).values({ id, minorId, ...care });
  }
  expect(await purgeRecordsOfMinors(h.context)).toEqual({ guardianships: 3, endedBefore: "2026-05-23" });
  const left = await h.db.query.guardianships.findMany({ columns: { id: true } });
  expect(new Set(left.map(({ id }) => ids.get(id)))).toEqual(new Set(["lately", "refusedLately", "waiting"]));
  const told = await h.db.query.outbox.findMany({ where: { name: "people.changed.v1" } });
  expect(told.map(({ payload }) => payload)).toEqual(
    Array.from(told, () =>
      expect.objectContaining({ entity: "GUARDIANSHIP", to: null, reason: "RETENTION" }),
    ),
  );
  expect(told).toHaveLength(3);
  expect(await purgeRecordsOfMinors(h.context)).toMatchObject({ guardianships: 0 });
});
