import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { body, createBodies, person, place, seat, viewers } from "../../test/bodies.ts";
import { as, post } from "../../test/harness.ts";
import { crossAppointments } from "../db/tables.ts";

const answer = `__typename ... on CrossAppointment { id state endsOn } ... on UserError { code }`;
const recommend = `mutation ($input: RecommendCrossAppointmentInput!) { recommendCrossAppointment(input: $input) {
  ${answer} ... on InvalidInput { problems { path } } } }`;
const declare = `mutation ($id: ID!, $declaration: String = "无利益冲突") {
  declareConflictOfInterest(id: $id, declaration: $declaration) { ${answer} } }`;
const step = (name: string) => `mutation ($id: ID!) { ${name}(id: $id) { ${answer} } }`;
const { worker, reviewer, property, owners, stranger } = viewers;
type Viewer = typeof worker | null;
const candidate = as(person.resident);

async function createWorld() {
  const w = await createBodies();
  await w.seatSomebody(candidate.person, "party/1");
  const input = { personId: candidate.person, postId: seat["property/1"], startsOn: "2026-12-01" };
  return {
    ...w,
    recommend: (given: object = {}, viewer: Viewer = worker) =>
      w.answer(recommend, { input: { ...input, idempotencyKey: uuidv7(), ...given } }, viewer),
    declare: (id: string, viewer: Viewer = candidate, declaration?: string) =>
      w.answer(declare, { id, declaration }, viewer),
    step: (name: string, id: string, viewer: Viewer) => w.answer(step(name), { id }, viewer),
    async stateAt(id: string, date: string) {
      w.clock.at = new Date(`${date}T00:00:00+08:00`);
      const { data } = await w.execute(`{ viewer { crossAppointments { id state } } }`, {}, candidate);
      return (data.viewer.crossAppointments as { id: string; state: string }[]).find((one) => one.id === id)!
        .state;
    },
  };
}

test("a member of the two committees is recommended, declares, is confirmed by the body alone, and serves (R59)", async () => {
  const w = await createWorld();
  const key = uuidv7();
  const id = (await w.recommend({ idempotencyKey: key, endsOn: "2027-12-01" })).id!;
  expect((await w.recommend({ idempotencyKey: key, endsOn: "2027-12-01" })).id).toBe(id);
  expect(await w.step("confirmCrossAppointment", id, property)).toMatchObject({
    code: "DECLARATION_MISSING",
  });
  expect(await w.declare(id, property)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.declare(id, candidate, " ")).toMatchObject({ code: "INVALID_INPUT" });
  expect(await w.declare(id)).toMatchObject({ state: "RECOMMENDED" });
  expect(await w.declare(id)).toMatchObject({ state: "RECOMMENDED" });
  expect(await w.declare(id, candidate, "改口")).toMatchObject({ code: "WRONG_STATE" });
  for (const viewer of [worker, reviewer, owners, candidate, viewers.admin, viewers.convener])
    expect(await w.step("confirmCrossAppointment", id, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("confirmCrossAppointment", id, property)).toMatchObject({ state: "CONFIRMED" });
  expect(await w.step("confirmCrossAppointment", id, property)).toMatchObject({ code: "WRONG_STATE" });
  expect(await w.steps("CROSS_APPOINTMENT")).toEqual([
    "COMMUNITY_WORKER null → RECOMMENDED",
    "RESIDENT RECOMMENDED → DECLARED",
    "PROPERTY_COMPANY RECOMMENDED → CONFIRMED",
  ]);
  expect(await w.stateAt(id, "2026-11-30")).toBe("CONFIRMED");
  expect(await w.stateAt(id, "2026-12-01")).toBe("ACTIVE");
  expect(await w.stateAt(id, "2027-12-01")).toBe("ENDED");

  w.clock.at = new Date("2027-03-01T12:00:00+08:00");
  expect(await w.step("endCrossAppointment", id, worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("endCrossAppointment", id, property)).toMatchObject({
    state: "ENDED",
    endsOn: "2027-03-01",
  });
  expect(await w.step("endCrossAppointment", id, candidate)).toMatchObject({ code: "NOT_ACTIVE" });
  const [term] = (await w.terms()).filter(({ postId }) => postId === seat["property/1"]);
  expect(term).toMatchObject({ personId: candidate.person, startsOn: "2026-12-01", endsOn: "2027-03-01" });
});

test("each refusal of a cross-appointment has its name (R59)", async () => {
  const w = await createWorld();
  expect(await w.recommend({}, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [property, candidate, viewers.chair, viewers.analyst])
    expect(await w.recommend({ personId: "no-uuid" }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const postId of ["no-uuid", uuidv7(), seat["thinkTank/1"]])
    expect(await w.recommend({ postId })).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.recommend({ endsOn: "2026-12-01" })).toMatchObject({ problems: [{ path: "endsOn" }] });
  expect(await w.recommend({ personId: uuidv7() })).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.recommend({ personId: person.worker })).toMatchObject({ code: "SELF_RECOMMENDATION" });
  // A league secretary is of no committee of the two; a former member is not any more.
  await w.seatSomebody(person.stranger, "league/1");
  await w.seatSomebody(person.stranger, "party/2", { endsOn: "2026-11-23" });
  expect(await w.recommend({ personId: person.stranger })).toMatchObject({ code: "NOT_IN_TWO_COMMITTEES" });
  const first = (await w.recommend()).id!;
  expect(await w.recommend({}, reviewer)).toMatchObject({ code: "ALREADY_RECOMMENDED" });

  // Whoever left the two committees in the meantime is not confirmed; nor is one whose post is held.
  await w.declare(first);
  await w.seatSomebody(stranger.person, "property/1", { startsOn: "2026-12-31" });
  expect(await w.step("confirmCrossAppointment", first, property)).toMatchObject({ code: "POST_TAKEN" });
  await w.endTerm(candidate.person, "party/1", "2026-11-23");
  expect(await w.step("confirmCrossAppointment", first, property)).toMatchObject({
    code: "NOT_IN_TWO_COMMITTEES",
  });
  for (const id of ["no-uuid", uuidv7()])
    expect(await w.step("endCrossAppointment", id, property)).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.step("endCrossAppointment", first, property)).toMatchObject({ code: "NOT_ACTIVE" });
});

test("an owners' committee asks for no declaration; candidate and body decline, others take back (R59)", async () => {
  const w = await createWorld();
  const toOwners = { postId: seat["owners/1"] };
  const first = (await w.recommend(toOwners)).id!;
  expect(await w.step("declineCrossAppointment", first, worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("declineCrossAppointment", first, candidate)).toMatchObject({ state: "DECLINED" });
  const second = (await w.recommend(toOwners)).id!;
  expect(await w.step("withdrawCrossAppointment", second, owners)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("withdrawCrossAppointment", second, reviewer)).toMatchObject({ state: "WITHDRAWN" });
  const third = (await w.recommend(toOwners)).id!;
  const race = await Promise.all([
    w.step("confirmCrossAppointment", third, owners),
    w.step("declineCrossAppointment", third, candidate),
  ]);
  expect(race.map(({ __typename }) => __typename).toSorted()).toEqual(["CrossAppointment", "WrongState"]);

  const list = `query ($id: ID!) { crossAppointments(organizationId: $id) { nodes { person { name } basisPost { title } } } }`;
  const seen = async (viewer: Viewer) => {
    const { data, errors } = await w.execute(list, { id: body.owners }, viewer);
    return errors?.[0]?.extensions.code ?? data.crossAppointments.nodes.length;
  };
  expect(await seen(owners)).toBe(3);
  expect(await seen(worker)).toBe(3);
  for (const viewer of [property, candidate, viewers.analyst]) expect(await seen(viewer)).toBe("NOT_ALLOWED");
});

test("the database keeps cross-appointments as they must be (R59)", async () => {
  const w = await createWorld();
  const at = new Date();
  const insert = (given: Partial<typeof crossAppointments.$inferInsert>) =>
    w.db
      .insert(crossAppointments)
      .values({
        id: uuidv7(),
        personId: person.resident,
        basisPostId: seat["party/1"],
        postId: seat["property/1"],
        recommendedBy: person.worker,
        recommendedAt: at,
        startsOn: "2026-12-01",
        ...given,
      })
      .then(() => "accepted", constraintOf);
  const membershipId = await w.seatSomebody(person.resident, "property/1");
  const closed = { closedBy: person.stranger, closedAt: at };
  expect(await insert({ endsOn: "2026-12-01" })).toBe("ends_after_it_starts");
  expect(await insert({ basisPostId: seat["property/1"] })).toBe("two_different_posts");
  expect(await insert({ declaration: "无" })).toBe("declared_at_a_time");
  expect(await insert({ state: "CONFIRMED", ...closed })).toBe("confirmation_makes_a_membership");
  expect(await insert({ state: "CONFIRMED", membershipId, ...closed, closedBy: person.resident })).toBe(
    "nobody_confirms_oneself",
  );
  expect(await insert({ state: "WITHDRAWN" })).toBe("closed_by_somebody_at_a_time");
  expect(await insert({})).toBe("accepted");
  expect(await insert({})).toBe("one_open_cross_appointment");
});

test("communities whose league secretary is not in the leadership are listed, each with the reason (R58)", async () => {
  const w = await createBodies();
  const ask = `query ($id: ID!) { communitiesWithLeagueSecretaryGap(placeId: $id) { totalCount nodes { name leagueSecretaryGap } } }`;
  const gaps = async (placeId: string = place.county) => {
    const { data, errors } = await w.execute(ask, { id: placeId });
    return errors?.[0]?.extensions.code ?? data.communitiesWithLeagueSecretaryGap.nodes;
  };
  const gap = (leagueSecretaryGap: string) => [{ name: "高登社区", leagueSecretaryGap }];
  expect(await gaps()).toEqual(gap("SECRETARY_VACANT"));
  await w.seatSomebody(person.resident, "league/1");
  expect(await gaps()).toEqual(gap("NOT_IN_LEADERSHIP"));
  // The worker's post in the residents' committee does not belong to the leadership.
  await w.endTerm(person.worker, post.worker, "2026-11-22");
  await w.seatSomebody(person.resident, post.worker, { startsOn: "2026-11-22" });
  expect(await gaps()).toEqual(gap("NOT_IN_LEADERSHIP"));
  await w.seatSomebody(person.resident, "party/1", { startsOn: "2026-11-24" });
  expect(await gaps()).toEqual(gap("NOT_IN_LEADERSHIP"));
  w.clock.at = new Date("2026-11-24T00:00:00+08:00");
  expect(await gaps()).toEqual([]);
  expect(await gaps(place.quarter)).toEqual([]);
  expect(await gaps("no-uuid")).toBe("NOT_FOUND");
});
