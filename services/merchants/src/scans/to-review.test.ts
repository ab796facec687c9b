import { expect, test } from "vitest";
import { merchantDocuments } from "../../test/merchant-documents.ts";
import { confirm, createTill } from "../../test/till.ts";
import { createWorld, merchant, noon, outlet, viewers, visitor } from "../../test/world.ts";

const waiting = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Merchant { scansToReview(first: 9) {
  totalCount nodes { id reason redemption { id } } } } } }`;
const of = (...ids: string[]) => ({ r: ids.map((id) => ({ __typename: "Merchant", id })) });

test("a merchant's owner finds the scans that wait, of all its shops, the oldest first; nobody else finds any", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 9 });
  const tills = [await createTill(w), await createTill(w, { outletId: outlet.secondBakery })];
  const early = new Date(+noon - 600_000);
  const ids: string[] = [];
  for (const till of [...tills, tills[0]!]) {
    const scan = await till.scan((await w.claim(offerId)).id, { scannedAt: early });
    w.clock.at = new Date(+w.clock.at + 1_000);
    const taken = await till.scan((await w.claim(offerId)).id);
    ids.push((await till.upload([scan, taken])).scans[0].id);
  }
  await w.answer(merchantDocuments.retireOutlet, { id: outlet.secondBakery }, viewers.owner);
  w.queries.length = 0;
  const { data } = await w.execute(
    waiting,
    of(...Array.from({ length: 50 }, () => merchant.bakery), merchant.laundry),
    viewers.owner,
  );
  expect(w.queries).toHaveLength(1);
  const reason = "OUTSIDE_WINDOW";
  expect(data._entities[49].scansToReview).toEqual({
    totalCount: 3,
    nodes: ids.map((id) => ({ id, reason, redemption: null })),
  });
  const none = { totalCount: 0, nodes: [] };
  expect(data._entities[50].scansToReview).toEqual(none);
  for (const viewer of [viewers.cashier, viewers.editor, viewers.otherOwner, viewers.worker, visitor])
    expect((await w.execute(waiting, of(merchant.bakery), viewer)).data._entities[0].scansToReview).toEqual(
      none,
    );

  await w.answer(confirm, { id: ids[1]! }, viewers.owner);
  const left = (await w.execute(waiting, of(merchant.bakery), viewers.owner)).data._entities[0].scansToReview;
  expect(left.nodes.map(({ id }: { id: string }) => id)).toEqual([ids[0], ids[2]]);
  await w.dismiss(viewers.owner, w.clock.at);
  expect(
    (await w.execute(waiting, of(merchant.bakery), viewers.owner)).data._entities[0].scansToReview,
  ).toEqual(none);
});
