import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { mutation } from "../../test/asking.ts";
import { as, createHarness, organization, person, place } from "../../test/harness.ts";
import { holding } from "../../test/viewers.ts";
import { charters, organizations } from "../db/tables.ts";
import { charteredBodies, classifications, organizationState } from "../organizations/organization.rules.ts";
import { charterState, freshUntil, rulesState } from "./charter.rules.ts";

const worker = holding(person.worker, "COMMUNITY_WORKER", { place: place.community });
const found = "... on Charter { id version effectiveFrom reviewedOn freshUntil duties }";

async function createWorld() {
  const h = await createHarness();
  const adopt = mutation(h, "adoptCharter", { args: { input: "AdoptCharterInput!" }, found });
  const review = mutation(h, "reviewCharter", { args: { id: "ID!" }, found });
  return {
    ...h,
    adopt: (input: object, viewer: ReturnType<typeof as> | null = worker) =>
      adopt(
        {
          input: {
            organizationId: organization.alliance,
            effectiveFrom: "2026-11-23",
            duties: ["每月召开联席会议"],
            textReference: "联盟章程",
            idempotencyKey: uuidv7(),
            ...input,
          },
        },
        viewer,
      ),
    review: (id: string, viewer: ReturnType<typeof as> | null = worker) => review({ id }, viewer),
  };
}

test("a body is active only with a charter in force, as of each day (R60)", async () => {
  const w = await createWorld();
  await w.db.update(organizations).set({ foundedOn: "2026-01-01" });
  expect(await w.adopt({ effectiveFrom: "2026-03-01" })).toMatchObject({ version: 1 });
  expect(await w.adopt({ effectiveFrom: "2026-12-01" })).toMatchObject({ version: 2 });
  const ask = `query ($id: ID!, $on: Date) { organization(id: $id) {
    state(asOf: $on) charter(asOf: $on) { version } charters { totalCount nodes { version } } } }`;
  const on = async (date?: string) => {
    const { state, charter } = (await w.execute(ask, { id: organization.alliance, on: date })).data
      .organization;
    return [state, charter?.version];
  };
  expect(await on("2025-12-31")).toEqual(["FORMING", undefined]);
  expect(await on("2026-02-28")).toEqual(["FORMING", undefined]);
  expect(await on("2026-03-01")).toEqual(["ACTIVE", 1]);
  expect(await on("2026-11-30")).toEqual(["ACTIVE", 1]);
  expect(await on("2026-12-01")).toEqual(["ACTIVE", 2]);
  expect(await on()).toEqual(["ACTIVE", 1]);
  const life = { foundedOn: null, dissolvedOn: null };
  for (const classification of classifications) {
    const needs = (charteredBodies as readonly string[]).includes(classification);
    expect(organizationState({ ...life, classification }, false, "2026-01-01")).toBe(
      needs ? "FORMING" : "ACTIVE",
    );
  }
});

test("a charter follows the one before, and what was in force does not change", async () => {
  const w = await createWorld();
  const input = { effectiveFrom: "2025-01-01", idempotencyKey: "charter-one" };
  const [first, again] = await Promise.all([w.adopt(input), w.adopt(input)]);
  expect(first).toMatchObject({ version: 1, effectiveFrom: "2025-01-01" });
  expect(again).toEqual(first);
  const bad: [object, string][] = [
    [{ effectiveFrom: "2025-01-01" }, "effectiveFrom"],
    [{ effectiveFrom: "2026-11-22" }, "effectiveFrom"],
    [{ duties: [] }, "duties"],
    [{ duties: [" "] }, "duties.0"],
    [{ duties: ["a\u0000"] }, "duties.0"],
    [{ textReference: "" }, "textReference"],
    [{ idempotencyKey: "short" }, "idempotencyKey"],
  ];
  for (const [wrong, path] of bad)
    expect([path, await w.adopt(wrong)]).toMatchObject([path, { problems: [{ path }] }]);
  const answers = [
    await w.adopt({}, null),
    await w.adopt({}, as(person.resident)),
    await w.adopt({ organizationId: uuidv7() }),
    await w.adopt({ ...input, duties: ["别的"] }),
  ];
  expect(answers.map(({ code }) => code)).toEqual([
    "NOT_SIGNED_IN",
    "NOT_ALLOWED",
    "NOT_FOUND",
    "IDEMPOTENCY_KEY_REUSED",
  ]);
  const twice = await Promise.all([w.adopt({}), w.adopt({})]);
  expect(twice.map(({ __typename }): string => __typename).toSorted()).toEqual(["Charter", "InvalidInput"]);
  await w.db.update(organizations).set({ dissolvedOn: "2026-11-23" });
  expect(await w.adopt({ effectiveFrom: "2027-01-01" })).toMatchObject({ code: "ORGANIZATION_DISSOLVED" });
});

test("the charter in force is reviewed, and stays fresh from then on", async () => {
  const w = await createWorld();
  const old = await w.adopt({ effectiveFrom: "2024-01-31" });
  const next = await w.adopt({ effectiveFrom: "2026-12-01" });
  expect(old).toMatchObject({ freshUntil: "2026-01-31", reviewedOn: null });
  expect(await w.review(next.id)).toMatchObject({ code: "CHARTER_NOT_IN_FORCE" });
  expect(await w.review(uuidv7())).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.review(old.id, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.review(old.id, as(person.resident))).toMatchObject({ code: "NOT_ALLOWED" });
  const [one, two] = await Promise.all([w.review(old.id), w.review(old.id)]);
  expect(one).toMatchObject({ reviewedOn: "2026-11-23", freshUntil: "2028-11-23" });
  expect(two).toEqual(one);
  const reviews = await w.db.query.outbox.findMany({ where: { name: "people.changed.v1" } });
  expect(reviews.filter(({ payload }) => (payload as { to: string }).to === "REVIEWED")).toHaveLength(1);
});

test("rules are fresh for 24 months after the review, else after they came into force (R35)", () => {
  const state = (effectiveFrom: string, reviewedOn: string | null, on: string) =>
    charterState({ effectiveFrom, reviewedOn }, { on, reviewMonths: 24 });
  expect(state("2024-11-23", null, "2026-11-23")).toBe("PASS");
  expect(state("2024-11-23", null, "2026-11-24")).toBe("STALE");
  expect(state("2020-01-01", "2024-11-23", "2026-11-23")).toBe("PASS");
  expect(state("2020-01-01", "2024-11-22", "2026-11-23")).toBe("STALE");
  expect(freshUntil({ effectiveFrom: "2024-02-29", reviewedOn: null }, 24)).toBe("2026-02-28");
  expect(charterState(null, { on: "2026-11-23", reviewMonths: 24 })).toBe("MISSING");
  const body = (
    classification: "ALLIANCE" | "YOUTH_COUNCIL" | "THINK_TANK",
    of: "PASS" | "STALE" | "MISSING",
  ) => ({
    classification,
    state: of,
  });
  const [alliance, council, tank] = (["ALLIANCE", "YOUTH_COUNCIL", "THINK_TANK"] as const).map((kind) =>
    body(kind, "PASS"),
  ) as [ReturnType<typeof body>, ReturnType<typeof body>, ReturnType<typeof body>];
  expect(rulesState([alliance, council, tank])).toBe("PASS");
  expect(rulesState([alliance, council])).toBe("MISSING");
  expect(rulesState([alliance, council, body("THINK_TANK", "STALE")])).toBe("STALE");
  expect(rulesState([alliance, council, tank, body("YOUTH_COUNCIL", "MISSING")])).toBe("MISSING");
});

test("a place's evidence of having rules is computed from its bodies, in one SQL (R35)", async () => {
  const w = await createWorld();
  const bodies = (["YOUTH_COUNCIL", "THINK_TANK"] as const).map((classification) => ({
    id: uuidv7(),
    name: classification,
    classification,
    placeId: place.quarter,
  }));
  await w.db.insert(organizations).values(bodies);
  const ask = `query ($id: ID!, $on: Date) { place(id: $id) {
    rulesEvidence(asOf: $on) { state asOf missing bodies { state freshUntil } } } }`;
  const evidence = async (on?: string, id: string = place.community) => {
    w.queries.length = 0;
    const { data } = await w.execute(ask, { id, on });
    expect(w.queries).toHaveLength(1);
    return data.place.rulesEvidence;
  };
  const everyBody = [organization.alliance, ...bodies.map(({ id }) => id)];
  for (const organizationId of everyBody) await w.adopt({ organizationId, effectiveFrom: "2024-11-23" });
  expect(await evidence()).toMatchObject({ state: "PASS", asOf: "2026-11-23", missing: [] });
  expect(await evidence("2026-11-24")).toMatchObject({ state: "STALE" });
  expect(await evidence("2024-11-22")).toMatchObject({ state: "MISSING", missing: [] });
  expect(await evidence(undefined, place.otherQuarter)).toMatchObject({
    state: "MISSING",
    missing: ["ALLIANCE", "YOUTH_COUNCIL", "THINK_TANK"],
  });
});

test("the database refuses what must never be", async () => {
  const { db } = await createHarness();
  const charter = {
    organizationId: organization.alliance,
    version: 1,
    effectiveFrom: "2026-01-01",
    duties: ["开会"],
    textReference: "章程",
  };
  await db.insert(charters).values({ ...charter, id: uuidv7() });
  const next = { ...charter, version: 2, effectiveFrom: "2026-02-01" };
  const answers = [];
  for (const row of [
    { ...next, version: 1 },
    { ...next, effectiveFrom: "2026-01-01" },
    { ...next, version: 0 },
    { ...next, duties: [] },
    { ...next, reviewedOn: "2026-01-31" },
  ])
    answers.push(
      await db
        .insert(charters)
        .values({ ...row, id: uuidv7() })
        .then(() => "accepted", constraintOf),
    );
  expect(answers).toEqual([
    "one_charter_of_a_version",
    "one_charter_a_day",
    "versions_begin_at_one",
    "duties_are_given",
    "is_not_reviewed_before_it_is_in_force",
  ]);
});
