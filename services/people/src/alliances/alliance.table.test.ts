import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createAllianceWorld } from "../../test/alliance-world.ts";
import { organization, place } from "../../test/harness.ts";
import * as tables from "../db/tables.ts";

type World = Awaited<ReturnType<typeof createAllianceWorld>>;
const noon = new Date("2026-02-01T04:00:00Z");
const sit = (w: World, change: object) =>
  w.db.insert(tables.allianceSeats).values({
    id: uuidv7(),
    allianceId: w.alliance,
    organizationId: w.body.third,
    kind: "PARTNER",
    position: 9,
    joinedOn: "2026-03-01",
    ...change,
  });
const rotation = (w: World) => ({
  id: uuidv7(),
  allianceId: w.alliance,
  kind: "MONTHLY" as const,
  termMonths: 1,
  startDates: [] as string[],
  decidedAt: noon,
});
const swap = (w: World) => ({
  id: uuidv7(),
  allianceId: w.alliance,
  seatId: w.seat.base,
  withSeatId: w.seat.first,
  round: 1,
  proposedAt: noon,
});
const act = (w: World) => ({
  id: uuidv7(),
  allianceId: w.alliance,
  heldOn: "2026-02-01",
  description: "联合团日",
  recordedAt: noon,
});

const refused: [what: string, constraint: string, write: (w: World) => Promise<unknown>][] = [
  [
    "an alliance that is another kind of organization",
    "is_of_the_alliance_kind",
    (w) => w.db.insert(tables.alliances).values({ id: organization.committee, formedOn: "2026-01-31" }),
  ],
  [
    "an alliance without seats (R8)",
    "base_and_partner_every_day",
    (w) => w.db.insert(tables.alliances).values({ id: organization.alliance, formedOn: "2026-01-31" }),
  ],
  [
    "an alliance that ends as it begins",
    "is_dissolved_after_it_is_formed",
    (w) => w.db.update(tables.alliances).set({ dissolvedOn: "2026-01-31" }),
  ],
  [
    "seats that outlast their alliance",
    "base_and_partner_every_day",
    (w) => w.db.update(tables.alliances).set({ dissolvedOn: "2026-05-01" }),
  ],
  [
    "an alliance without its base (R8)",
    "base_and_partner_every_day",
    (w) =>
      w.db
        .update(tables.allianceSeats)
        .set({ leftOn: "2026-05-01" })
        .where(eq(tables.allianceSeats.id, w.seat.base)),
  ],
  [
    "an alliance without a partner (R8)",
    "base_and_partner_every_day",
    (w) =>
      w.db
        .update(tables.allianceSeats)
        .set({ leftOn: "2026-05-01" })
        .where(eq(tables.allianceSeats.kind, "PARTNER")),
  ],
  [
    "a base from industry or enterprise (R8)",
    "seats_are_for_fitting_league_organizations",
    (w) => sit(w, { kind: "BASE" }),
  ],
  [
    "a partner who is no league organization (R8)",
    "seats_are_for_fitting_league_organizations",
    (w) => sit(w, { organizationId: organization.committee }),
  ],
  [
    "a second base (R8)",
    "one_base_at_a_time",
    async (w) => {
      const another = { id: uuidv7(), name: "另一团总支", placeId: place.community };
      const league = { classification: "LEAGUE_ORGANIZATION", sector: "GRASSROOTS" } as const;
      await w.db.insert(tables.organizations).values({ ...another, ...league });
      return sit(w, { kind: "BASE", organizationId: another.id });
    },
  ],
  ["two seats for one", "one_seat_an_organization", (w) => sit(w, { organizationId: w.body.first })],
  ["two seats in one position", "one_seat_in_a_position", (w) => sit(w, { position: 2 })],
  ["a seat before the first", "position_counts_from_one", (w) => sit(w, { position: 0 })],
  ["a seat left as it is taken", "leaves_after_it_joins", (w) => sit(w, { leftOn: "2026-03-01" })],
  [
    "a rotation without months",
    "a_term_has_months",
    (w) => w.db.insert(tables.rotationPolicies).values({ ...rotation(w), termMonths: 0 }),
  ],
  [
    "a rotation by date without dates",
    "dates_are_for_a_rotation_by_date",
    (w) => w.db.insert(tables.rotationPolicies).values({ ...rotation(w), kind: "BY_DATE" }),
  ],
  [
    "a rotation decided otherwise afterwards (R9)",
    "rotation_is_only_added_to",
    (w) => w.db.update(tables.rotationPolicies).set({ termMonths: 3 }),
  ],
  ["a rotation taken back (R9)", "rotation_is_only_added_to", (w) => w.db.delete(tables.rotationPolicies)],
  [
    "a skip without a reason",
    "a_skip_has_a_reason",
    (w) =>
      w.db
        .insert(tables.turnSkips)
        .values({ id: uuidv7(), allianceId: w.alliance, seatId: w.seat.base, reason: "", skippedAt: noon }),
  ],
  [
    "an absence that ends before it begins",
    "ends_not_before_it_starts",
    (w) =>
      w.db.insert(tables.chairAbsences).values({
        id: uuidv7(),
        allianceId: w.alliance,
        seatId: w.seat.base,
        from: noon,
        until: new Date(+noon - 1),
      }),
  ],
  [
    "a swap with oneself",
    "with_another_seat",
    (w) => w.db.insert(tables.chairSwaps).values({ ...swap(w), withSeatId: w.seat.base }),
  ],
  [
    "a decision without its time",
    "decided_has_time",
    (w) => w.db.insert(tables.chairSwaps).values({ ...swap(w), state: "DECLINED" }),
  ],
  [
    "two open swaps of a pair in one round, whoever proposes",
    "one_open_swap_of_a_pair",
    (w) =>
      w.db
        .insert(tables.chairSwaps)
        .values([swap(w), { ...swap(w), seatId: w.seat.first, withSeatId: w.seat.base }]),
  ],
  [
    "a swap with a seat that is not there",
    "other_seat_is_of_that_alliance",
    (w) => w.db.insert(tables.chairSwaps).values({ ...swap(w), withSeatId: uuidv7() }),
  ],
  [
    "a joint act without words",
    "description_is_given",
    (w) => w.db.insert(tables.jointActs).values({ ...act(w), description: "" }),
  ],
];

test("the database refuses what must never be of an alliance and its rotation", async () => {
  const w = await createAllianceWorld();
  const answers = [];
  for (const [what, , write] of refused) {
    // Alone or at the end of its transaction, a refusal leaves nothing.
    const constraint = await write(w).then(() => "accepted", constraintOf);
    answers.push([what, constraint]);
  }
  expect(answers).toEqual(refused.map(([what, constraint]) => [what, constraint]));
  expect(await w.db.$count(tables.allianceSeats)).toBe(3);
});
