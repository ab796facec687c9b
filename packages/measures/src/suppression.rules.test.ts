import fc from "fast-check";
import { expect, test } from "vitest";
import { addUp, addUpParts, type Cell } from "./suppression.rules.ts";

type Dimension = "quarter" | "body" | "building";
const dimensions: Dimension[] = ["quarter", "body", "building"];
/** What can be asked: each choice of dimensions. */
const tables = Array.from({ length: 2 ** dimensions.length }, (_, choice) =>
  dimensions.filter((_dimension, index) => choice & (1 << index)),
);
/** By which totals are known. */
const known: Dimension[] = ["quarter", "body"];

const cell = (
  quarter: string,
  body: string,
  building: string,
  persons: number,
): Cell<Dimension, "seats"> => ({
  at: { quarter, body, building },
  groups: [persons],
  figures: { seats: persons },
});

const council = [cell("panlong", "council", "6", 6), cell("panlong", "council", "11", 3)];

test.each([
  [[5], true],
  [[5, 0], true],
  [[4], false],
  [[20, 4, 16], false],
  [[20, 16, 4], false],
  [[], true],
])("of groups of %j persons: shown is %s", (groups, shown) => {
  const [row] = addUp([{ at: {}, groups, figures: { coupons: 40 } }], []);
  expect(row).toEqual({ at: {}, figures: { coupons: shown ? 40 : null }, suppressed: !shown });
});

test("what is sensitive wants ten persons", () => {
  const show = (persons: number) =>
    addUp([{ ...cell("q", "b", "1", persons), sensitive: true }], ["building"])[0]!.figures.seats;
  expect([9, 10].map(show)).toEqual([null, 10]);
});

test("a cell of three persons is hidden, and in no total", () => {
  expect(addUp(council, ["building"])).toEqual([
    { at: { building: "11" }, figures: { seats: null }, suppressed: true },
    { at: { building: "6" }, figures: { seats: 6 }, suppressed: false },
  ]);
  expect(addUp(council, [])).toEqual([{ at: {}, figures: { seats: 6 }, suppressed: true }]);
  expect(addUp([], [])).toEqual([]);
});

test("where its total is known anyway, a cell of three hides those with which it makes up that total", () => {
  const cells = [...council, cell("panlong", "owners", "6", 7), cell("jinshi", "council", "1", 9)];
  expect(addUp(cells, ["body"], known)).toMatchObject([
    { at: { body: "council" }, figures: { seats: 18 }, suppressed: false },
    { at: { body: "owners" }, figures: { seats: 7 }, suppressed: false },
  ]);
  expect(addUp(cells, ["body", "building"], known)).toEqual([
    { at: { body: "council", building: "1" }, figures: { seats: 9 }, suppressed: false },
    { at: { body: "council" }, figures: { seats: null }, suppressed: true },
    { at: { body: "owners", building: "6" }, figures: { seats: 7 }, suppressed: false },
  ]);
  // Without the council's six, or they could be told from the owners' committee's seven.
  expect(addUp(cells, ["building"], known)).toMatchObject([
    { at: { building: "1" }, figures: { seats: 9 } },
    { at: { building: "6" }, figures: { seats: 7 } },
    { at: {}, figures: { seats: null }, suppressed: true },
  ]);
});

/** All that can be read off: every table that is offered. */
const everything = (cells: readonly Cell<Dimension, "seats">[], knownBy?: Dimension[]) =>
  tables.map((asked) => addUp(cells, asked, knownBy));

const grid = fc
  .array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 18 })
  .map((counts) =>
    counts.map((count, index) =>
      cell(
        `quarter ${index % 2}`,
        `body ${Math.floor(index / 2) % 3}`,
        `building ${Math.floor(index / 6)}`,
        count,
      ),
    ),
  );

test("whatever is hidden, all tables together say the same: nothing of it can be computed", () => {
  fc.assert(
    fc.property(grid, fc.integer({ min: 1, max: 4 }), fc.nat(1_000), (cells, persons, seats) => {
      const elsewise = cells.map((one) =>
        one.groups[0]! >= 5 ? one : { ...one, groups: [persons], figures: { seats } },
      );
      expect(everything(elsewise)).toEqual(everything(cells));
    }),
  );
});

test("nor by those who know the totals: under each a hidden cell could be another, or none", () => {
  const closed = (cells: readonly Cell<Dimension, "seats">[]) => cells.some(({ groups }) => groups[0]! < 5);
  fc.assert(
    fc.property(grid, (cells) => {
      const blocks = Map.groupBy(cells, ({ at }) => `${at.quarter}, ${at.body}`);
      for (const block of [...blocks.values()].filter(closed)) {
        const total = block.reduce((sum, { figures }) => sum + figures.seats, 0);
        for (const target of block) {
          const others = cells.filter((one) => !block.includes(one));
          const { quarter, body, building } = target.at;
          // Another world with the same total under which this cell has another figure: all but a few live elsewhere.
          const here = target.figures.seats === 1 && total > 1 ? 2 : 1;
          const elsewhere = [cell(quarter, body, "elsewhere", total - here)].filter(() => total > here);
          const moved =
            total === 1
              ? [cell(quarter, body, "elsewhere", 1)]
              : [cell(quarter, body, building, here), ...elsewhere];
          expect(moved[0]!.at.building === building && moved[0]!.figures.seats === target.figures.seats).toBe(
            false,
          );
          expect(everything([...others, ...moved], known)).toEqual(everything(cells, known));
        }
      }
    }),
  );
});

/** The wholes that these are the parts of; so many people sit for several of their buildings. */
const wholesOf = (parts: readonly Cell<Dimension, "seats">[], twice = 0) =>
  [...Map.groupBy(parts, ({ at }) => `${at.quarter}, ${at.body}`).values()].map(
    (own): Cell<"quarter" | "body", "seats"> => {
      const { quarter, body } = own[0]!.at;
      const seats = own.reduce((sum, { figures }) => sum + figures.seats, 0);
      return { at: { quarter, body }, groups: [Math.max(1, seats - twice)], figures: { seats } };
    },
  );
const everyPartTable = (
  wholes: readonly Cell<"quarter" | "body", "seats">[],
  parts: readonly Cell<Dimension, "seats">[],
) => tables.map((asked) => addUpParts(wholes, parts, asked));

test("parts are told apart all of a whole, or none: then the whole counts where nothing tells them apart", () => {
  const parts = [
    cell("panlong", "council", "6", 6),
    cell("panlong", "council", "11", 3),
    cell("jinshi", "council", "1", 9),
  ];
  expect(addUpParts(wholesOf(parts), parts, ["building"])).toEqual([
    { at: { building: "1" }, figures: { seats: 9 }, suppressed: false },
    { at: {}, figures: { seats: 9 }, suppressed: true },
  ]);
  expect(addUpParts(wholesOf(parts), parts, ["quarter", "building"])).toEqual([
    { at: { quarter: "jinshi", building: "1" }, figures: { seats: 9 }, suppressed: false },
    { at: { quarter: "panlong" }, figures: { seats: 9 }, suppressed: true },
  ]);
  const few = [cell("panlong", "council", "6", 3)];
  expect(addUpParts(wholesOf(few), few, ["building"])).toEqual([
    { at: {}, figures: { seats: null }, suppressed: true },
  ]);
  expect(addUpParts([], [], ["building"])).toEqual([]);
});

test("nothing of parts that are not told apart, and of wholes that are hidden, is in any table", () => {
  fc.assert(
    fc.property(grid, fc.nat(9), (parts, twice) => {
      const wholes = wholesOf(parts, twice);
      const isOpen = (own: readonly Cell<Dimension, "seats">[]) => own.every(({ groups }) => groups[0]! >= 5);
      const keyOf = ({ at }: Cell<"quarter" | "body", "seats">) => `${at.quarter}, ${at.body}`;
      const of = (whole: Cell<"quarter" | "body", "seats">) =>
        parts.filter((part) => keyOf(part) === keyOf(whole));
      const before = everyPartTable(wholes, parts);
      for (const whole of wholes) {
        const others = parts.filter((part) => keyOf(part) !== keyOf(whole));
        const { quarter, body } = whole.at;
        if (whole.groups[0]! < 5) {
          // Another number of few people, anywhere in it.
          const elsewhere = [cell(quarter, body, "elsewhere", 1)];
          const moved = wholes.map((one) =>
            one === whole ? { ...one, groups: [1], figures: { seats: 1 } } : one,
          );
          expect(everyPartTable(moved, [...others, ...elsewhere])).toEqual(before);
        } else if (!isOpen(of(whole))) {
          // The same whole, split otherwise into parts of which one is of too few.
          const { seats } = whole.figures;
          const otherwise = [cell(quarter, body, "elsewhere", 1), cell(quarter, body, "there", seats - 1)];
          expect(everyPartTable(wholes, [...others, ...otherwise])).toEqual(before);
        }
      }
    }),
  );
});

test("the rows of each table add up to the same", () => {
  fc.assert(
    fc.property(grid, (parts) => {
      const wholes = wholesOf(parts);
      const sums = everyPartTable(wholes, parts).map((rows) =>
        rows.reduce((sum, { figures }) => sum + (figures.seats ?? 0), 0),
      );
      expect(new Set(sums).size).toBe(1);
    }),
  );
});
