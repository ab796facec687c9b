import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { createBodies, person, place, viewers } from "../../test/bodies.ts";
import { vanguardActivities, vanguards } from "../db/tables.ts";

const answer = `__typename ... on Vanguard { id state activities { id } } ... on UserError { code }`;
const nominate = `mutation ($input: NominateVanguardInput!) { nominateVanguard(input: $input) {
  ${answer} ... on InvalidInput { problems { path } } } }`;
const step = (name: string) =>
  `mutation ($id: ID!) { ${name}(id: $id) { ${answer} ... on WrongState { current } } }`;
const { worker, reviewer, chair, resident, stranger } = viewers;

async function createWorld() {
  const w = await createBodies();
  const activityId = uuidv7();
  const input = { personId: person.resident, placeId: place.quarter, activityIds: [activityId] };
  return {
    ...w,
    activityId,
    nominate: (given: object = {}, viewer: typeof worker | null = chair) =>
      w.answer(nominate, { input: { ...input, idempotencyKey: uuidv7(), ...given } }, viewer),
    step: (name: string, id: string, viewer: typeof worker | null) => w.answer(step(name), { id }, viewer),
  };
}

test("a vanguard is nominated with an activity, agrees, is trained, and recognized by somebody else (R15)", async () => {
  const w = await createWorld();
  const made = await w.nominate();
  expect(made).toEqual({
    __typename: "Vanguard",
    id: made.id,
    state: "NOMINATED",
    activities: [{ id: w.activityId }],
  });
  const id = made.id!;
  // Not before the person has agreed; and nobody agrees for another.
  expect(await w.step("recognizeVanguard", id, worker)).toMatchObject({
    code: "WRONG_STATE",
    current: "NOMINATED",
  });
  expect(await w.step("acceptNomination", id, worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("acceptNomination", id, resident)).toMatchObject({ state: "IN_TRAINING" });
  expect(await w.step("acceptNomination", id, resident)).toMatchObject({ code: "WRONG_STATE" });
  expect(await w.step("recognizeVanguard", id, chair)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("recognizeVanguard", id, worker)).toMatchObject({ state: "RECOGNIZED" });
  expect(await w.step("withdrawNomination", id, worker)).toMatchObject({
    code: "WRONG_STATE",
    current: "RECOGNIZED",
  });
  expect(await w.steps("VANGUARD")).toEqual([
    "CHAIR null → NOMINATED",
    "RESIDENT NOMINATED → IN_TRAINING",
    "COMMUNITY_WORKER IN_TRAINING → RECOGNIZED",
  ]);

  const own = `{ viewer { vanguardNominations { id state place { name } } } }`;
  expect((await w.execute(own, {}, resident)).data.viewer.vanguardNominations).toEqual([
    { id, state: "RECOGNIZED", place: { name: "盛世盘龙小区" } },
  ]);
  expect((await w.execute(own, {}, stranger)).data.viewer.vanguardNominations).toEqual([]);
});

test("each refusal of a nomination has its name (R15)", async () => {
  const w = await createWorld();
  expect(await w.nominate({}, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [resident, viewers.analyst, viewers.workerElsewhere, viewers.owners])
    expect(await w.nominate({ activityIds: [] }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.nominate({ placeId: "no-uuid" })).toMatchObject({ code: "NOT_FOUND" });
  for (const [given, path] of [
    [{ activityIds: [] }, "activityIds"],
    [{ activityIds: ["no-uuid"] }, "activityIds.0"],
    [{ personId: "no-uuid" }, "personId"],
    [{ idempotencyKey: "short" }, "idempotencyKey"],
  ] as const)
    expect(await w.nominate(given)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });
  expect(await w.nominate({ personId: uuidv7() })).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.nominate({ personId: chair.person })).toMatchObject({ code: "SELF_NOMINATION" });

  const key = uuidv7();
  const twice = await Promise.all([w.nominate({ idempotencyKey: key }), w.nominate({ idempotencyKey: key })]);
  expect(twice[1].id).toBe(twice[0].id);
  expect(await w.nominate({ idempotencyKey: key, activityIds: [uuidv7()] })).toMatchObject({
    code: "IDEMPOTENCY_KEY_REUSED",
  });
  expect(await w.nominate({}, worker)).toMatchObject({ code: "ALREADY_NOMINATED" });
  for (const id of ["no-uuid", uuidv7()])
    expect(await w.step("acceptNomination", id, resident)).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.step("acceptNomination", twice[0].id!, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.steps("VANGUARD")).toHaveLength(1);
});

test("a nomination can be declined and taken back; of two at once one is told (R15)", async () => {
  const w = await createWorld();
  const first = (await w.nominate({}, worker)).id!;
  expect(await w.step("withdrawNomination", first, chair)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("declineNomination", first, resident)).toMatchObject({ state: "DECLINED" });

  const second = (await w.nominate({}, worker)).id!;
  await w.step("acceptNomination", second, resident);
  // Who nominated does not recognize; somebody else may take it back at the very moment.
  expect(await w.step("recognizeVanguard", second, worker)).toMatchObject({ code: "OWN_NOMINATION" });
  const race = await Promise.all([
    w.step("recognizeVanguard", second, reviewer),
    w.step("withdrawNomination", second, worker),
  ]);
  expect(race.map(({ __typename }) => __typename).toSorted()).toEqual(["Vanguard", "WrongState"]);
  expect(await w.steps("VANGUARD")).toHaveLength(5);
});

test("those who nominate in a place see the nominations there; nobody else does, names masked (R15)", async () => {
  const w = await createWorld();
  await w.nominate();
  await w.nominate({ personId: person.stranger, placeId: place.otherQuarter }, worker);
  const ask = `query ($placeId: ID!, $state: VanguardState) { vanguards(placeId: $placeId, state: $state) {
    nodes { state person { name } activities { id } place { name } } } }`;
  w.queries.length = 0;
  const { data } = await w.execute(ask, { placeId: place.community }, worker);
  expect(data.vanguards.nodes).toHaveLength(2);
  const names = (data.vanguards.nodes as { person: { name: string } }[]).map((node) => node.person.name);
  expect(new Set(names)).toEqual(new Set(["李**", "阿**"]));
  // The path of the place, the page with all it holds, and the persons.
  expect(w.queries.length).toBeLessThanOrEqual(4);
  const seen = async (placeId: string, viewer: typeof worker | null, state?: string) => {
    const result = await w.execute(ask, { placeId, state }, viewer);
    return result.errors?.[0]?.extensions.code ?? result.data.vanguards.nodes.length;
  };
  expect(await seen(place.quarter, chair)).toBe(1);
  expect(await seen(place.community, worker, "RECOGNIZED")).toBe(0);
  expect(await seen(place.community, chair)).toBe("NOT_ALLOWED");
  for (const viewer of [null, resident, viewers.analyst, viewers.owners, viewers.admin])
    expect(await seen(place.quarter, viewer)).toBe("NOT_ALLOWED");
  expect(await seen("no-uuid", worker)).toBe("NOT_FOUND");
});

test("the database keeps nominations as they must be (R15)", async () => {
  const w = await createWorld();
  const row = {
    id: uuidv7(),
    personId: person.resident,
    placeId: place.quarter,
    nominatedBy: person.worker,
    nominatedAt: new Date(),
  };
  const insert = (given: Partial<typeof vanguards.$inferInsert>) =>
    w.db
      .insert(vanguards)
      .values({ ...row, id: uuidv7(), ...given })
      .then(() => "accepted", constraintOf);
  const now = new Date();
  const trained = { state: "RECOGNIZED", acceptedAt: now, recognizedAt: now } as const;
  expect(await insert({ nominatedBy: person.resident })).toBe("nobody_nominates_oneself");
  expect(await insert({ ...trained, recognizedBy: person.worker })).toBe("nominator_does_not_recognize");
  expect(await insert({ ...trained, recognizedBy: person.stranger, acceptedAt: null })).toBe(
    "training_follows_consent",
  );
  expect(await insert(trained)).toBe("recognized_by_somebody_at_a_time");
  expect(await insert({})).toBe("accepted");
  expect(await insert({})).toBe("one_nomination_at_a_time");
  expect(await insert({ state: "WITHDRAWN" })).toBe("accepted");
  const cited = { vanguardId: uuidv7(), activityId: uuidv7() };
  expect(
    await w.db
      .insert(vanguardActivities)
      .values(cited)
      .then(() => "accepted", constraintOf),
  ).toBe("vanguard_activities_vanguard_id_vanguards_id_fkey");
});
