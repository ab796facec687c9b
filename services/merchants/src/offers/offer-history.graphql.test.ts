import { expect, test } from "vitest";
import { pause, resume } from "../../test/offer-documents.ts";
import { createWorld, days, noon, viewers, visitor } from "../../test/world.ts";

const read = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Offer { history {
  totalCount nodes { step from to version at reason actor { id } } } } } }`;

test("what was done with an offer shows to all, by whom and why to its staff, reviewers and the platform alone", async () => {
  const w = await createWorld();
  const id = await w.addOffer();
  await w.answer(pause, { id }, viewers.worker);
  w.clock.at = days(1);
  await w.answer(resume, { id }, viewers.admin);
  const insiders = ["owner", "editor", "cashier", "secondCashier", "ownerWhoReviews", "worker", "admin"];
  for (const [role, viewer] of Object.entries({ visitor, ...viewers })) {
    const { data } = await w.execute(read, { r: [{ __typename: "Offer", id }] }, viewer);
    const isInsider = insiders.includes(role);
    const step = (name: string, from: string, to: string, by: string, at: Date) => ({
      step: name,
      from,
      to,
      version: 1,
      at: at.toISOString(),
      reason: isInsider ? "盘点库存" : null,
      actor: isInsider ? { id: by } : null,
    });
    expect([role, data._entities[0].history]).toEqual([
      role,
      {
        totalCount: 2,
        nodes: [
          step("PAUSE", "APPROVED", "PAUSED", viewers.worker.person, noon),
          step("RESUME", "PAUSED", "APPROVED", viewers.admin.person, days(1)),
        ],
      },
    ]);
  }
});

test("the histories of many offers come in one SQL", async () => {
  const w = await createWorld();
  const ids = [];
  for (let index = 0; index < 30; index++) ids.push(await w.addOffer());
  for (const id of ids.slice(0, 3)) await w.answer(pause, { id }, viewers.owner);
  w.queries.length = 0;
  const { data } = await w.execute(
    read,
    { r: ids.map((id) => ({ __typename: "Offer", id })) },
    viewers.owner,
  );
  expect(
    data._entities.map(({ history }: { history: { totalCount: number } }) => history.totalCount),
  ).toEqual([...Array(3).fill(1), ...Array(27).fill(0)]);
  expect(w.queries).toHaveLength(1);
});
