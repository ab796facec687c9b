import { places as demoPlaces } from "@linli/demo-world";
import { expect, test } from "vitest";
import { createHarness } from "../test/harness.ts";
import { layOutPlaces } from "../src/places/place.actions.ts";
import { makeDice, makeNumberedId } from "@linli/scale";
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
  const h = await createHarness();
  const places = scalePlaces();
  const some = places.filter(({ kind }, index) => kind !== "BUILDING" || index < 2_000);
  const [top] = await h.db.query.places.findMany({ where: { kind: "PREFECTURE" } });
  await layOutPlaces(
    h.context,
    some.map((place) => (place.kind === "COUNTY" ? { ...place, parentId: top!.id } : place)),
  );
  const buildings = some.flatMap(({ id, kind }) => (kind === "BUILDING" ? [id] : []));
  await h.db.transaction(async (tx) => {
    await tx.execute(makeNumberedId);
    await tx.execute(makeDice);
    const laidOut = steps({ names: ["欧阳明轩", "李晓梅"], buildings, today: "2026-11-23" });
    // Members are chosen from all people: one step needs them all, so it is tried with none.
    for (const { what, run } of laidOut) await tx.execute(run(0, what === "任职" ? 0 : 300));
  });
  expect(await h.db.query.residences.findMany()).toHaveLength(300);
  expect(
    await h.db.query.posts.findMany({ where: { organization: { foundedOn: { isNotNull: true } } } }),
  ).toHaveLength(300);
});
