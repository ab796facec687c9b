import { expect, test } from "vitest";
import { createBodies, person, place, viewers } from "../../test/bodies.ts";
import { as } from "../../test/harness.ts";

const fields = `person { name } endsOn eligibleUntil agesOutInTerm ownershipHolds`;
const list = `query ($id: ID!, $soon: Boolean) { youthCouncilSeats(placeId: $id, eligibilityEnds: $soon) {
  nodes { ${fields} } } }`;
const own = `{ viewer { youthCouncilSeats { post { title } ${fields} } } }`;

test("councillor and worker see ahead when eligibility ends, and whether ownership still holds (R17)", async () => {
  const w = await createBodies();
  // 46 on 2027-02-21: 90 days after noon's date.
  const ageing = await w.addPerson("1981-02-21");
  const young = await w.addPerson("1990-01-01");
  for (const id of [ageing, young]) await w.addHome(id);
  await w.seatSomebody(ageing, "council/1", { endsOn: "2028-01-01" });
  await w.seatSomebody(young, "council/2", { endsOn: "2028-02-01" });
  const seen = async (
    soon: boolean,
    viewer: typeof viewers.worker | null = viewers.worker,
    id = place.community,
  ) => {
    const { data, errors } = await w.execute(list, { id, soon }, viewer);
    return errors?.[0]?.extensions.code ?? data.youthCouncilSeats.nodes;
  };
  const first = {
    person: { name: "黄**" },
    endsOn: "2028-01-01",
    eligibleUntil: "2027-02-21",
    agesOutInTerm: true,
    ownershipHolds: true,
  };
  const second = { ...first, endsOn: "2028-02-01", eligibleUntil: "2036-01-01", agesOutInTerm: false };
  expect(await seen(true)).toEqual([first]);
  expect(await seen(false)).toEqual([first, second]);
  expect(await seen(true, viewers.reviewer)).toEqual([first]);
  for (const viewer of [
    null,
    as(ageing),
    viewers.owners,
    viewers.convener,
    viewers.analyst,
    viewers.workerElsewhere,
  ])
    expect(await seen(false, viewer)).toBe("NOT_ALLOWED");
  expect(await seen(false, viewers.worker, "no-uuid")).toBe("NOT_FOUND");
  const { data } = await w.execute(own, {}, as(ageing));
  expect(data.viewer.youthCouncilSeats).toEqual([
    { post: { title: "席位1" }, ...first, person: { name: "黄晓明" } },
  ]);

  // A day before the notice begins nobody is prompted.
  w.clock.at = new Date("2026-11-22T12:00:00+08:00");
  expect(await seen(true)).toEqual([]);
  // Too old in term, the seat is kept, and still shown, up to the term's end and not longer.
  w.clock.at = new Date("2027-12-31T12:00:00+08:00");
  expect(await seen(true)).toEqual([first]);
  w.clock.at = new Date("2028-01-01T00:00:00+08:00");
  expect(await seen(true)).toEqual([]);
});

test("who moves away keeps the seat, which is flagged; a list costs no SQL for each seat (R17)", async () => {
  const w = await createBodies();
  const councillors = [await w.addPerson("1990-01-01"), await w.addPerson("1991-01-01")];
  for (const [index, id] of councillors.entries()) {
    await w.addHome(id, { room: `${index + 1}01` });
    await w.seatSomebody(id, index === 0 ? "council/1" : "council/2", { endsOn: "2028-01-01" });
  }
  await w.endHomes(councillors[1]!, "2026-11-23");
  w.queries.length = 0;
  const flagged = `query ($id: ID!) { youthCouncilSeats(placeId: $id) { nodes { ownershipHolds eligibleUntil agesOutInTerm } } }`;
  const { data } = await w.execute(flagged, { id: place.quarter }, viewers.worker);
  expect(
    data.youthCouncilSeats.nodes.map((one: { ownershipHolds: boolean }) => one.ownershipHolds).toSorted(),
  ).toEqual([false, true]);
  // The place's path, then the page.
  expect(w.queries).toHaveLength(2);
  expect((await w.execute(own, {}, as(person.stranger))).data.viewer.youthCouncilSeats).toEqual([]);
});
