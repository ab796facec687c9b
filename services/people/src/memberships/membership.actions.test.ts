import { peopleChanged } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { as, createHarness, organization, person, place, post } from "../../test/harness.ts";
import { holding } from "../../test/viewers.ts";
import { memberships, organizations, posts } from "../db/tables.ts";
import { beginTerm } from "./membership.actions.ts";
import { PostTaken } from "./membership.errors.ts";

const worker = holding(person.worker, "COMMUNITY_WORKER", { place: place.community });
const reviewer = holding(person.stranger, "LEAGUE_REVIEWER", { place: place.county });
const adminOf = (id: string) => holding(person.stranger, "ORGANIZATION_ADMIN", { organization: id });

const answer = `__typename ... on Membership { id startsOn endsOn state } ... on UserError { code }
  ... on InvalidInput { problems { path } }`;
const appoint = `mutation ($input: AppointInput!) { appoint(input: $input) { ${answer} } }`;
const resign = `mutation ($id: ID!, $on: Date) { resign(id: $id, on: $on) { ${answer} } }`;
const dismiss = `mutation ($id: ID!, $on: Date) { dismiss(id: $id, on: $on) { ${answer} } }`;

type Viewer = ReturnType<typeof as> | null;

async function createWorld() {
  const h = await createHarness();
  const body = { id: uuidv7(), name: "高登社区智囊团", classification: "THINK_TANK" as const };
  await h.db.insert(organizations).values({ ...body, placeId: place.community, foundedOn: "2025-06-01" });
  const seat = { id: uuidv7(), organizationId: body.id, title: "召集人", role: "YOUTH_MEMBER" as const };
  const plain = { id: uuidv7(), organizationId: body.id, title: "顾问" };
  await h.db.insert(posts).values([seat, plain]);
  const ask = async (document: string, variables: object, viewer: Viewer) => {
    const { data, errors } = await h.execute(document, variables, viewer);
    expect(errors).toBeUndefined();
    return Object.values(data)[0] as { id: string; code?: string };
  };
  return {
    ...h,
    body: body.id,
    seat: seat.id,
    plain: plain.id,
    appoint: (input: object, viewer: Viewer = worker) =>
      ask(
        appoint,
        {
          input: {
            postId: seat.id,
            personId: person.resident,
            startsOn: "2026-11-23",
            idempotencyKey: uuidv7(),
            ...input,
          },
        },
        viewer,
      ),
    resign: (id: string, viewer: Viewer, on?: string) => ask(resign, { id, on }, viewer),
    dismiss: (id: string, viewer: Viewer = worker, on?: string) => ask(dismiss, { id, on }, viewer),
    async steps() {
      const events = await h.db.query.outbox.findMany({
        where: { name: peopleChanged.name },
        orderBy: { sequence: "asc" },
      });
      return events.map(({ payload, role, scope }) => ({ ...(payload as object), role, scope }));
    },
  };
}

test("an appointment is a term with its event; the same key gives it again, however often", async () => {
  const w = await createWorld();
  const input = {
    endsOn: "2027-11-23",
    idempotencyKey: "appointment-1",
    onBehalfOfId: organization.committee,
  };
  const [first, ...others] = await Promise.all([w.appoint(input), w.appoint(input), w.appoint(input)]);
  expect(first).toMatchObject({ __typename: "Membership", state: "ACTIVE", endsOn: "2027-11-23" });
  expect(others).toEqual([first, first]);
  expect(await w.steps()).toEqual([
    {
      entity: "MEMBERSHIP",
      id: first.id,
      from: null,
      to: "APPOINTED",
      reason: null,
      role: "COMMUNITY_WORKER",
      scope: place.community,
    },
  ]);
  expect(await w.appoint({ ...input, endsOn: null })).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
});

test("who may fill a post, and who may not", async () => {
  const w = await createWorld();
  const tryOut = async (viewer: Viewer, postId: string) => {
    const { code, id } = await w.appoint({ postId }, viewer);
    if (id) await w.db.delete(memberships);
    return code ?? "appointed";
  };
  expect(await tryOut(null, w.seat)).toBe("NOT_SIGNED_IN");
  expect(await tryOut(as(person.stranger), w.seat)).toBe("NOT_ALLOWED");
  expect(await tryOut(worker, w.seat)).toBe("appointed");
  expect(
    await tryOut(holding(person.worker, "COMMUNITY_WORKER", { place: place.otherQuarter }), w.seat),
  ).toBe("NOT_ALLOWED");
  expect(await tryOut(reviewer, w.seat)).toBe("NOT_ALLOWED");
  expect(await tryOut(adminOf(w.body), w.seat)).toBe("appointed");
  expect(await tryOut(adminOf(organization.alliance), w.seat)).toBe("NOT_ALLOWED");
  expect(await tryOut(worker, uuidv7())).toBe("NOT_FOUND");
  expect(await tryOut(worker, "no-id")).toBe("NOT_FOUND");
  // A worker's post hands out a worker's right: only the level above does.
  expect(await tryOut(adminOf(organization.committee), post.worker)).toBe("NOT_ALLOWED");
  expect(await tryOut(worker, post.worker)).toBe("NOT_ALLOWED");
  await w.db.delete(memberships);
  expect(await tryOut(reviewer, post.worker)).toBe("appointed");
  expect(await tryOut(holding(person.stranger, "PLATFORM_ADMIN"), post.worker)).toBe("appointed");
});

test("nobody appoints oneself to a post that gives rights, nor anybody to be chair", async () => {
  const w = await createWorld();
  expect(await w.appoint({ personId: person.worker })).toMatchObject({ code: "SELF_APPOINTMENT" });
  expect(await w.appoint({ personId: person.worker, postId: w.plain })).toMatchObject({
    __typename: "Membership",
  });
  expect(await w.appoint({ postId: post.chair })).toMatchObject({ code: "NOT_BY_APPOINTMENT" });
});

test("what cannot be is told, and nothing is written", async () => {
  const w = await createWorld();
  const bad: [object, string][] = [
    [{ personId: "x" }, "personId"],
    [{ personId: uuidv7() }, "personId"],
    [{ onBehalfOfId: uuidv7() }, "onBehalfOfId"],
    [{ endsOn: "2026-11-23" }, "endsOn"],
    [{ startsOn: "0000-01-01" }, "startsOn"],
    [{ startsOn: "2200-01-01" }, "startsOn"],
    [{ idempotencyKey: "short" }, "idempotencyKey"],
    [{ idempotencyKey: "with a \u0000 in it" }, "idempotencyKey"],
  ];
  for (const [input, path] of bad)
    expect(await w.appoint(input)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });
  // The body was founded on 2025-06-01.
  expect(await w.appoint({ startsOn: "2025-05-31" })).toMatchObject({ code: "POST_NOT_THERE" });
  await w.db.update(posts).set({ abolishedOn: "2026-12-01" });
  expect(await w.appoint({})).toMatchObject({ code: "POST_NOT_THERE" });
  expect(await w.appoint({ endsOn: "2026-12-02" })).toMatchObject({ code: "POST_NOT_THERE" });
  expect(await w.steps()).toEqual([]);
  expect(await w.appoint({ startsOn: "2025-06-01", endsOn: "2026-12-01" })).toMatchObject({
    __typename: "Membership",
  });
});

test("one post has one holder on each day: of two at once one is told, and the database says so too", async () => {
  const w = await createWorld();
  const answers = await Promise.all([w.appoint({}), w.appoint({ personId: person.stranger })]);
  expect(answers.map(({ code }) => code).filter(Boolean)).toEqual(["POST_TAKEN"]);
  // The day on which one term ends is the first on which another may begin.
  const { id } = answers.find(({ code }) => !code)!;
  await w.dismiss(id, worker, "2027-01-01");
  expect(await w.appoint({ startsOn: "2026-12-31" })).toMatchObject({ code: "POST_TAKEN" });
  expect(await w.appoint({ startsOn: "2026-10-01", endsOn: "2026-11-24" })).toMatchObject({
    code: "POST_TAKEN",
  });
  expect(await w.appoint({ startsOn: "2026-10-01", endsOn: "2026-11-23" })).toMatchObject({
    state: "ENDED",
  });
  expect(await w.appoint({ startsOn: "2027-01-01" })).toMatchObject({ state: "SCHEDULED" });

  const twice = { postId: w.seat, personId: person.stranger, startsOn: "2026-12-01" };
  const row = w.db.insert(memberships).values({ ...twice, id: uuidv7() });
  expect(await row.then(() => "accepted", constraintOf)).toBe("one_holder_at_a_time");
  await expect(
    w.db.transaction((tx) => beginTerm(tx, w.context, { role: null, scope: null }, twice)),
  ).rejects.toThrow(PostTaken);
});

test("a holder resigns, today or later, once; others do not resign for them", async () => {
  const w = await createWorld();
  const { id } = await w.appoint({ startsOn: "2026-01-01" });
  const self = as(person.resident);
  expect(await w.resign(id, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.resign(id, worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.resign("no-id", self)).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.resign(id, self, "2026-11-22")).toMatchObject({ problems: [{ path: "on" }] });
  expect(await w.resign(id, self, "2026-12-31")).toMatchObject({ endsOn: "2026-12-31", state: "ACTIVE" });
  expect(await w.resign(id, self, "2027-01-01")).toMatchObject({ problems: [{ path: "on" }] });
  const [one, two] = await Promise.all([w.resign(id, self), w.resign(id, self)]);
  expect(one).toMatchObject({ endsOn: "2026-11-23", state: "ENDED" });
  expect(two).toEqual(one);
  expect(await w.resign(id, self)).toEqual(one);
  expect(await w.resign(id, self, "2026-11-24")).toMatchObject({ code: "TERM_OVER" });
  expect((await w.steps()).map((step) => step)).toMatchObject([
    { to: "APPOINTED" },
    { from: "APPOINTED", to: "RESIGNED", role: null },
    { from: "APPOINTED", to: "RESIGNED" },
  ]);
});

test("a worker dismisses; a term not begun is left empty, and the post is free again", async () => {
  const w = await createWorld();
  const { id } = await w.appoint({ startsOn: "2027-03-01" });
  expect(await w.dismiss(id, as(person.resident))).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.dismiss(id, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.dismiss(uuidv7())).toMatchObject({ code: "NOT_FOUND" });
  const gone = await w.dismiss(id);
  expect(gone).toMatchObject({ startsOn: "2027-03-01", endsOn: "2027-03-01", state: "ENDED" });
  expect(await w.dismiss(id)).toEqual(gone);
  expect(await w.appoint({ startsOn: "2026-11-23" })).toMatchObject({ state: "ACTIVE" });
  expect(await w.steps()).toMatchObject([
    { to: "APPOINTED" },
    { to: "DISMISSED", role: "COMMUNITY_WORKER", scope: place.community },
    { to: "APPOINTED" },
  ]);
});
