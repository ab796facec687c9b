import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cell, fewestPersons, suppressed } from "./suppression.rules.ts";

test("a cell of four persons is hidden, and with it another that would betray it", () => {
  const cells = [4, 20, 9].map((persons, index) => ({ key: [`place ${index}`], persons }));
  expect(suppressed(cells)).toEqual([true, false, true]);
});

test("cells of five persons and more are shown", () => {
  expect(suppressed([5, 6, 700].map((persons, index) => ({ key: [String(index)], persons })))).toEqual([
    false,
    false,
    false,
  ]);
});

test("in no line can a hidden cell be computed from the total and the cells shown", () => {
  const table = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
    .chain(([rows, columns]) =>
      fc
        .array(fc.integer({ min: 1, max: 40 }), { minLength: rows * columns, maxLength: rows * columns })
        .map((persons) =>
          persons.map((count, i): Cell => ({
            key: [`r${i % rows}`, `c${Math.floor(i / rows)}`],
            persons: count,
          })),
        ),
    );
  fc.assert(
    fc.property(table, (cells) => {
      const hidden = suppressed(cells);
      for (const [i, cell] of cells.entries()) if (cell.persons < fewestPersons) expect(hidden[i]).toBe(true);
      for (const dimension of [0, 1]) {
        for (const name of new Set(cells.map(({ key }) => key[dimension]))) {
          const line = [...cells.keys()].filter((i) => cells[i]!.key[dimension] === name);
          const inHiding = line.filter((i) => hidden[i]);
          if (inHiding.length === 0 || inHiding.length === line.length) continue;
          expect(inHiding.length).toBeGreaterThan(1);
          expect(inHiding.reduce((sum, i) => sum + cells[i]!.persons, 0)).toBeGreaterThanOrEqual(
            fewestPersons,
          );
        }
      }
    }),
  );
});
