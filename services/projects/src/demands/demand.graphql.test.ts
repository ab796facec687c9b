import { organization, person, place } from "@linli/demo-world";
import { uuidv7 } from "@linli/kernel";
import type { ViewerGrant } from "@linli/passport";
import { expect, test } from "vitest";
import { createHarness, viewer } from "../../test/harness.ts";
import { demand } from "../../test/rows.ts";
import { demands } from "../db/tables.ts";

const row = demand();
const reading = `query ($id: ID!) { demand(id: $id) { title description reporter { id } place { id } } }`;
const workerOf = (placeKey: string): ViewerGrant => ({
  role: "COMMUNITY_WORKER",
  place: place(placeKey).id,
  organization: organization("gaodeng-committee").id,
});

test.each([
  ["its reporter", viewer(row.reporterId)],
  ["the worker of the community above", viewer(person("worker").id, workerOf("gaodeng"))],
])("%s sees who reported a demand and in what words", async (_who, asking) => {
  const h = await createHarness();
  await h.db.insert(demands).values(row);
  expect(await h.execute(reading, { id: row.id }, asking)).toEqual({
    data: {
      demand: {
        title: row.title,
        description: row.description,
        reporter: { id: row.reporterId },
        place: { id: row.placeId },
      },
    },
  });
});

test.each([
  ["a visitor", null],
  ["another resident", viewer(person("chair").id)],
  ["a worker elsewhere", viewer(person("worker-elsewhere").id, workerOf("libuga"))],
  ["a worker of the house next door", viewer(person("worker").id, workerOf("panlong/4"))],
  [
    "an administrator",
    viewer(person("admin").id, { role: "PLATFORM_ADMIN", place: null, organization: null }),
  ],
])("%s reads the demand without its reporter and the reporter's words", async (_who, asking) => {
  const h = await createHarness();
  await h.db.insert(demands).values(row);
  const { data, errors } = await h.execute(reading, { id: row.id }, asking);
  expect(data.demand).toEqual({
    title: row.title,
    description: null,
    reporter: null,
    place: { id: row.placeId },
  });
  expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions.code]).toSorted()).toEqual([
    ["description", "NOT_ALLOWED"],
    ["reporter", "NOT_ALLOWED"],
  ]);
});

test("100 references come in one SQL, reporters included; a malformed and a missing one give null", async () => {
  const h = await createHarness();
  const rows = Array.from({ length: 98 }, (_, index) => demand({ title: `需求${index}` }));
  await h.db.insert(demands).values(rows);
  h.queries.length = 0;
  const { data, errors } = await h.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Demand {
      title state urgency source verdict reportedAt answeredAt closedAt reporter { id } } } }`,
    { r: [...rows.map(({ id }) => id), "not-a-uuid", uuidv7()].map((id) => ({ __typename: "Demand", id })) },
    viewer(person("worker").id, workerOf("gaodeng")),
  );
  expect(errors).toBeUndefined();
  expect(data._entities.map((found: { title: string } | null) => found?.title)).toEqual([
    ...rows.map(({ title }) => title),
    undefined,
    undefined,
  ]);
  expect(data._entities[0]).toEqual({
    title: "需求0",
    state: "REPORTED",
    urgency: "ORDINARY",
    source: "APP",
    verdict: null,
    reportedAt: "2026-11-01T08:00:00.000Z",
    answeredAt: null,
    closedAt: null,
    reporter: { id: row.reporterId },
  });
  expect(h.queries).toHaveLength(1);
});

test("there is no demand by a malformed or an unknown id", async () => {
  const h = await createHarness();
  for (const id of ["not-a-uuid", uuidv7(), ""])
    expect(await h.execute(`query ($id: ID!) { demand(id: $id) { id } }`, { id })).toEqual({
      data: { demand: null },
    });
});

const [reported, answered, closed] = ["2026-11-01", "2026-11-02", "2026-11-03"].map(
  (date) => new Date(date),
) as [Date, Date, Date];
const wholeWay = { reportedAt: reported, answeredAt: answered, closedAt: closed };

const broken = [
  ["only_closed_demands_have_a_verdict", { state: "IN_PROGRESS", answeredAt: closed, verdict: "FIXED" }],
  ["is_reported_before_it_is_answered", { state: "ACCEPTED", reportedAt: closed, answeredAt: reported }],
  [
    "is_answered_before_it_is_closed",
    { ...wholeWay, state: "CLOSED", answeredAt: closed, closedAt: answered },
  ],
  ["its_state_tells_whether_it_is_answered", { state: "REPORTED", answeredAt: closed }],
  ["its_state_tells_whether_it_is_answered", { state: "IN_PROGRESS" }],
  ["its_state_tells_whether_it_has_ended", { ...wholeWay, state: "IN_PROGRESS" }],
  ["its_state_tells_whether_it_has_ended", { state: "CLOSED", answeredAt: closed }],
  ["title_is_given", { title: "" }],
] as const;

test("the database refuses a demand that cannot be", async () => {
  const h = await createHarness();
  for (const [constraint, given] of broken)
    await expect(h.db.insert(demands).values(demand(given))).rejects.toMatchObject({ cause: { constraint } });
});

test("a demand that came to its end keeps all of its way", async () => {
  const h = await createHarness();
  const { id } = row;
  await h.db.insert(demands).values(demand({ ...wholeWay, id, state: "CLOSED", verdict: "NOT_FIXED" }));
  expect(await h.execute(`query ($id: ID!) { demand(id: $id) { state verdict closedAt } }`, { id })).toEqual({
    data: { demand: { state: "CLOSED", verdict: "NOT_FIXED", closedAt: closed.toISOString() } },
  });
});
