import { places as demoPlaces } from "@linli/demo-world";
import { createServiceHarness } from "@linli/testing";
import { expect, test } from "vitest";
import { noon, service } from "../test/harness.ts";
import { layOutPlaces } from "../src/places/place.actions.ts";
import { makeDice, makeNumberedId } from "@linli/scale";
import { factsOf } from "./facts.ts";
import { steps } from "./statements.ts";
import { scalePlaces } from "./tree.ts";

test("the places of a prefecture are 15,000, parents before children, always the same", () => {
  const places = scalePlaces();
  expect(places.length + demoPlaces.length).toBe(15_000);
  const known = new Set(demoPlaces.map(({ id }) => id));
  for (const { id, parentId } of places) {
    expect(known.has(parentId) && !known.has(id)).toBe(true);
    known.add(id);
  }
  expect(scalePlaces()).toEqual(places);
});

test("each step makes rows that the database takes, and that refer to those of the steps before", async () => {
  const h = await createServiceHarness(service, { now: () => noon });
  const some = scalePlaces().filter(({ kind }, index) => kind !== "BUILDING" || index < 2_000);
  await layOutPlaces({ db: h.db, now: () => noon, viewer: null, requestId: null }, [...demoPlaces, ...some]);
  // Members are chosen from all people: one step needs them all, so it is tried with none. Of bodies each kind is needed.
  const tried: Record<string, number> = { 任职: 0, 组织: Infinity };
  await h.db.transaction(async (tx) => {
    await tx.execute(makeNumberedId);
    await tx.execute(makeDice);
    for (const { what, count, run } of steps(factsOf(some, ["欧阳明轩", "李晓梅"], "2026-11-23")))
      await tx.execute(run(0, Math.min(count, tried[what] ?? 300)));
  });
  expect(await h.db.query.residences.findMany()).toHaveLength(300);
  expect(await h.db.query.posts.findMany()).toHaveLength(300);

  const { data, errors } =
    await h.execute(`{ organizations(filter: { classification: ALLIANCE, state: ACTIVE }, first: 100) {
    nodes { alliance { pattern seats { kind } chair { kind round } chairTerms(from: "2026-01-01T00:00:00Z", until: "2026-11-01T00:00:00Z") { round } } } } }`);
  expect(errors).toBeUndefined();
  expect(data.organizations.nodes).toHaveLength(100);
  for (const { alliance } of data.organizations.nodes) {
    expect(alliance.seats.map(({ kind }: { kind: string }) => kind)).toEqual([
      "BASE",
      ...Array.from({ length: alliance.seats.length - 1 }, () => "PARTNER"),
    ]);
    expect(alliance).toMatchObject({
      pattern: expect.stringMatching(/^ONE_PLUS/),
      chair: { round: expect.any(Number) },
    });
  }
  const { chairSwaps, chairAbsences, charters, venues } = h.db.query;
  for (const kept of [chairSwaps, chairAbsences, charters, venues])
    expect((await (kept as typeof venues).findMany()).length).toBeGreaterThan(50);
});
