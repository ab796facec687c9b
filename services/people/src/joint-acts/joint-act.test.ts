import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createAllianceWorld, reviewer, reviewerElsewhere, worker } from "../../test/alliance-world.ts";
import { visitor } from "../../test/harness.ts";
import { jointWorkPeriods } from "./joint-act.rules.ts";

test("a period without an act of organizing together is flagged, the running one too (R6)", () => {
  const alliance = { formedOn: "2026-01-31", dissolvedOn: null };
  const acts = [{ heldOn: "2026-01-31" }, { heldOn: "2026-04-29" }, { heldOn: "2026-07-31" }];
  expect(jointWorkPeriods(alliance, acts, "2026-07-31", 3)).toEqual([
    { startsOn: "2026-07-31", endsOn: "2026-10-31", acts: 1, missing: [] },
    { startsOn: "2026-04-30", endsOn: "2026-07-31", acts: 0, missing: ["ORGANIZING"] },
    { startsOn: "2026-01-31", endsOn: "2026-04-30", acts: 2, missing: [] },
  ]);
  expect(jointWorkPeriods({ ...alliance, dissolvedOn: "2026-03-01" }, [], "2026-07-31", 3)).toEqual([
    { startsOn: "2026-01-31", endsOn: "2026-03-01", acts: 0, missing: ["ORGANIZING"] },
  ]);
  expect(jointWorkPeriods(alliance, acts, "2026-01-30", 3)).toEqual([]);
  expect(jointWorkPeriods(alliance, acts, "2040-01-01", 1)).toHaveLength(12);
});

test("what seats organized together is noted by those who speak for one, the chair, or the league and workers there (R6)", async () => {
  const w = await createAllianceWorld();
  w.at("2026-02-10T12:00:00");
  const { base, first, second } = w.seat;
  const record = (viewer: typeof reviewer | null, change: object = {}, allianceId = w.alliance) =>
    w.ask(
      "record",
      {
        allianceId,
        input: {
          heldOn: "2026-02-10",
          description: "联合团日",
          seatIds: [base, first],
          idempotencyKey: w.key(),
          ...change,
        },
      },
      viewer,
    );
  expect(await record(visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const id of ["not-a-uuid", uuidv7()])
    expect(await record(worker, {}, id)).toMatchObject({ code: "NOT_FOUND" });
  for (const viewer of [w.admin("third"), reviewerElsewhere])
    expect(await record(viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  const bad: [string, object][] = [
    ["heldOn", { heldOn: "2026-02-11" }],
    ["heldOn", { heldOn: "2026-01-30" }],
    ["description", { description: " " }],
    ["description", { description: "a\u0000" }],
    ["description", { description: "团".repeat(501) }],
    ["seatIds", { seatIds: [base] }],
    ["seatIds", { seatIds: [base, base] }],
    ["seatIds", { seatIds: [base, uuidv7()] }],
    ["seatIds.1", { seatIds: [base, "?"] }],
  ];
  for (const [path, change] of bad)
    expect(await record(worker, change)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });

  const idempotencyKey = w.key();
  const act = await record(worker, { idempotencyKey });
  expect(act).toMatchObject({
    heldOn: "2026-02-10",
    description: "联合团日",
    seats: [{ id: base }, { id: first }],
  });
  expect(await record(worker, { idempotencyKey })).toEqual(act);
  w.at("2026-02-11T12:00:00");
  for (const viewer of [w.admin("second"), w.chair, reviewer])
    expect(await record(viewer, { heldOn: "2026-02-11", seatIds: [second, first] })).toMatchObject({
      __typename: "JointAct",
    });
  const { data } = await w.execute(
    `query ($id: ID!) { organization(id: $id) { alliance { jointActs(first: 1) { totalCount nodes { seats { position } } }
      jointWork { startsOn endsOn acts missing } } } }`,
    { id: w.alliance },
  );
  expect(data.organization.alliance).toEqual({
    jointActs: { totalCount: 4, nodes: [{ seats: [{ position: 2 }, { position: 3 }] }] },
    jointWork: [{ startsOn: "2026-01-31", endsOn: "2026-04-30", acts: 4, missing: [] }],
  });
  expect((await w.events()).slice(1).map(({ entity, role }) => [entity, role])).toEqual(
    ["COMMUNITY_WORKER", "ORGANIZATION_ADMIN", "CHAIR", "LEAGUE_REVIEWER"].map((role) => ["JOINT_ACT", role]),
  );
});
