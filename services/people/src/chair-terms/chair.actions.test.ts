import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createAllianceWorld, reviewer, reviewerElsewhere, worker } from "../../test/alliance-world.ts";
import { visitor } from "../../test/harness.ts";

type Viewer = typeof reviewer | null;

test("a new rotation begins with the next term, and the running one stays (R9)", async () => {
  const w = await createAllianceWorld();
  w.at("2026-02-10T12:00:00");
  const rotate = (rotation: object, viewer: Viewer = w.chair, key = w.key(), allianceId = w.alliance) =>
    w.ask("rotate", { allianceId, rotation, key }, viewer);
  const byDate = { kind: "BY_DATE", startDates: ["2026-05-04", "2026-03-08", "2026-03-08"] };
  expect(await rotate(byDate, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const id of ["not-a-uuid", uuidv7()])
    expect(await rotate(byDate, reviewer, w.key(), id)).toMatchObject({ code: "NOT_FOUND" });
  for (const viewer of [w.admin("base"), worker, reviewerElsewhere])
    expect(await rotate(byDate, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  const bad: [string, object][] = [
    ["rotation.startDates", { kind: "BY_DATE", startDates: ["2026-02-10"] }],
    ["rotation.startDates", { kind: "BY_DATE", startDates: [] }],
    ["rotation.startDates", { kind: "QUARTERLY", startDates: ["2026-05-04"] }],
    ["rotation.startDates.0", { kind: "BY_DATE", startDates: ["2100-01-01"] }],
  ];
  for (const [path, rotation] of bad)
    expect(await rotate(rotation)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });
  expect(await rotate(byDate, w.chair, "short")).toMatchObject({ problems: [{ path: "idempotencyKey" }] });

  const key = w.key();
  const decided = {
    rotationPolicy: { kind: "BY_DATE", termMonths: 1, startDates: ["2026-03-08", "2026-05-04"] },
  };
  expect(await rotate(byDate, w.chair, key)).toMatchObject(decided);
  expect(await rotate(byDate, w.chair, key)).toMatchObject(decided);
  expect(
    await w.chairs("2026-02-27T23:59:59.999", "2026-02-28", "2026-03-08", "2026-05-04", "2026-06-04"),
  ).toEqual(["base REGULAR", "first REGULAR", "second REGULAR", "base REGULAR", "first REGULAR"]);
  expect((await w.events()).slice(1)).toMatchObject([
    { entity: "ROTATION_POLICY", from: null, to: "BY_DATE", role: "CHAIR", scope: w.alliance },
  ]);
});

test("a turn is given up with a reason, once, by the chair, the league's reviewer or a worker there (R9)", async () => {
  const w = await createAllianceWorld();
  w.at("2026-02-10T12:00:00");
  const skip = (seatId: string, viewer: Viewer, change: object = {}) =>
    w.ask("skip", { seatId, key: w.key(), ...change }, viewer);
  expect(await skip(w.seat.first, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const id of ["not-a-uuid", uuidv7()])
    expect(await skip(id, worker)).toMatchObject({ code: "NOT_FOUND" });
  for (const viewer of [w.admin("first"), reviewerElsewhere])
    expect(await skip(w.seat.first, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const reason of [" ", "因".repeat(501), "\u0000"])
    expect(await skip(w.seat.first, worker, { reason })).toMatchObject({ problems: [{ path: "reason" }] });

  const key = w.key();
  for (let time = 0; time < 2; time++)
    expect(await skip(w.seat.first, worker, { key })).toEqual({ __typename: "Alliance", id: w.alliance });
  expect(await skip(w.seat.first, reviewer)).toMatchObject({ code: "TURN_ALREADY_SKIPPED" });
  expect(await w.chairs("2026-02-28", "2026-03-31", "2026-04-30")).toEqual([
    "second REGULAR",
    "base REGULAR",
    "first REGULAR",
  ]);
  w.at("2026-02-28T00:00:00");
  // Spent: the next one can be given up now.
  expect(await skip(w.seat.first, w.chair)).toMatchObject({ __typename: "Alliance" });
  expect(await w.chairs("2026-04-30")).toEqual(["second REGULAR"]);
  expect((await w.events()).map(({ entity, reason }) => [entity, reason])).toEqual([
    ["ALLIANCE", null],
    ["TURN_SKIP", null],
    ["TURN_SKIP", null],
  ]);
});

test("while the chair is away the next seat acts, until it is back, or the turn ends (R9)", async () => {
  const w = await createAllianceWorld();
  w.at("2026-02-10T14:15:00");
  const act = (viewer: Viewer, change: object = {}) =>
    w.ask("act", { allianceId: w.alliance, key: w.key(), ...change }, viewer);
  const resume = (viewer: Viewer, allianceId = w.alliance) => w.ask("resume", { allianceId }, viewer);
  expect(await act(visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await act(worker, { allianceId: "not-a-uuid" })).toMatchObject({ code: "NOT_FOUND" });
  for (const viewer of [w.admin("first"), w.admin("base"), reviewerElsewhere])
    expect(await act(viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const until of ["2026-02-10T06:15:00Z", "2026-02-27T16:00:00.001Z"])
    expect(await act(worker, { until })).toMatchObject({
      code: "INVALID_INPUT",
      problems: [{ path: "until" }],
    });
  expect(await resume(worker)).toMatchObject({ code: "CHAIR_NOT_AWAY" });

  const key = w.key();
  const acting = { chair: { kind: "ACTING", seat: { id: w.seat.first }, inPlaceOf: { id: w.seat.base } } };
  expect(await act(worker, { key })).toMatchObject(acting);
  // Asked twice: the same, and not the seat after the next.
  expect(await act(worker, { key })).toMatchObject(acting);
  expect(
    await w.chairs("2026-02-10T14:14:59.999", "2026-02-10T14:15:00", "2026-02-27T23:59:59.999", "2026-02-28"),
  ).toEqual(["base REGULAR", "first ACTING", "first ACTING", "first REGULAR"]);
  w.at("2026-02-10T15:00:00");
  expect(await act(reviewer)).toMatchObject({
    chair: { seat: { id: w.seat.second }, inPlaceOf: { id: w.seat.base } },
  });
  expect(await act(reviewer)).toMatchObject({ code: "NOBODY_TO_ACT" });

  for (const viewer of [w.admin("second"), w.chair, reviewerElsewhere])
    expect(await resume(viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await resume(visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await resume(worker, uuidv7())).toMatchObject({ code: "NOT_FOUND" });
  w.at("2026-02-10T16:00:00");
  expect(await resume(w.admin("base"))).toMatchObject({
    chair: { kind: "REGULAR", seat: { id: w.seat.base } },
  });
  expect(await resume(worker)).toMatchObject({ code: "CHAIR_NOT_AWAY" });
  expect(await w.chairs("2026-02-10T15:59:59.999", "2026-02-10T16:00:00")).toEqual([
    "second ACTING",
    "base REGULAR",
  ]);
  expect((await w.events()).slice(1).map(({ to, role }) => [to, role])).toEqual([
    ["AWAY", "COMMUNITY_WORKER"],
    ["AWAY", "LEAGUE_REVIEWER"],
    ["BACK", "ORGANIZATION_ADMIN"],
  ]);
});
