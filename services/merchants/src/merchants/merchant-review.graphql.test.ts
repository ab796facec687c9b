import { tablesReadThrough } from "@linli/database";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { merchantDocuments, newMerchant, newOutlet } from "../../test/merchant-documents.ts";
import { createWorld, days, merchant, newResident, noon, place, viewers, visitor } from "../../test/world.ts";
import { merchants } from "../db/tables.ts";
import { toReview } from "./merchant-review.actions.ts";

const queue = `query ($after: String, $first: Int) { merchantsToReview(after: $after, first: $first) {
  nodes { id application { licence } } pageInfo { endCursor } } }`;

async function createApplications() {
  const w = await createWorld();
  let day = 0;
  const apply = async (placeIds: string[], applicant: Viewer = newResident()) => {
    w.clock.at = days(day--);
    const [placeId, ...more] = placeIds;
    const input = newMerchant({ outlet: newOutlet({ placeId }) });
    const { id } = await w.answer(merchantDocuments.apply, { input }, applicant);
    await w.db
      .update(merchants)
      .set({ appliedAt: w.clock.at })
      .where(sql`id = ${id}`);
    for (const another of more)
      await w.answer(
        merchantDocuments.openOutlet,
        { merchantId: id, input: newOutlet({ placeId: another }), key: uuidv7() },
        applicant,
      );
    w.clock.at = noon;
    return id as string;
  };
  const ask = (viewer: Viewer | null, variables: object = {}) => w.answer(queue, variables, viewer);
  const idsOf = async (viewer: Viewer | null) =>
    (await ask(viewer)).nodes.map(({ id }: { id: string }) => id) as string[];
  return { ...w, apply, ask, idsOf };
}

test("the queue holds what the reviewer may decide about, the oldest first, page by page", async () => {
  const w = await createApplications();
  const [newer, across, elsewhere, older] = [
    await w.apply([place.quarter]),
    await w.apply([place.quarter, place.otherCommunity]),
    await w.apply([place.otherCommunity]),
    await w.apply([place.building, place.community]),
  ];
  expect(await w.idsOf(viewers.worker)).toEqual([older, newer]);
  expect(await w.idsOf(viewers.workerElsewhere)).toEqual([elsewhere]);
  expect(await w.idsOf(viewers.leagueReviewer)).toEqual([older, elsewhere, across, newer]);
  const two = [...viewers.worker.grants, ...viewers.workerElsewhere.grants];
  expect(await w.idsOf({ ...viewers.worker, grants: two })).toEqual([older, elsewhere, across, newer]);
  for (const viewer of [visitor, viewers.owner, viewers.resident, viewers.admin, viewers.analyst])
    expect(await w.idsOf(viewer)).toEqual([]);
  const denied = { ...viewers.worker, denials: [{ role: null, place: place.building, organization: null }] };
  expect(await w.idsOf(denied)).toEqual([newer]);

  const first = await w.ask(viewers.worker, { first: 1 });
  expect(first.nodes).toEqual([{ id: older, application: { licence: expect.any(String) } }]);
  const rest = await w.ask(viewers.worker, { after: first.pageInfo.endCursor });
  expect(rest.nodes).toMatchObject([{ id: newer }]);
  await w.answer(merchantDocuments.approve, { id: older }, viewers.worker);
  expect(await w.idsOf(viewers.worker)).toEqual([newer]);
});

test("what one has applied for, or works at, is for others to decide about", async () => {
  const w = await createApplications();
  const { grants } = viewers.worker;
  const applicant = { ...newResident(), grants };
  const id = await w.apply([place.quarter], applicant);
  await w.setMerchant("APPLIED", merchant.bakery);
  await w.db
    .update(merchants)
    .set({ appliedBy: applicant.person, appliedAt: noon })
    .where(sql`id = ${merchant.bakery}`);
  expect(await w.idsOf(viewers.worker)).toEqual([id, merchant.bakery]);
  expect(await w.idsOf({ ...viewers.cashier, grants })).toEqual([id]);
  w.clock.at = days(1);
  await w.dismiss(applicant, days(1));
  expect(await w.idsOf(applicant)).toEqual([]);
});

test("a page takes one SQL, and of 10,000 merchants those that wait are found by an index", async () => {
  const w = await createApplications();
  await w.apply([place.quarter]);
  await w.apply([place.quarter]);
  w.queries.length = 0;
  expect((await w.ask(viewers.worker)).nodes).toHaveLength(2);
  expect(w.queries).toHaveLength(1);
  await w.db.execute(sql`insert into merchants (id, name, state)
    select gen_random_uuid(), '商家', 'ACTIVE' from generate_series(1, 10000)`);
  await w.db.execute(sql`insert into outlets (id, merchant_id, name, address, place_id)
    select gen_random_uuid(), id, '店', '街', ${place.quarter} from merchants where state = 'ACTIVE'`);
  await w.db.execute(sql`vacuum analyze`);
  const where = toReview({ viewer: viewers.worker, now: () => noon } as never);
  const orderBy = { appliedAt: "asc", id: "asc" } as const;
  const asked = w.db.query.merchants.findMany({ where, orderBy, limit: 21 }).toSQL();
  expect(await tablesReadThrough(w.db, [asked], { rows: 5_000 })).toEqual([]);
});
