import { constraintOf } from "@linli/testing";
import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { as, createHarness, place, series, visitor } from "../../test/harness.ts";

const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on MeetingSeries {
  title backlog { totalCount nodes { title deferrals meeting { id } } }
} } }`;
const represent = (ids: string[]) => ({ r: ids.map((id) => ({ __typename: "MeetingSeries", id })) });

test("the backlog of a series shows to those who take part in it alone", async () => {
  const h = await createHarness();
  const { id } = await h.addMeeting({ state: "MINUTES_CONFIRMED" });
  await h.addItem({ meetingId: id, title: "已决议" });
  await h.addItem({ position: 2, title: "第二件" });
  await h.addItem({ position: 1, title: "充电桩", state: "DEFERRED", deferrals: 3 });
  h.queries.length = 0;
  expect(await h.execute(query, represent([series]), as("CHAIR", place.quarter))).toEqual({
    data: {
      _entities: [
        {
          title: "联席会议",
          backlog: {
            totalCount: 2,
            nodes: [
              { title: "充电桩", deferrals: 3, meeting: null },
              { title: "第二件", deferrals: 0, meeting: null },
            ],
          },
        },
      ],
    },
  });
  expect(h.queries).toHaveLength(1);

  for (const viewer of [visitor, as("CHAIR", place.elsewhere)]) {
    const refused = await h.execute(query, represent([series]), viewer);
    expect(refused.data).toEqual({ _entities: [{ title: "联席会议", backlog: null }] });
    expect(refused.errors).toMatchObject([{ extensions: { code: "NOT_ALLOWED" } }]);
  }
});

test("of 100 series a malformed and a missing id give null; the others come in one SQL", async () => {
  const h = await createHarness();
  const ids = [...Array<string>(98).fill(series), "not-a-uuid", uuidv7()];
  const result = await h.execute(query, represent(ids), as("CHAIR", null));
  expect(result.errors).toBeUndefined();
  expect(result.data._entities.filter(Boolean)).toHaveLength(98);
  expect(result.data._entities.slice(98)).toEqual([null, null]);
  expect(h.queries).toHaveLength(1);
});

test.each([
  ["without a rule", { rrule: "" }, "rrule_has_a_frequency"],
  ["whose rule has no frequency", { rrule: "BYDAY=2WE" }, "rrule_has_a_frequency"],
  ["whose frequency is empty", { rrule: "FREQ=" }, "rrule_has_a_frequency"],
  ["without a title", { title: "" }, "title_is_given"],
])("the database refuses a series %s", async (_what, values, constraint) => {
  const h = await createHarness();
  expect(await h.addSeries(values).catch(constraintOf)).toBe(constraint);
});
