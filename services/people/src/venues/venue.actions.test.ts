import { venueSaved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { as, createHarness, organization, person, place, post } from "../../test/harness.ts";
import { holding } from "../../test/viewers.ts";
import { memberships, posts, venues } from "../db/tables.ts";

const answer = `__typename ... on Venue { id name signPhotoTakenOn closedOn } ... on UserError { code }`;
const invalid = `... on InvalidInput { problems { path } }`;
const documents = {
  open: `mutation ($input: OpenVenueInput!) { answer: openVenue(input: $input) { ${answer} ${invalid} } }`,
  photo: `mutation ($input: SignPhotoInput!) { answer: recordSignPhoto(input: $input) { ${answer} ${invalid} } }`,
  close: `mutation ($id: ID!) { answer: closeVenue(id: $id) { ${answer} } }`,
};

const worker = holding(person.worker, "COMMUNITY_WORKER", { place: place.community });

async function createVenues() {
  const h = await createHarness();
  const ask = async (what: keyof typeof documents, variables: object, viewer: Viewer | null = worker) => {
    const { data, errors } = await h.execute(documents[what], variables, viewer);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  const input = (values: object = {}) => ({
    input: {
      placeId: place.building,
      kind: "OFFICE",
      name: "办公室",
      providerId: organization.committee,
      idempotencyKey: uuidv7(),
      ...values,
    },
  });
  return { ...h, ask, input };
}

test("a worker opens a venue, notes the photo of its sign and closes it; each is announced once", async () => {
  const w = await createVenues();
  const wish = w.input();
  const [opened, again] = [await w.ask("open", wish), await w.ask("open", wish)];
  expect(opened).toMatchObject({ __typename: "Venue", name: "办公室", closedOn: null });
  expect(again.id).toBe(opened.id);
  const photo = { input: { venueId: opened.id, reference: "signs/1.jpg", takenOn: "2026-11-23" } };
  expect(await w.ask("photo", photo)).toMatchObject({ signPhotoTakenOn: "2026-11-23" });
  const closed = await Promise.all([1, 2].map(() => w.ask("close", { id: opened.id })));
  expect(closed.map(({ __typename }) => String(__typename)).toSorted()).toEqual(["Venue", "VenueClosed"]);
  expect(await w.ask("photo", photo)).toMatchObject({ code: "VENUE_CLOSED" });
  // Its name is free again.
  expect(await w.ask("open", w.input())).toMatchObject({ __typename: "Venue" });
  const events = await w.db.query.outbox.findMany({
    where: { name: venueSaved.name },
    orderBy: { sequence: "asc" },
  });
  expect(events).toMatchObject([
    { payload: { id: opened.id, closedOn: null }, role: "COMMUNITY_WORKER", scope: place.community },
    { payload: { closedOn: null } },
    { payload: { closedOn: "2026-11-23" } },
    { payload: { closedOn: null } },
  ]);
});

test("venues are for workers of their place, in places in use, by bodies that are there", async () => {
  const w = await createVenues();
  const { id } = await w.ask("open", w.input());
  const photo = { venueId: id, reference: "signs/1.jpg", takenOn: "2026-11-23" };
  for (const [what, variables] of [
    ["open", w.input()],
    ["photo", { input: photo }],
    ["close", { id }],
  ] as const) {
    expect(await w.ask(what, variables, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
    for (const viewer of [
      as(person.stranger),
      holding(person.worker, "PLATFORM_ADMIN"),
      holding(person.worker, "COMMUNITY_WORKER", { place: place.otherQuarter }),
    ])
      expect(await w.ask(what, variables, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  }
  for (const bad of ["not-a-uuid", uuidv7(), "\u0000"]) {
    expect(await w.ask("open", w.input({ placeId: bad }))).toMatchObject({ code: "NOT_FOUND" });
    expect(await w.ask("close", { id: bad })).toMatchObject({ code: "NOT_FOUND" });
    expect(await w.ask("photo", { input: { ...photo, venueId: bad } })).toMatchObject({ code: "NOT_FOUND" });
    expect(await w.ask("open", w.input({ providerId: bad }))).toMatchObject({
      problems: [{ path: "providerId" }],
    });
  }
  for (const name of ["", " ", "室".repeat(101), "室\u0000"])
    expect(await w.ask("open", w.input({ name }))).toMatchObject({ problems: [{ path: "name" }] });
  for (const wrong of [{ takenOn: "2026-11-24" }, { takenOn: "1899-12-31" }])
    expect(await w.ask("photo", { input: { ...photo, ...wrong } })).toMatchObject({
      problems: [{ path: "takenOn" }],
    });
  for (const reference of ["", "a".repeat(501), "a\u0000"])
    expect(await w.ask("photo", { input: { ...photo, reference } })).toMatchObject({
      problems: [{ path: "reference" }],
    });
  expect(await w.ask("open", w.input())).toMatchObject({ code: "VENUE_NAME_TAKEN" });
  await w.db.execute(`update places set retired_on = '2026-11-01' where id = '${place.building}'`);
  expect(await w.ask("open", w.input({ name: "另一间" }))).toMatchObject({ code: "PLACE_RETIRED" });
});

test("a place shows its open venues, and whether it has an office with a sign and somebody in charge, for 100 places in one SQL (R34)", async () => {
  const w = await createVenues();
  const { id } = await w.ask("open", w.input());
  await w.ask("open", w.input({ kind: "YOUTH_HOUSE", name: "青年之家", placeId: place.quarter }));
  const look = async (fields = "officeAndStaff { state on }") => {
    w.queries.length = 0;
    const { data, errors } = await w.execute(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place { ${fields} } } }`,
      { r: Array.from({ length: 100 }, () => ({ __typename: "Place", id: place.community })) },
    );
    expect(errors).toBeUndefined();
    expect(w.queries).toHaveLength(1);
    return data._entities[99];
  };
  expect(await look()).toEqual({ officeAndStaff: { state: "MISSING", on: null } });
  expect(await look("venues { totalCount nodes { name } }")).toEqual({
    venues: { totalCount: 2, nodes: [{ name: "办公室" }, { name: "青年之家" }] },
  });
  expect(await look("venues(kind: YOUTH_HOUSE) { totalCount }")).toEqual({ venues: { totalCount: 1 } });
  await w.ask("photo", { input: { venueId: id, reference: "signs/1.jpg", takenOn: "2026-11-01" } });
  expect((await look()).officeAndStaff.state).toBe("MISSING");
  await w.db.update(posts).set({ isResponsible: true }).where(eq(posts.id, post.worker));
  expect((await look()).officeAndStaff).toEqual({ state: "PASS", on: "2026-11-01" });
  w.clock.at = new Date("2027-11-01T16:00:00Z");
  expect((await look()).officeAndStaff.state).toBe("STALE");
  // Nobody holds the responsible post any more.
  await w.db.update(memberships).set({ endsOn: "2027-01-01" }).where(eq(memberships.postId, post.worker));
  expect((await look()).officeAndStaff.state).toBe("MISSING");

  const { data } = await w.execute(
    `query ($id: ID!) { venue(id: $id) { name kind place { name } provider { name } openedOn } }`,
    { id },
  );
  expect(data.venue).toEqual({
    name: "办公室",
    kind: "OFFICE",
    place: { name: "3幢" },
    provider: { name: "高登社区居委会" },
    openedOn: "2026-11-23",
  });
});

test("the database holds what the rules say of venues", async () => {
  const { db } = await createVenues();
  const venue = {
    id: uuidv7(),
    placeId: place.quarter,
    kind: "OFFICE",
    name: "办公室",
    providerId: organization.committee,
    openedOn: "2026-01-01",
  } as const;
  await db.insert(venues).values(venue);
  const refused = [
    ["name_is_given", { name: "" }],
    ["a_sign_photo_has_its_date", { name: "二", signPhoto: "x" }],
    ["is_not_closed_before_it_is_opened", { name: "三", closedOn: "2025-12-31" }],
    ["one_open_venue_of_a_name_in_a_place", {}],
  ] as const;
  for (const [constraint, values] of refused) {
    const write = db.insert(venues).values({ ...venue, id: uuidv7(), ...values });
    expect(await write.then(() => "accepted", constraintOf)).toBe(constraint);
  }
});
