import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { createWorld, days, justBefore, merchant, place, viewers, visitor } from "../../test/world.ts";

const answer = `__typename ... on UserError { code } ... on Pledge { id kind count note state place { id } merchant { name } }`;
const documents = {
  make: `mutation ($input: MakePledgeInput!) { makePledge(input: $input) { ${answer} ... on InvalidInput { problems { path } } } }`,
  withdraw: `mutation ($id: ID!) { withdrawPledge(id: $id) { ${answer} ... on WrongPledgeState { state } } }`,
};
const pledgesBy = {
  Place: `pledges(first: 5) { totalCount nodes { id merchant { name } } }`,
  Merchant: `pledges(first: 5) { nodes { id state } }`,
};

async function createTown() {
  const w = await createWorld();
  const ask = (what: keyof typeof documents, variables: object, viewer: Viewer | null) =>
    w.answer(documents[what], variables, viewer);
  const make = (given: object = {}, viewer: Viewer | null = viewers.owner) => {
    const input = {
      merchantId: merchant.bakery,
      kind: "MEALS",
      count: 60,
      placeId: place.quarter,
      startsAt: days(7),
      endsAt: days(8),
      note: "重阳节爱心早餐",
      idempotencyKey: uuidv7(),
      ...given,
    };
    return ask("make", { input }, viewer);
  };
  const pledgesOf = async (__typename: keyof typeof pledgesBy, ...ids: string[]) => {
    const document = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${__typename} { ${pledgesBy[__typename]} } } }`;
    const { data } = await w.execute(document, { r: ids.map((id) => ({ __typename, id })) });
    return data._entities.map(({ pledges }: { pledges: object }) => pledges);
  };
  return { ...w, ask, make, pledgesOf };
}

test("an owner pledges volunteer service to a place, which shows there and above, and is told to projects (R70)", async () => {
  const w = await createTown();
  const wish = { idempotencyKey: "one wish alone" };
  const [pledge, same] = await Promise.all([w.make(wish), w.make(wish)]);
  expect(same).toEqual(pledge);
  expect(pledge).toMatchObject({ kind: "MEALS", count: 60, state: "OPEN", place: { id: place.quarter } });
  expect(await w.make({ ...wish, count: 61 })).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  const shown = { totalCount: 1, nodes: [{ id: pledge.id, merchant: { name: "云朵烘焙" } }] };
  const none = { totalCount: 0, nodes: [] };
  expect(
    await w.pledgesOf("Place", place.quarter, place.community, place.building, place.otherCommunity),
  ).toEqual([shown, shown, none, none]);
  await w.setMerchant("SUSPENDED");
  expect(await w.pledgesOf("Place", place.quarter)).toEqual([none]);
  expect((await w.events()).filter(({ name }) => name === "merchants.pledge-moved.v1")).toMatchObject([
    {
      payload: {
        pledgeId: pledge.id,
        merchantId: merchant.bakery,
        kind: "MEALS",
        count: 60,
        placeId: place.quarter,
        startsAt: days(7).toISOString(),
        endsAt: days(8).toISOString(),
        from: null,
        to: "OPEN",
      },
      actor: viewers.owner.person,
    },
  ]);
});

test("a pledge is taken back until it is over", async () => {
  const w = await createTown();
  const first = await w.make();
  const second = await w.make({ startsAt: new Date(+days(7) + 1) });
  for (const viewer of [viewers.editor, viewers.cashier, viewers.otherOwner, viewers.worker])
    expect(await w.ask("withdraw", { id: first.id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.ask("withdraw", { id: first.id }, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const unknown of [uuidv7(), "x"])
    expect(await w.ask("withdraw", { id: unknown }, viewers.owner)).toMatchObject({ code: "NOT_FOUND" });
  w.clock.at = justBefore(days(8));
  const twins = await Promise.all([1, 2].map(() => w.ask("withdraw", { id: first.id }, viewers.owner)));
  expect(twins.map(({ __typename }) => String(__typename)).toSorted()).toEqual([
    "Pledge",
    "WrongPledgeState",
  ]);
  expect(twins.map(({ state }) => String(state))).toEqual(["WITHDRAWN", "WITHDRAWN"]);
  w.clock.at = days(8);
  expect(await w.ask("withdraw", { id: second.id }, viewers.owner)).toMatchObject({
    code: "WRONG_PLEDGE_STATE",
    state: "OVER",
  });
  expect(await w.pledgesOf("Place", place.quarter)).toEqual([{ totalCount: 0, nodes: [] }]);
  expect(await w.pledgesOf("Merchant", merchant.bakery)).toEqual([
    {
      nodes: [
        { id: first.id, state: "WITHDRAWN" },
        { id: second.id, state: "OVER" },
      ],
    },
  ]);
  expect((await w.events()).at(-1)).toMatchObject({ payload: { from: "OPEN", to: "WITHDRAWN" } });
});

test("owners of active merchants pledge what there is, to places that are there, for a time to come", async () => {
  const w = await createTown();
  expect(await w.make({}, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [
    viewers.editor,
    viewers.cashier,
    viewers.otherOwner,
    viewers.worker,
    viewers.resident,
  ])
    expect(await w.make({}, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const merchantId of [uuidv7(), "x"])
    expect(await w.make({ merchantId })).toMatchObject({ code: "NOT_FOUND" });
  for (const [path, given] of [
    ["count", { count: 0 }],
    ["count", { count: 10_001 }],
    ["placeId", { placeId: "x" }],
    ["placeId", { placeId: uuidv7() }],
    ["endsAt", { endsAt: days(7) }],
    ["endsAt", { endsAt: days(374) }],
    ["endsAt", { startsAt: days(-2), endsAt: w.clock.at }],
    ["startsAt", { startsAt: new Date("1999-12-31"), endsAt: new Date("2000-01-01") }],
    ["endsAt", { startsAt: new Date("2199-12-31"), endsAt: new Date("2200-01-01") }],
    ["note", { kind: "OTHER", note: null }],
    ["note", { kind: "OTHER", note: " " }],
    ["note", { note: "字".repeat(501) }],
    ["note", { note: "\u0000" }],
    ["idempotencyKey", { idempotencyKey: "short" }],
  ] as const)
    expect(await w.make(given)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });
  expect(await w.make({ kind: "OTHER", note: "代写春联" })).toMatchObject({ kind: "OTHER" });
  await w.setMerchant("SUSPENDED");
  expect(await w.make()).toMatchObject({ code: "MERCHANT_NOT_ACTIVE" });
});

test("pledges to many places come in one SQL", async () => {
  const w = await createTown();
  for (let count = 0; count < 4; count++) await w.make();
  w.queries.length = 0;
  const all = await w.pledgesOf("Place", ...Object.values(place));
  expect(all.map(({ totalCount }: { totalCount: number }) => totalCount)).toEqual([4, 4, 4, 4, 0, 0]);
  expect(w.queries).toHaveLength(1);
});
