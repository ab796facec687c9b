import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { body, createBodies, place, viewers } from "../../test/bodies.ts";
import { interests } from "../db/tables.ts";

const answer = `__typename ... on CommitteeInterest { id withdrawnAt } ... on UserError { code }`;
const express = `mutation ($id: ID!, $key: String!) {
  expressInterest(committeeId: $id, idempotencyKey: $key) { ${answer} } }`;
const withdraw = `mutation ($id: ID!) { withdrawInterest(id: $id) { ${answer} } }`;
const { resident, stranger, worker } = viewers;

test("an owner says that they would stand, and takes it back; nobody becomes a member by it (R18)", async () => {
  const w = await createBodies();
  const wish = (id: string = body.owners, viewer: typeof worker | null = resident, key: string = uuidv7()) =>
    w.answer(express, { id, key }, viewer);
  expect(await wish(body.owners, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const id of ["no-uuid", uuidv7(), body.council])
    expect(await wish(id)).toMatchObject({ code: "NOT_FOUND" });
  expect(await wish(body.owners, resident, "short")).toMatchObject({ code: "INVALID_INPUT" });
  expect(await wish()).toMatchObject({ code: "OWNERSHIP_NOT_VERIFIED" });
  await w.addHome(resident.person);
  await w.addHome(stranger.person, { placeId: place.otherQuarter });
  expect(await wish(body.owners, stranger)).toMatchObject({ code: "OWNERSHIP_NOT_VERIFIED" });

  const terms = await w.terms();
  const key = uuidv7();
  const { id } = await wish(body.owners, resident, key);
  expect((await wish(body.owners, resident, key)).id).toBe(id);
  expect(await wish()).toMatchObject({ code: "ALREADY_INTERESTED" });

  const list = `query ($id: ID!) { committeeInterests(committeeId: $id) { nodes { id person { name } committee { name } } } }`;
  const seen = async (viewer: typeof worker | null) => {
    const { data, errors } = await w.execute(list, { id: body.owners }, viewer);
    return errors?.[0]?.extensions.code ?? data.committeeInterests.nodes;
  };
  const masked = [{ id, person: { name: "李**" }, committee: { name: "owners" } }];
  expect(await seen(worker)).toEqual(masked);
  expect(await seen(viewers.owners)).toEqual(masked);
  for (const viewer of [resident, viewers.property, viewers.analyst, viewers.chair, viewers.workerElsewhere])
    expect(await seen(viewer)).toBe("NOT_ALLOWED");
  expect(await seen(null)).toBe("NOT_SIGNED_IN");
  const own = `{ viewer { committeeInterests { id } } }`;
  expect((await w.execute(own, {}, resident)).data.viewer.committeeInterests).toEqual([{ id }]);

  expect(await w.answer(withdraw, { id }, worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.answer(withdraw, { id: "no-uuid" }, resident)).toMatchObject({ code: "NOT_FOUND" });
  const both = await Promise.all([
    w.answer(withdraw, { id }, resident),
    w.answer(withdraw, { id }, resident),
  ]);
  expect(both.map(({ __typename }) => __typename).toSorted()).toEqual([
    "CommitteeInterest",
    "InterestWithdrawn",
  ]);
  expect(await seen(worker)).toEqual([]);
  expect(await wish()).toMatchObject({ __typename: "CommitteeInterest" });
  expect(await w.steps("INTEREST")).toEqual([
    "RESIDENT null → EXPRESSED",
    "RESIDENT EXPRESSED → WITHDRAWN",
    "RESIDENT null → EXPRESSED",
  ]);
  expect(await w.terms()).toEqual(terms);
});

test("the database keeps one standing interest each, withdrawn after it was expressed (R18)", async () => {
  const w = await createBodies();
  const expressedAt = new Date("2026-11-23");
  const insert = (given: Partial<typeof interests.$inferInsert>) =>
    w.db
      .insert(interests)
      .values({ id: uuidv7(), personId: resident.person, committeeId: body.owners, expressedAt, ...given })
      .then(() => "accepted", constraintOf);
  expect(await insert({ withdrawnAt: new Date("2026-11-22") })).toBe("withdrawn_after_expressed");
  expect(await insert({ withdrawnAt: expressedAt })).toBe("accepted");
  expect(await insert({})).toBe("accepted");
  expect(await insert({})).toBe("one_interest_each");
});
