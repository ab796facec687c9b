import { expect, test } from "vitest";
import { createWorld, days, justBefore, viewers, visitor } from "../../test/world.ts";

const merchantsOf = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer {
  id merchants { name outlets(first: 5) { nodes { name } } } } } }`;
const those = (id: string) => ({ r: [{ __typename: "Viewer", id }] });

test("the viewer sees the merchants where they work, with outlets, in one SQL", async () => {
  const w = await createWorld();
  const bakery = { name: "云朵烘焙", outlets: { nodes: [{ name: "一店" }, { name: "二店" }] } };
  const laundry = { name: "清清洗衣", outlets: { nodes: [{ name: "总店" }] } };
  for (const [role, found] of [
    ["owner", [bakery]],
    ["cashier", [bakery]],
    ["otherCashier", [laundry]],
    ["resident", []],
  ] as const) {
    const id = viewers[role].person;
    w.queries.length = 0;
    expect(await w.execute(merchantsOf, those(id), viewers[role])).toEqual({
      data: { _entities: [{ id, merchants: found }] },
    });
    expect(w.queries).toHaveLength(1);
  }
});

test("where somebody works shows until just before they leave", async () => {
  const w = await createWorld();
  const { cashier } = viewers;
  await w.dismiss(cashier, days(1));
  const names = async (at: Date) => {
    w.clock.at = at;
    const { data } = await w.execute(merchantsOf, those(cashier.person), cashier);
    return data._entities[0].merchants.map(({ name }: { name: string }) => name);
  };
  expect(await names(justBefore(days(1)))).toEqual(["云朵烘焙"]);
  expect(await names(days(1))).toEqual([]);
  expect(await names(justBefore(days(-100)))).toEqual([]);
});

test("nobody is the viewer but the person of the passport", async () => {
  const w = await createWorld();
  for (const viewer of [visitor, viewers.editor, viewers.worker])
    expect(await w.execute(merchantsOf, those(viewers.owner.person), viewer)).toEqual({
      data: { _entities: [null] },
    });
});
