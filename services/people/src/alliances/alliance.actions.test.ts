import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { mutation } from "../../test/asking.ts";
import { createAllianceWorld, reviewer, reviewerElsewhere, worker } from "../../test/alliance-world.ts";
import { as, organization, place, visitor } from "../../test/harness.ts";
import { alliances, allianceSeats, organizations } from "../db/tables.ts";

test("an alliance is formed with its base and partners, its chair begins with its first day, and it is told (R8)", async () => {
  const w = await createAllianceWorld();
  const input = w.newAlliance;
  const same = await w.ask("form", { input }, reviewer);
  expect(same).toEqual({
    __typename: "Alliance",
    id: w.alliance,
    formedOn: "2026-01-31",
    pattern: "ONE_PLUS_N",
    rotationPolicy: { kind: "MONTHLY", termMonths: 1, startDates: [] },
    seats: [
      { id: w.seat.base, kind: "BASE", position: 1, organization: { id: w.body.base } },
      { id: w.seat.first, kind: "PARTNER", position: 2, organization: { id: w.body.first } },
      { id: w.seat.second, kind: "PARTNER", position: 3, organization: { id: w.body.second } },
    ],
    chair: { kind: "REGULAR", seat: { organization: { id: w.body.base } } },
  });
  expect(await w.db.$count(alliances)).toBe(1);
  expect(await w.ask("form", { input: { ...input, name: "另一个" } }, reviewer)).toMatchObject({
    code: "IDEMPOTENCY_KEY_REUSED",
  });
  expect(await w.events()).toEqual([
    {
      entity: "ALLIANCE",
      id: w.alliance,
      from: null,
      to: "FORMED",
      reason: null,
      role: "LEAGUE_REVIEWER",
      scope: place.county,
    },
  ]);
  expect(await w.chairs("2026-01-30", "2026-01-31", "2026-02-28", "2026-03-31")).toEqual([
    null,
    "base REGULAR",
    "first REGULAR",
    "second REGULAR",
  ]);
});

test("an alliance is formed by a reviewer of the league there, of organizations that fit, and with good input alone", async () => {
  const w = await createAllianceWorld();
  const form = (change: object, viewer: typeof reviewer | null = reviewer) =>
    w.ask(
      "form",
      { input: { ...w.newAlliance, name: "又一个联盟", idempotencyKey: uuidv7(), ...change } },
      viewer,
    );
  expect(await form({}, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [as(uuidv7()), worker, reviewerElsewhere, w.admin("base"), w.chair])
    expect(await form({}, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  // Where, too, is for whom it is.
  expect(await form({ placeId: uuidv7() })).toMatchObject({ code: "NOT_ALLOWED" });
  const everywhere = {
    ...reviewer,
    grants: [{ role: "LEAGUE_REVIEWER" as const, place: null, organization: null }],
  };
  expect(await form({ placeId: uuidv7() }, everywhere)).toMatchObject({ code: "NOT_FOUND" });
  expect(await form({ partnerIds: [uuidv7()] })).toMatchObject({ code: "NOT_FOUND" });
  for (const change of [
    { baseId: w.body.third },
    { baseId: organization.committee },
    { baseId: w.body.first, partnerIds: [w.body.base] },
    { partnerIds: [organization.committee] },
  ])
    expect(await form(change)).toMatchObject({ code: "SEAT_NOT_FITTING" });
  const bad: [string, object][] = [
    ["name", { name: " " }],
    ["name", { name: "a\u0000b" }],
    ["name", { name: "联".repeat(101) }],
    ["name", { name: w.newAlliance.name }],
    ["partnerIds", { partnerIds: [] }],
    ["partnerIds", { partnerIds: [w.body.first, w.body.first] }],
    ["partnerIds", { partnerIds: [w.body.base] }],
    ["partnerIds.0", { partnerIds: ["' or 1=1"] }],
    ["formedOn", { formedOn: "1999-12-31" }],
    ["formedOn", { formedOn: "2027-02-01" }],
    ["rotation.startDates", { rotation: { kind: "BY_DATE" } }],
    ["rotation.startDates", { rotation: { kind: "MONTHLY", startDates: ["2026-03-01"] } }],
    ["rotation.startDates", { rotation: { kind: "BY_DATE", startDates: ["2026-01-31"] } }],
    ["idempotencyKey", { idempotencyKey: "short" }],
  ];
  for (const [path, change] of bad)
    expect(await form(change)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });
  expect(await w.db.$count(alliances)).toBe(1);
  expect(await w.db.$count(organizations)).toBe(7);
  expect(await w.events()).toHaveLength(1);

  const past = await form({
    formedOn: "2021-03-29",
    rotation: { kind: "QUARTERLY" },
    partnerIds: [w.body.third],
  });
  expect(past).toMatchObject({ formedOn: "2021-03-29", pattern: "ONE_PLUS_ONE" });
});

test("a partner joins at the tail: let in by the chair or the league's reviewer, once, while the alliance stands", async () => {
  const w = await createAllianceWorld();
  const admit = (change: object = {}, viewer: typeof reviewer | null = w.chair, allianceId = w.alliance) =>
    w.ask(
      "admit",
      { allianceId, input: { organizationId: w.body.third, idempotencyKey: w.key(), ...change } },
      viewer,
    );
  expect(await admit({}, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const id of ["not-a-uuid", uuidv7(), organization.alliance])
    expect(await admit({}, reviewer, id)).toMatchObject({ code: "NOT_FOUND" });
  for (const viewer of [w.admin("third"), w.admin("base"), worker, reviewerElsewhere])
    expect(await admit({}, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const joinsOn of ["2026-01-30", "2027-02-01"])
    expect(await admit({ joinsOn })).toMatchObject({
      code: "INVALID_INPUT",
      problems: [{ path: "joinsOn" }],
    });
  expect(await admit({ organizationId: uuidv7() })).toMatchObject({ code: "NOT_FOUND" });
  expect(await admit({ organizationId: organization.committee })).toMatchObject({ code: "SEAT_NOT_FITTING" });
  expect(await admit({ organizationId: w.body.first })).toMatchObject({ code: "ALREADY_SEATED" });

  w.at("2026-03-10T12:00:00");
  const idempotencyKey = w.key();
  const seat = await admit({ idempotencyKey });
  expect(seat).toMatchObject({ kind: "PARTNER", position: 4, joinedOn: "2026-03-10", leftOn: null });
  expect(await admit({ idempotencyKey })).toEqual(seat);
  expect(await admit({}, reviewer)).toMatchObject({ code: "ALREADY_SEATED" });
  expect((await w.events()).at(-1)).toMatchObject({
    entity: "ALLIANCE_SEAT",
    id: seat.id,
    to: "JOINED",
    role: "CHAIR",
  });
  expect(await w.chairs("2026-03-31", "2026-04-30", "2026-05-31")).toEqual([
    "second REGULAR",
    "third REGULAR",
    "base REGULAR",
  ]);
});

test("a seat is given up from tomorrow on, never the base's or the last partner's (R8), nor twice", async () => {
  const w = await createAllianceWorld();
  w.at("2026-03-10T23:59:59");
  const leave = (seatId: string, viewer: typeof reviewer | null, leavesOn?: string) =>
    w.ask("leave", { seatId, leavesOn }, viewer);
  expect(await leave(w.seat.first, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const id of ["not-a-uuid", uuidv7()])
    expect(await leave(id, reviewer)).toMatchObject({ code: "NOT_FOUND" });
  for (const viewer of [w.admin("second"), w.chair, worker, reviewerElsewhere])
    expect(await leave(w.seat.first, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await leave(w.seat.base, w.admin("base"))).toMatchObject({ code: "BASE_SEAT_STAYS" });
  for (const day of ["2026-03-10", "2026-03-09", "2027-03-11"])
    expect(await leave(w.seat.first, w.admin("first"), day)).toMatchObject({
      code: "INVALID_INPUT",
      problems: [{ path: "leavesOn" }],
    });

  expect(await w.chairs("2026-03-11")).toEqual(["first REGULAR"]);
  expect(await leave(w.seat.first, w.admin("first"))).toMatchObject({ leftOn: "2026-03-11" });
  expect(await leave(w.seat.first, reviewer)).toMatchObject({ code: "SEAT_LEFT" });
  expect(await w.chairs("2026-03-10T23:59:59.999", "2026-03-11", "2026-03-31", "2026-04-30")).toEqual([
    "first REGULAR",
    "second ACTING",
    "second REGULAR",
    "base REGULAR",
  ]);
  expect(await leave(w.seat.second, reviewer)).toMatchObject({ code: "LAST_PARTNER_STAYS" });
  // A partner who comes only later does not fill the gap.
  const input = { organizationId: w.body.third, joinsOn: "2026-06-01", idempotencyKey: w.key() };
  await w.ask("admit", { allianceId: w.alliance, input }, w.chair);
  expect(await leave(w.seat.second, reviewer, "2026-05-31")).toMatchObject({ code: "LAST_PARTNER_STAYS" });
  expect(await leave(w.seat.second, reviewer, "2026-06-01")).toMatchObject({ leftOn: "2026-06-01" });
  expect((await w.events()).map(({ to }) => to)).toEqual(["FORMED", "LEFT", "JOINED", "LEFT"]);
});

test("of two partners who leave at once one stays (R8)", async () => {
  const w = await createAllianceWorld();
  const answers = await Promise.all(
    [w.seat.first, w.seat.second].map((seatId) => w.ask("leave", { seatId }, reviewer)),
  );
  expect(answers.map(({ __typename }) => String(__typename)).toSorted()).toEqual([
    "AllianceSeat",
    "LastPartnerStays",
  ]);
});

test("an alliance is dissolved with all its seats, by the league's reviewer and with a reason; then nothing is decided in it", async () => {
  const w = await createAllianceWorld();
  w.at("2026-03-10T12:00:00");
  const dissolve = (change: object = {}, viewer: typeof reviewer | null = reviewer) =>
    w.ask("dissolve", { id: w.alliance, ...change }, viewer);
  expect(await dissolve({}, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await dissolve({ id: "not-a-uuid" })).toMatchObject({ code: "NOT_FOUND" });
  for (const viewer of [w.chair, worker, w.admin("base"), reviewerElsewhere])
    expect(await dissolve({}, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const reason of ["", " ", "因".repeat(501), "\u0000"])
    expect(await dissolve({ reason })).toMatchObject({
      code: "INVALID_INPUT",
      problems: [{ path: "reason" }],
    });
  for (const dissolvesOn of ["2026-03-10", "2027-03-11"])
    expect(await dissolve({ dissolvesOn })).toMatchObject({ problems: [{ path: "dissolvesOn" }] });
  const input = { organizationId: w.body.third, joinsOn: "2026-03-20", idempotencyKey: w.key() };
  await w.ask("admit", { allianceId: w.alliance, input }, w.chair);
  expect(await dissolve({ dissolvesOn: "2026-03-20" })).toMatchObject({
    problems: [{ path: "dissolvesOn" }],
  });

  expect(await dissolve({ dissolvesOn: "2026-04-01" })).toMatchObject({ dissolvedOn: "2026-04-01" });
  expect((await w.db.select().from(allianceSeats)).map(({ leftOn }) => leftOn)).toEqual(
    Array(4).fill("2026-04-01"),
  );
  expect(await w.chairs("2026-03-31T23:59:59.999", "2026-04-01")).toEqual(["second REGULAR", null]);
  const over = { code: "ALLIANCE_DISSOLVED" };
  const { alliance: allianceId, seat } = w;
  expect(await dissolve()).toMatchObject(over);
  expect(
    await w.ask("admit", { allianceId, input: { ...input, idempotencyKey: w.key() } }, reviewer),
  ).toMatchObject(over);
  expect(await w.ask("skip", { seatId: seat.first, key: w.key() }, reviewer)).toMatchObject(over);
  expect(
    await w.ask("rotate", { allianceId, rotation: { kind: "QUARTERLY" }, key: w.key() }, reviewer),
  ).toMatchObject(over);
  expect(
    await w.ask("propose", { seatId: seat.first, withSeatId: seat.second, key: w.key() }, w.admin("first")),
  ).toMatchObject(over);
  expect(await w.ask("leave", { seatId: seat.first }, reviewer)).toMatchObject({ code: "SEAT_LEFT" });
  w.at("2026-04-01T00:00:00");
  expect(await w.ask("act", { allianceId, key: w.key() }, reviewer)).toMatchObject({ code: "NO_CHAIR_NOW" });
  expect(await w.ask("resume", { allianceId }, reviewer)).toMatchObject({ code: "NO_CHAIR_NOW" });
});

test("an organization that sits in an alliance keeps a sector that fits its seat", async () => {
  const w = await createAllianceWorld();
  const change = mutation(w, "changeOrganization", {
    args: { id: "ID!", input: "ChangeOrganizationInput!" },
    found: "... on Organization { sector }",
  });
  const to = (name: "base" | "first" | "third", sector: string | null) =>
    change({ id: w.body[name], input: { sector } }, reviewer);
  expect(await to("first", "INDUSTRY")).toMatchObject({ sector: "INDUSTRY" });
  expect(await to("base", "INDUSTRY")).toMatchObject({ code: "SECTOR_OF_SEAT" });
  expect(await to("first", "GRASSROOTS")).toMatchObject({ code: "SECTOR_OF_SEAT" });
  expect(await to("first", null)).toMatchObject({ code: "SECTOR_OF_SEAT" });
  // It has no seat.
  expect(await to("third", "GRASSROOTS")).toMatchObject({ sector: "GRASSROOTS" });
});
