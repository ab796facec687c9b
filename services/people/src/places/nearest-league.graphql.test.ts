import { dateIn, uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createHarness, noon, person, place } from "../../test/harness.ts";
import { memberships, organizations, posts } from "../db/tables.ts";

const ask = /* GraphQL */ `
  query ($r: [_Any!]!) {
    _entities(representations: $r) {
      ... on Place {
        nearestLeagueOrganization {
          name
          place {
            name
          }
        }
      }
    }
  }
`;
const representations = (ids: readonly string[]) => ({ r: ids.map((id) => ({ __typename: "Place", id })) });

test("where somebody lives, the league is found: the nearest above with a contact post that is held today, for 100 places in one SQL (R7)", async () => {
  const h = await createHarness();
  const add = async (
    name: string,
    placeId: string,
    values: Partial<typeof organizations.$inferInsert> & { isContact?: boolean; until?: string | null } = {},
  ) => {
    const [id, postId] = [uuidv7(), uuidv7()];
    const { isContact = true, until = null, ...own } = values;
    await h.db
      .insert(organizations)
      .values({ id, name, classification: "LEAGUE_ORGANIZATION", placeId, ...own });
    await h.db.insert(posts).values({ id: postId, organizationId: id, title: "书记", isContact });
    await h.db
      .insert(memberships)
      .values({ id: uuidv7(), postId, personId: person.worker, startsOn: "2025-01-01", endsOn: until });
  };
  const found = async (...ids: string[]) => {
    const { data, errors } = await h.execute(ask, representations(ids));
    expect(errors).toBeUndefined();
    return data._entities.map(
      (entity: { nearestLeagueOrganization: { name: string } | null } | null) =>
        entity?.nearestLeagueOrganization?.name ?? null,
    );
  };

  expect(await found(place.building)).toEqual([null]);
  await add("共青团文山州委", place.prefecture);
  await add("高登社区团总支", place.community, { sector: "GRASSROOTS" });
  // None of these can be reached, or is the league.
  await add("物业团支部", place.quarter, { isContact: false });
  await add("旧团支部", place.quarter, { until: dateIn(noon) });
  await add("已撤销团支部", place.quarter, { dissolvedOn: dateIn(noon) });
  await add("业委会", place.quarter, { classification: "OWNERS_COMMITTEE" });
  // Beside the grassroots, whatever its name or age.
  await add("企业团委", place.community, { sector: "ENTERPRISE" });

  const ids = Array.from({ length: 98 }, (_, index) => [place.building, place.county][index % 2]!);
  h.queries.length = 0;
  const answers = await found(...ids, "not-a-uuid", uuidv7());
  expect(h.queries).toHaveLength(1);
  expect(answers).toEqual([
    ...ids.map((id) => (id === place.building ? "高登社区团总支" : "共青团文山州委")),
    null,
    null,
  ]);

  await add("盛世盘龙团支部", place.quarter, { sector: "ENTERPRISE", until: "2026-11-25" });
  expect(await found(place.building, place.otherQuarter)).toEqual(["盛世盘龙团支部", "高登社区团总支"]);
  // The post falls vacant as the day begins in Shanghai.
  h.clock.at = new Date("2026-11-24T15:59:59.999Z");
  expect(await found(place.building)).toEqual(["盛世盘龙团支部"]);
  h.clock.at = new Date("2026-11-24T16:00:00Z");
  expect(await found(place.building)).toEqual(["高登社区团总支"]);
});
