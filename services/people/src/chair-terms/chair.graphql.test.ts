import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createAllianceWorld, reviewer } from "../../test/alliance-world.ts";
import { as, organization, person } from "../../test/harness.ts";

const everything = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organization { alliance {
  id formedOn dissolvedOn pattern rotationPolicy { kind decidedAt }
  seats { position turnsTaken turnsSkipped turnsActed representative { name } organization { name } }
  chair { kind status round from until seat { organization { name } } inPlaceOf { id } passedOver { id } }
  chairTerms(from: "2026-01-01T00:00:00Z", until: "2026-06-30T00:00:00Z") { status from seat { position } }
  fairness { round spread toCome { position } }
} } } }`;

test("all about alliances comes in one SQL, and one for each list of other things, whatever their number", async () => {
  const w = await createAllianceWorld();
  const others = await Promise.all(
    [1, 2, 3].map(async (number) => {
      const input = { ...w.newAlliance, name: `第${number}联盟`, idempotencyKey: uuidv7() };
      return (await w.ask("form", { input }, reviewer)).id;
    }),
  );
  const represent = (ids: string[]) => ({ r: ids.map((id) => ({ __typename: "Organization", id })) });
  w.queries.length = 0;
  const one = await w.execute(everything, represent([w.alliance]), as(person.resident));
  const few = w.queries.length;
  w.queries.length = 0;
  const many = await w.execute(
    everything,
    represent([w.alliance, ...others, organization.committee]),
    as(person.resident),
  );
  expect(w.queries).toHaveLength(few);
  expect(few).toBeLessThanOrEqual(5);
  expect(many.data._entities).toHaveLength(5);
  expect(many.data._entities[0]).toEqual(one.data._entities[0]);
  expect(many.data._entities.at(-1)).toEqual({ alliance: null });
  expect(one.data._entities[0].alliance).toMatchObject({
    formedOn: "2026-01-31",
    dissolvedOn: null,
    pattern: "ONE_PLUS_N",
    rotationPolicy: { kind: "MONTHLY", decidedAt: "2026-01-31T02:00:00.000Z" },
    seats: [
      { position: 1, turnsTaken: 1, representative: { name: "b**" }, organization: { name: "base团支部" } },
      { position: 2, turnsTaken: 0, turnsSkipped: 0, turnsActed: 0 },
      { position: 3, turnsTaken: 0 },
    ],
    chair: {
      kind: "REGULAR",
      status: "ACTIVE",
      round: 1,
      from: "2026-01-30T16:00:00.000Z",
      until: "2026-02-27T16:00:00.000Z",
      seat: { organization: { name: "base团支部" } },
      inPlaceOf: null,
      passedOver: [],
    },
    fairness: { round: 1, spread: 1, toCome: [{ position: 2 }, { position: 3 }] },
  });
  expect(
    one.data._entities[0].alliance.chairTerms.map(
      (term: { status: string; from: string; seat: { position: number } }) => [
        term.status,
        term.from.slice(0, 10),
        term.seat.position,
      ],
    ),
  ).toEqual([
    ["ACTIVE", "2026-01-30", 1],
    ["SCHEDULED", "2026-02-27", 2],
    ["SCHEDULED", "2026-03-30", 3],
    ["SCHEDULED", "2026-04-29", 1],
    ["SCHEDULED", "2026-05-30", 2],
    ["SCHEDULED", "2026-06-29", 3],
  ]);
});

test("the seats of a day are those taken on it, and the pattern follows from today's (R8)", async () => {
  const w = await createAllianceWorld();
  w.at("2026-03-10T12:00:00");
  await w.ask("leave", { seatId: w.seat.first, leavesOn: "2026-04-01" }, reviewer);
  const input = { organizationId: w.body.third, joinsOn: "2026-05-01", idempotencyKey: w.key() };
  await w.ask("admit", { allianceId: w.alliance, input }, reviewer);
  const ask = `query ($id: ID!) { organization(id: $id) { alliance { pattern seats { position }
    ${["2026-01-30", "2026-03-31", "2026-04-01", "2026-05-01"].map((day, index) => `on${index}: seats(asOf: "${day}") { position }`).join(" ")}
  } } }`;
  const look = async () => (await w.execute(ask, { id: w.alliance })).data.organization.alliance;
  const positions = (seats: { position: number }[]) => seats.map(({ position }) => position);
  const seen = await look();
  expect([seen.on0, seen.on1, seen.on2, seen.on3].map(positions)).toEqual([[], [1, 2, 3], [1, 3], [1, 3, 4]]);
  expect([seen.pattern, positions(seen.seats)]).toEqual(["ONE_PLUS_N", [1, 2, 3]]);
  w.at("2026-04-01T00:00:00");
  const later = await look();
  expect([later.pattern, positions(later.seats)]).toEqual(["ONE_PLUS_ONE", [1, 3]]);
});

test("more than a hundred terms, or more than ten years ahead, are refused and never cut", async () => {
  const w = await createAllianceWorld();
  const look = async (fields: string) => {
    const { data, errors } = await w.execute(
      `query ($id: ID!) { organization(id: $id) { alliance { ${fields} } } }`,
      {
        id: w.alliance,
      },
    );
    return errors?.[0]?.extensions.code ?? data.organization.alliance;
  };
  const terms = (until: string) => `chairTerms(from: "2026-01-01T00:00:00Z", until: "${until}") { round }`;
  expect((await look(terms("2034-05-31T00:00:00+08:00"))).chairTerms).toHaveLength(100);
  expect(await look(terms("2034-05-31T00:00:01+08:00"))).toBe("INVALID_INPUT");
  expect(await look(`chair(at: "2037-01-01T00:00:00Z") { round }`)).toBe("INVALID_INPUT");
  expect(await look(`chair(at: "1999-01-01T00:00:00Z") { round }`)).toEqual({ chair: null });
  expect((await look(terms("2025-01-01T00:00:00Z"))).chairTerms).toEqual([]);
});

test("a seat is an entity of the graph; a malformed or unknown key gives null", async () => {
  const w = await createAllianceWorld();
  const ids = [w.seat.base, "not-a-uuid", uuidv7(), w.seat.second];
  const { data } = await w.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on AllianceSeat { kind organization { name } } } }`,
    { r: ids.map((id) => ({ __typename: "AllianceSeat", id })) },
  );
  expect(data._entities).toEqual([
    { kind: "BASE", organization: { name: "base团支部" } },
    null,
    null,
    { kind: "PARTNER", organization: { name: "second团支部" } },
  ]);
  expect(w.queries).toHaveLength(1);
});
