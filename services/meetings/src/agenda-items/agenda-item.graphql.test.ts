import { constraintOf } from "@linli/testing";
import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { as, createHarness, place, visitor } from "../../test/harness.ts";

const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on AgendaItem {
  title position meeting { title } series { title }
} } }`;
const represent = (ids: string[]) => ({ r: ids.map((id) => ({ __typename: "AgendaItem", id })) });

test("of 100 items a malformed and a missing id give null; the others come in one SQL", async () => {
  const h = await createHarness();
  const { id: meetingId } = await h.addMeeting({ state: "MINUTES_CONFIRMED" });
  const ids: string[] = [];
  for (let position = 1; position <= 98; position++) ids.push((await h.addItem({ meetingId, position })).id);
  h.queries.length = 0;
  const result = await h.execute(query, represent([...ids, "not-a-uuid", uuidv7()]), visitor);
  expect(result.errors).toBeUndefined();
  expect(result.data._entities[0]).toEqual({
    title: "充电桩",
    position: 1,
    meeting: { title: "联席会议（2026年11月）" },
    series: { title: "联席会议" },
  });
  expect(result.data._entities.filter(Boolean)).toHaveLength(98);
  expect(result.data._entities.slice(98)).toEqual([null, null]);
  expect(h.queries).toHaveLength(1);
});

test("past the meeting, too, an item shows no sooner than its minutes are confirmed", async () => {
  const h = await createHarness();
  const convened = await h.addMeeting({ state: "CONVENED" });
  const inMeeting = await h.addItem({ meetingId: convened.id });
  const inBacklog = await h.addItem();
  const representations = represent([inMeeting.id, inBacklog.id]);
  for (const field of ["title", "position", "state", "deferrals", "reason", "demand { id }"]) {
    const document = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on AgendaItem { ${field} } } }`;
    const refused = await h.execute(document, representations, as("ANALYST", null));
    expect(refused.errors).toMatchObject([
      { extensions: { code: "NOT_ALLOWED" } },
      { extensions: { code: "NOT_ALLOWED" } },
    ]);
    const told = refused.data._entities.flatMap((item: object | null) => Object.values(item ?? {}));
    expect(told.filter((value: unknown) => value !== null)).toEqual([]);
    const shown = await h.execute(document, representations, as("YOUTH_MEMBER", place.quarter));
    expect(shown.errors).toBeUndefined();
  }
});

test.each([
  ["with neither demand nor reason", { reason: null }, "cites_a_demand_or_states_a_reason"],
  ["with an empty reason", { reason: "" }, "cites_a_demand_or_states_a_reason"],
  ["deferred less than never", { deferrals: -1 }, "deferrals_are_not_negative"],
  ["before the first", { position: 0 }, "position_counts_from_one"],
  ["without a title", { title: "" }, "title_is_given"],
])("the database refuses an item %s (R63)", async (_what, values, constraint) => {
  const h = await createHarness();
  expect(await h.addItem(values).catch(constraintOf)).toBe(constraint);
});

test("two items of a meeting never share a position; an item is of its meeting's series", async () => {
  const h = await createHarness();
  const { id: meetingId } = await h.addMeeting();
  await h.addItem({ meetingId });
  expect(await h.addItem({ meetingId }).catch(constraintOf)).toMatch(/position/);
  const other = await h.addSeries();
  expect(await h.addItem({ meetingId, position: 2, seriesId: other.id }).catch(constraintOf)).toMatch(
    /meeting_id/,
  );
});
