import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createHarness, place } from "../../test/harness.ts";

const page = `query ($r: [_Any!]!, $first: Int, $after: String) { _entities(representations: $r) { ... on Place {
  meetings(first: $first, after: $after) {
    totalCount nodes { title startsAt state series { title } } pageInfo { hasNextPage endCursor }
  }
} } }`;
const represent = (ids: string[]) => ids.map((id) => ({ __typename: "Place", id }));
const november = (day: number) => new Date(Date.UTC(2026, 10, day, 7));

test("a place lists the meetings in it and below it, the newest first, page by page", async () => {
  const h = await createHarness();
  for (const day of [4, 18, 11, 11]) await h.addMeeting({ startsAt: november(day), title: `${day}日` });
  const ofCommunity = await h.addSeries({ placeId: place.community });
  await h.addMeeting({
    seriesId: ofCommunity.id,
    placeId: place.community,
    startsAt: november(25),
    title: "25日",
  });
  const far = await h.addSeries({ placeId: place.elsewhere });
  await h.addMeeting({ seriesId: far.id, placeId: place.elsewhere });

  const titles: string[] = [];
  let after: string | null = null;
  do {
    h.queries.length = 0;
    const { data } = await h.execute(page, { r: represent([place.community]), first: 2, after });
    const { meetings } = data._entities[0];
    expect(meetings.totalCount).toBe(5);
    expect(h.queries).toHaveLength(1);
    titles.push(...meetings.nodes.map(({ title }: { title: string }) => title));
    after = meetings.pageInfo.hasNextPage ? meetings.pageInfo.endCursor : null;
  } while (after);
  expect(titles).toEqual(["25日", "18日", "11日", "11日", "4日"]);
});

test("of 100 places a malformed and a missing id give null; the others come with their meetings in one SQL", async () => {
  const h = await createHarness();
  await h.addMeeting();
  const known = Array.from({ length: 98 }, (_, index) => Object.values(place)[index % 5]!);
  h.queries.length = 0;
  const result = await h.execute(page, { r: represent([...known, "not-a-uuid", uuidv7()]), first: 3 });
  expect(result.errors).toBeUndefined();
  expect(result.data._entities.slice(98)).toEqual([null, null]);
  const totals = result.data._entities
    .slice(0, 5)
    .map((found: { meetings: { totalCount: number } }) => found.meetings.totalCount);
  expect(totals).toEqual([1, 1, 1, 1, 0]);
  expect(result.data._entities.filter(Boolean)).toHaveLength(98);
  expect(h.queries).toHaveLength(1);
});
