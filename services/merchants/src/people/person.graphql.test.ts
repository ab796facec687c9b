import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createWorld, noon, newResident, viewers, visitor } from "../../test/world.ts";

const { resident } = viewers;
const page = `query ($r: [_Any!]!, $first: Int, $after: String) {
  _entities(representations: $r) { ... on Person { id coupons(first: $first, after: $after) {
    totalCount nodes { id code effectiveState offer { title merchant { name } } } pageInfo { hasNextPage endCursor } } } }
}`;
const those = (...ids: string[]) => ({ r: ids.map((id) => ({ __typename: "Person", id })) });

test("one's coupons come page by page, the newest first, each with its code, in two SQL a page", async () => {
  const w = await createWorld();
  const claimed: { id: string; code: string }[] = [];
  for (const [index, at] of [0, 1, 1, 2, 3].entries()) {
    w.clock.at = new Date(+noon + at * 1_000);
    claimed.push(await w.claim(await w.addOffer({ title: `第${index}份` }), resident));
  }
  await w.claim(await w.addOffer(), newResident());

  const seen: { id: string; code: string }[] = [];
  let after: string | null = null;
  for (let hasNextPage = true; hasNextPage;) {
    w.queries.length = 0;
    const { data, errors } = await w.execute(page, { ...those(resident.person), first: 2, after }, resident);
    expect(errors).toBeUndefined();
    expect(w.queries).toHaveLength(2);
    const { totalCount, nodes, pageInfo } = data._entities[0].coupons;
    expect(totalCount).toBe(5);
    seen.push(...nodes);
    ({ hasNextPage, endCursor: after } = pageInfo);
  }
  expect(seen.map(({ id }) => id)).toEqual(
    claimed
      .map(({ id }) => id)
      .toSorted()
      .toReversed(),
  );
  expect(seen.map(({ code }) => code)).toEqual(
    seen.map(({ id }) => claimed.find((one) => one.id === id)!.code),
  );
  expect(seen[0]).toMatchObject({
    effectiveState: "EFFECTIVE",
    offer: { title: "第4份", merchant: { name: "云朵烘焙" } },
  });
});

test("neither somebody's coupons nor their number show to anybody else", async () => {
  const w = await createWorld();
  await w.claim(await w.addOffer(), resident);
  for (const [role, viewer] of Object.entries({ visitor, ...viewers })) {
    if (role === "resident") continue;
    for (const fields of ["totalCount", "nodes { id }", "totalCount nodes { id code }"]) {
      const { data, errors } = await w.execute(
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { coupons { ${fields} } } } }`,
        those(resident.person),
        viewer,
      );
      expect(data).toEqual({ _entities: [{ coupons: null }] });
      expect(new Set(errors!.map(({ extensions }) => extensions.code))).toEqual(new Set(["NOT_ALLOWED"]));
    }
  }
});

test("among other people one's own coupons show, and theirs do not", async () => {
  const w = await createWorld();
  await w.claim(await w.addOffer(), resident);
  const { data, errors } = await w.execute(page, those(uuidv7(), resident.person, "not-a-uuid"), resident);
  expect(data._entities.map(({ coupons }: { coupons: unknown }) => coupons !== null)).toEqual([
    false,
    true,
    false,
  ]);
  expect(new Set(errors!.map(({ extensions }) => extensions.code))).toEqual(new Set(["NOT_ALLOWED"]));
});
