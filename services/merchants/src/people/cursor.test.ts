import { expect, test } from "vitest";
import { createWorld, place, viewers } from "../../test/world.ts";

const lists = `query ($r: [_Any!]!, $after: String, $before: String) { _entities(representations: $r) {
  ... on Person { coupons(after: $after, before: $before) { nodes { id } pageInfo { endCursor } } }
  ... on Place { merchants(after: $after, before: $before) { nodes { name } pageInfo { endCursor } } } } }`;
const made = (text: string) => Buffer.from(text).toString("base64");

async function createLists() {
  const w = await createWorld();
  for (let count = 0; count < 2; count++) await w.claim(await w.addOffer());
  const ask = (__typename: "Person" | "Place", cursors: object) => {
    const id = __typename === "Person" ? viewers.resident.person : place.quarter;
    return w.execute(lists, { r: [{ __typename, id }], ...cursors }, viewers.resident);
  };
  const page = async (of: "Person" | "Place", cursors: object) =>
    Object.values((await ask(of, cursors)).data._entities[0])[0] as {
      nodes: { id: string }[];
      pageInfo: { endCursor: string };
    };
  return { ask, page };
}

test("a list goes on from its own cursor, in both directions", async () => {
  const { page } = await createLists();
  const { nodes } = await page("Person", {});
  const [first, second] = nodes;
  const cursorOfLast = (await page("Person", {})).pageInfo.endCursor;
  const before = await page("Person", { before: cursorOfLast });
  expect(before.nodes).toEqual([first]);
  expect((await page("Person", { after: before.pageInfo.endCursor })).nodes).toEqual([second]);
});

test("a cursor of another list, or one that is made by hand, is a mistake in the request and no failure", async () => {
  const { ask, page } = await createLists();
  const merchants = (await page("Place", {})).pageInfo.endCursor;
  const mistakes = [
    ["Person", merchants],
    ["Person", made("DC:N:1")],
    ["Person", made("DC:O:true")],
    ["Person", made('DC:O:{"a":1}')],
    ["Person", made("DC:D:9000000000000000")],
    ["Person", made("DC:D:x")],
    ["Person", made("DC:S:\0")],
    ["Place", made("DC:S:\0")],
    ["Person", made('DC:T:["D:1","S:x"]')],
    ["Place", made('DC:T:["D:1","S:x"]')],
    ["Person", made('DC:T:["N:1","N:1"]')],
    ["Person", made('DC:J:[["a"],1]')],
    ["Person", made("DC:T:[]")],
    ["Person", "x"],
  ] as const;
  for (const [list, cursor] of mistakes)
    for (const side of ["after", "before"]) {
      const { errors } = await ask(list, { [side]: cursor });
      const codes = errors?.map(({ extensions }) => extensions.code);
      expect([list, Buffer.from(cursor, "base64").toString(), codes]).toEqual([
        list,
        expect.anything(),
        ["BAD_USER_INPUT"],
      ]);
    }
});
