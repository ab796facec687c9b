import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { body, createBodies, person, seat, viewers } from "../../test/bodies.ts";
import { placements } from "../db/tables.ts";

const answer = `__typename ... on Placement { id state } ... on UserError { code }`;
const recommend = `mutation ($input: RecommendPlacementInput!) { recommendPlacement(input: $input) {
  ${answer} ... on InvalidInput { problems { path } } } }`;
const accept = `mutation ($input: AcceptPlacementInput!) { acceptPlacement(input: $input) {
  ${answer} ... on InvalidInput { problems { path } } ... on WrongState { current } } }`;
const step = (name: string) =>
  `mutation ($id: ID!) { ${name}(id: $id) { ${answer} ... on WrongState { current } } }`;
const { worker, chair, property, owners, resident, reviewer } = viewers;
type Viewer = typeof worker | null;

async function createWorld() {
  const w = await createBodies();
  return {
    ...w,
    recommend: (given: object = {}, viewer: Viewer = worker) =>
      w.answer(
        recommend,
        {
          input: {
            personId: person.resident,
            postId: seat["property/1"],
            idempotencyKey: uuidv7(),
            ...given,
          },
        },
        viewer,
      ),
    accept: (id: string, viewer: Viewer = property, given: object = {}) =>
      w.answer(accept, { input: { id, ...given } }, viewer),
    step: (name: string, id: string, viewer: Viewer) => w.answer(step(name), { id }, viewer),
  };
}

test("who was recommended agrees, the body accepts, and a membership begins (R16)", async () => {
  const w = await createWorld();
  const key = uuidv7();
  const { id } = await w.recommend({ idempotencyKey: key });
  expect((await w.recommend({ idempotencyKey: key })).id).toBe(id);
  expect(await w.accept(id!)).toMatchObject({ code: "NOT_AGREED" });
  expect(await w.step("agreeToPlacement", id!, property)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("agreeToPlacement", id!, resident)).toMatchObject({ state: "RECOMMENDED" });
  expect(await w.step("agreeToPlacement", id!, resident)).toMatchObject({ state: "RECOMMENDED" });
  for (const viewer of [worker, owners, resident, viewers.convener])
    expect(await w.accept(id!, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.accept(id!, property, { startsOn: "2026-11-22" })).toMatchObject({
    problems: [{ path: "startsOn" }],
  });
  expect(await w.accept(id!, property, { endsOn: "2026-11-23" })).toMatchObject({
    problems: [{ path: "endsOn" }],
  });

  const before = await w.terms();
  const twice = await Promise.all([w.accept(id!), w.accept(id!)]);
  expect(twice.map(({ code = "accepted" }) => code)).toContain("accepted");
  expect(twice.map(({ code = "accepted" }) => code)).not.toEqual(["accepted", "accepted"]);
  const [membership] = (await w.terms()).filter(({ id: term }) => !before.some((known) => known.id === term));
  expect(membership).toMatchObject({
    personId: person.resident,
    postId: seat["property/1"],
    startsOn: "2026-11-23",
  });
  expect(await w.steps("PLACEMENT")).toEqual([
    "COMMUNITY_WORKER null → RECOMMENDED",
    "RESIDENT RECOMMENDED → AGREED",
    "PROPERTY_COMPANY RECOMMENDED → ACCEPTED",
  ]);
  const own = `{ viewer { placements { id state post { title } } } }`;
  expect((await w.execute(own, {}, resident)).data.viewer.placements).toEqual([
    { id, state: "ACCEPTED", post: { title: "席位1" } },
  ]);
});

test("each refusal of a recommendation has its name (R16)", async () => {
  const w = await createWorld();
  expect(await w.recommend({}, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [resident, property, viewers.analyst, viewers.workerElsewhere])
    expect(await w.recommend({ personId: "no-uuid" }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const postId of ["no-uuid", uuidv7(), seat["council/1"]])
    expect(await w.recommend({ postId })).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.recommend({ personId: "no-uuid" })).toMatchObject({ code: "INVALID_INPUT" });
  expect(await w.recommend({ personId: uuidv7() })).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.recommend({ personId: person.worker })).toMatchObject({ code: "SELF_RECOMMENDATION" });
  const { id } = await w.recommend({}, chair);
  expect(await w.recommend({}, reviewer)).toMatchObject({ code: "ALREADY_RECOMMENDED" });

  // Taken in the meantime: the recommendation waits, nothing is half done.
  await w.step("agreeToPlacement", id!, resident);
  await w.seatSomebody(person.stranger, "property/1");
  expect(await w.accept(id!)).toMatchObject({ code: "POST_TAKEN" });
  expect(await w.steps("PLACEMENT")).toHaveLength(2);
  expect(await w.step("declinePlacement", id!, worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("declinePlacement", id!, property)).toMatchObject({ state: "DECLINED" });
  expect(await w.step("agreeToPlacement", (await w.recommend()).id!, resident)).toMatchObject({
    state: "RECOMMENDED",
  });
});

test("the person declines, whoever recommends there takes back; the body and they see the list (R16)", async () => {
  const w = await createWorld();
  const first = (await w.recommend({ postId: seat["owners/1"] })).id!;
  expect(await w.step("declinePlacement", first, resident)).toMatchObject({ state: "DECLINED" });
  expect(await w.step("agreeToPlacement", first, resident)).toMatchObject({
    code: "WRONG_STATE",
    current: "DECLINED",
  });
  const second = (await w.recommend({ postId: seat["owners/1"] })).id!;
  expect(await w.step("withdrawPlacement", second, owners)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("withdrawPlacement", second, reviewer)).toMatchObject({ state: "WITHDRAWN" });
  expect(await w.step("withdrawPlacement", second, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.step("withdrawPlacement", "no-uuid", worker)).toMatchObject({ code: "NOT_FOUND" });

  const list = `query ($id: ID!, $state: PlacementState) { placements(organizationId: $id, state: $state) {
    nodes { state person { name } } } }`;
  const seen = async (viewer: Viewer, state?: string) => {
    const { data, errors } = await w.execute(list, { id: body.owners, state }, viewer);
    return errors?.[0]?.extensions.code ?? data.placements.nodes;
  };
  const declined = { state: "DECLINED", person: { name: "李**" } };
  expect(await seen(owners, "DECLINED")).toEqual([declined]);
  expect(await seen(worker)).toHaveLength(2);
  for (const viewer of [property, resident, viewers.analyst]) expect(await seen(viewer)).toBe("NOT_ALLOWED");
});

test("the database keeps placements as they must be (R16)", async () => {
  const w = await createWorld();
  const at = new Date();
  const insert = (given: Partial<typeof placements.$inferInsert>) =>
    w.db
      .insert(placements)
      .values({
        id: uuidv7(),
        personId: person.resident,
        postId: seat["property/1"],
        recommendedBy: person.worker,
        recommendedAt: at,
        ...given,
      })
      .then(() => "accepted", constraintOf);
  const membershipId = await w.seatSomebody(person.resident, "property/1");
  const closed = { closedBy: person.stranger, closedAt: at };
  expect(await insert({ recommendedBy: person.resident })).toBe("nobody_recommends_oneself");
  expect(await insert({ state: "ACCEPTED", agreedAt: at, ...closed })).toBe("acceptance_makes_a_membership");
  expect(await insert({ state: "ACCEPTED", membershipId, ...closed })).toBe("acceptance_follows_consent");
  expect(await insert({ state: "DECLINED" })).toBe("closed_by_somebody_at_a_time");
  expect(await insert({ state: "ACCEPTED", agreedAt: at, membershipId, ...closed })).toBe("accepted");
  expect(await insert({})).toBe("accepted");
  expect(await insert({})).toBe("one_open_placement");
});
