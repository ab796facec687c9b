import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createAllianceWorld, reviewer } from "../../test/alliance-world.ts";
import { visitor } from "../../test/harness.ts";
import { SwapClosed } from "./chair.errors.ts";
import { decide, storedSwapStates } from "./swap.rules.ts";
import { turnsOf } from "./turn.rules.ts";

test("a swap is decided from a proposal alone, while both turns lie ahead", () => {
  const seat = (id: string, position: number) => ({ id, position, joinedOn: "2026-01-31", leftOn: null });
  const history = {
    formedOn: "2026-01-31",
    dissolvedOn: null,
    seats: [seat("A", 1), seat("B", 2), seat("C", 3)],
    policies: [{ decidedAt: new Date("2026-01-31"), termMonths: 1, startDates: [] }],
    swaps: [],
    skips: [],
    absences: [],
  };
  const [first, second, third, nextRound] = turnsOf(history).take(4);
  const swap = { seatId: "B", withSeatId: "C", round: 1 };
  const stored = storedSwapStates.map((state) => decide({ ...swap, state }, "CONSENTED", first!));
  expect(stored).toEqual([
    "CONSENTED",
    ...(["CONSENTED", "DECLINED", "WITHDRAWN"] as const).map((state) => new SwapClosed(state)),
  ]);
  const proposal = { ...swap, state: "PROPOSED" as const };
  for (const turn of [second!, third!, nextRound!, null])
    expect(decide(proposal, "DECLINED", turn)).toEqual(new SwapClosed("LAPSED"));
  expect(decide({ ...proposal, round: 2 }, "WITHDRAWN", second!)).toBe("WITHDRAWN");
});

test("two seats change places once both have said so, each by its own administrator (R9)", async () => {
  const w = await createAllianceWorld();
  w.at("2026-02-10T12:00:00");
  const { first, second } = w.seat;
  const key = w.key();
  const propose = (viewer: typeof reviewer | null, change: object = {}) =>
    w.ask("propose", { seatId: first, withSeatId: second, key: w.key(), ...change }, viewer);
  expect(await propose(visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const seatId of ["not-a-uuid", uuidv7()])
    expect(await propose(w.admin("first"), { seatId })).toMatchObject({ code: "NOT_FOUND" });
  for (const viewer of [w.admin("second"), w.chair, reviewer])
    expect(await propose(viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const withSeatId of [first, uuidv7(), "not-a-uuid"])
    expect(await propose(w.admin("first"), { withSeatId })).toMatchObject({
      problems: [{ path: "withSeatId" }],
    });

  const speaker = w.admin("first");
  const swap = await propose(speaker, { key });
  expect(swap).toMatchObject({ round: 1, state: "PROPOSED", seat: { id: first }, withSeat: { id: second } });
  expect(await propose(speaker, { key })).toEqual(swap);
  expect(await w.chairs("2026-02-28")).toEqual(["first REGULAR"]);
  expect(
    await w.ask("propose", { seatId: second, withSeatId: first, key: w.key() }, w.admin("second")),
  ).toMatchObject({ code: "SWAP_ALREADY_PROPOSED" });

  const { id } = swap;
  expect(await w.ask("consent", { id }, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const unknown of ["not-a-uuid", uuidv7()])
    expect(await w.ask("consent", { id: unknown }, reviewer)).toMatchObject({ code: "NOT_FOUND" });
  for (const [what, viewer] of [
    ["consent", w.admin("first")],
    ["decline", w.admin("first")],
    ["withdraw", w.admin("second")],
    ["consent", reviewer],
    ["withdraw", w.chair],
  ] as const)
    expect(await w.ask(what, { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.ask("consent", { id }, w.admin("second"))).toMatchObject({ id, state: "CONSENTED" });
  for (const [what, name] of [
    ["consent", "second"],
    ["decline", "second"],
    ["withdraw", "first"],
  ] as const)
    expect(await w.ask(what, { id }, w.admin(name))).toMatchObject({
      code: "SWAP_CLOSED",
      state: "CONSENTED",
    });
  expect(await w.chairs("2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31")).toEqual([
    "second SWAPPED",
    "first SWAPPED",
    "base REGULAR",
    "first REGULAR",
  ]);
  expect((await w.events()).slice(1).map(({ from, to }) => [from, to])).toEqual([
    [null, "PROPOSED"],
    ["PROPOSED", "CONSENTED"],
  ]);
});

test("a proposal is declined, withdrawn, or lapses when one of the turns begins; with the present chair it is for the next round", async () => {
  const w = await createAllianceWorld();
  w.at("2026-02-10T12:00:00");
  const { base, first, second } = w.seat;
  const propose = async (seatId: string, withSeatId: string, name: "base" | "first") =>
    (await w.ask("propose", { seatId, withSeatId, key: w.key() }, w.admin(name))) as {
      id: string;
      round: number;
    };
  const declined = await propose(first, second, "first");
  w.at("2026-02-10T12:00:01");
  expect(await w.ask("decline", declined, w.admin("second"))).toMatchObject({ state: "DECLINED" });
  const withdrawn = await propose(first, second, "first");
  w.at("2026-02-10T12:00:02");
  expect(await w.ask("withdraw", withdrawn, w.admin("first"))).toMatchObject({ state: "WITHDRAWN" });
  const late = await propose(first, second, "first");
  w.at("2026-02-10T12:00:03");
  const next = await propose(base, second, "base");
  expect([late.round, next.round]).toEqual([1, 2]);

  w.at("2026-02-28T00:00:00");
  for (const [what, name] of [
    ["consent", "second"],
    ["withdraw", "first"],
  ] as const)
    expect(await w.ask(what, late, w.admin(name))).toMatchObject({ code: "SWAP_CLOSED", state: "LAPSED" });
  w.at("2026-04-29T23:59:59");
  expect(await w.ask("consent", next, w.admin("second"))).toMatchObject({ state: "CONSENTED" });
  expect(await w.chairs("2026-02-28", "2026-04-30", "2026-05-31", "2026-06-30")).toEqual([
    "first REGULAR",
    "second SWAPPED",
    "first REGULAR",
    "base SWAPPED",
  ]);
  const { data } = await w.execute(
    `query ($id: ID!) { organization(id: $id) { alliance { swaps(first: 3) { totalCount nodes { state round } } } } }`,
    { id: w.alliance },
  );
  expect(data.organization.alliance.swaps).toEqual({
    totalCount: 4,
    nodes: [
      { state: "CONSENTED", round: 2 },
      { state: "LAPSED", round: 1 },
      { state: "WITHDRAWN", round: 1 },
    ],
  });
});

test("of a consent and a withdrawal at once one is done", async () => {
  const w = await createAllianceWorld();
  const { first, second } = w.seat;
  const swap = await w.ask("propose", { seatId: first, withSeatId: second, key: w.key() }, w.admin("first"));
  const answers = await Promise.all([
    w.ask("consent", swap, w.admin("second")),
    w.ask("withdraw", swap, w.admin("first")),
  ]);
  expect(answers.map(({ __typename }) => String(__typename)).toSorted()).toEqual(["ChairSwap", "SwapClosed"]);
  expect(await w.events()).toHaveLength(3);
});
