import { constraintOf } from "@linli/testing";
import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { as, createHarness, organization, place, series, visitor } from "../../test/harness.ts";
import { meetingStates } from "./meeting.rules.ts";

const query = `query ($id: ID!) { meeting(id: $id) {
  title startsAt endsAt state
  series { title kind rrule state place { id } organization { id } }
  agendaItems(first: 1) { totalCount nodes { title state deferrals reason demand { id } } pageInfo { hasNextPage } }
} }`;
const agenda = `query ($id: ID!) { meeting(id: $id) { state agendaItems { totalCount } } }`;

test("once the minutes are confirmed, a visitor reads a meeting with its series and its agenda, in one SQL", async () => {
  const h = await createHarness();
  const { id } = await h.addMeeting({ state: "MINUTES_CONFIRMED" });
  const demandId = uuidv7();
  await h.addItem({ meetingId: id, position: 2, title: "走访安排" });
  await h.addItem({ meetingId: id, position: 1, title: "充电桩", state: "DECIDED", reason: null, demandId });
  h.queries.length = 0;
  expect(await h.execute(query, { id }, visitor)).toEqual({
    data: {
      meeting: {
        title: "联席会议（2026年11月）",
        startsAt: "2026-11-11T07:00:00.000Z",
        endsAt: "2026-11-11T08:30:00.000Z",
        state: "MINUTES_CONFIRMED",
        series: {
          title: "联席会议",
          kind: "JOINT_MEETING",
          rrule: "FREQ=MONTHLY;BYDAY=2WE",
          state: "ACTIVE",
          place: { id: place.quarter },
          organization: { id: organization },
        },
        agendaItems: {
          totalCount: 2,
          nodes: [
            { title: "充电桩", state: "DECIDED", deferrals: 0, reason: null, demand: { id: demandId } },
          ],
          pageInfo: { hasNextPage: true },
        },
      },
    },
  });
  expect(h.queries).toHaveLength(1);
});

test.each(meetingStates.filter((state) => state !== "MINUTES_CONFIRMED"))(
  "the agenda of a meeting that is %s is refused to a visitor, and shown to the community worker",
  async (state) => {
    const h = await createHarness();
    const { id } = await h.addMeeting({ state });
    await h.addItem({ meetingId: id });
    const refused = await h.execute(agenda, { id }, visitor);
    expect(refused.data).toEqual({ meeting: { state, agendaItems: null } });
    expect(refused.errors).toMatchObject([
      { path: ["meeting", "agendaItems"], extensions: { code: "NOT_ALLOWED" } },
    ]);
    const shown = await h.execute(agenda, { id }, as("COMMUNITY_WORKER", place.community));
    expect(shown).toEqual({ data: { meeting: { state, agendaItems: { totalCount: 1 } } } });
  },
);

test("two pages of one agenda in one operation are both guarded", async () => {
  const h = await createHarness();
  const { id } = await h.addMeeting({ state: "CONVENED" });
  for (const position of [1, 2]) await h.addItem({ meetingId: id, position, title: `第${position}件` });
  const twice = `query ($id: ID!) { meeting(id: $id) {
    top: agendaItems(first: 1) { nodes { title } } all: agendaItems { totalCount nodes { title } }
  } }`;
  const shown = await h.execute(twice, { id }, as("LEAGUE_REVIEWER", place.county));
  expect(shown).toEqual({
    data: {
      meeting: {
        top: { nodes: [{ title: "第1件" }] },
        all: { totalCount: 2, nodes: [{ title: "第1件" }, { title: "第2件" }] },
      },
    },
  });
  const refused = await h.execute(twice, { id }, as("LEAGUE_REVIEWER", place.elsewhere));
  expect(refused.data).toEqual({ meeting: { top: null, all: null } });
  expect(refused.errors?.map(({ extensions }) => extensions.code)).toEqual(["NOT_ALLOWED", "NOT_ALLOWED"]);
});

test.each(["not-a-uuid", uuidv7(), ""])("there is no meeting %s", async (id) => {
  const h = await createHarness();
  expect(await h.execute(`query ($id: ID!) { meeting(id: $id) { id } }`, { id })).toEqual({
    data: { meeting: null },
  });
});

test("of 100 meetings a malformed and a missing id give null; the others come in one SQL", async () => {
  const h = await createHarness();
  const ids: string[] = [];
  for (let added = 0; added < 98; added++) ids.push((await h.addMeeting()).id);
  h.queries.length = 0;
  const result = await h.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Meeting { title series { title } } } }`,
    {
      r: [...ids, "not-a-uuid", uuidv7()].map((key) => ({
        __typename: "Meeting",
        id: key,
      })),
    },
  );
  expect(result.errors).toBeUndefined();
  expect(result.data._entities.filter(Boolean)).toHaveLength(98);
  expect(result.data._entities.slice(98)).toEqual([null, null]);
  expect(h.queries).toHaveLength(1);
});

test.each([
  ["in another place than its series", { placeId: place.elsewhere }, /place_id/],
  ["of no series", { seriesId: uuidv7() }, /series_id/],
  ["that ends as it starts", { endsAt: new Date("2026-11-11T07:00:00Z") }, /^ends_after_it_starts$/],
  ["without a title", { title: "" }, /^title_is_given$/],
])("the database refuses a meeting %s", async (_what, values, constraint) => {
  const h = await createHarness();
  const refusal = await h.addMeeting(values).catch(constraintOf);
  expect(refusal).toMatch(constraint);
  expect((await h.db.query.meetings.findMany({ where: { seriesId: series } })).length).toBe(0);
});
