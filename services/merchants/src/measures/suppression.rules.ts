/** Distinct persons below whom a cell says something about somebody. */
export const fewestPersons = 5;

export type Cell = { key: readonly string[]; persons: number };

/**
 * Which cells of a table must not be shown, as `true` in the order of the cells. A cell of too few persons is hidden;
 * and where a line of the table (all cells that agree but in one dimension) hides some, it hides enough that what its
 * total betrays is about two cells and as many persons as are needed, at least.
 */
export function suppressed(cells: readonly Cell[]): boolean[] {
  const hidden = cells.map(({ persons }) => persons < fewestPersons);
  const lines = linesOf(cells);
  for (let changed = true; changed;) {
    changed = false;
    for (const line of lines) {
      const inHiding = line.filter((index) => hidden[index]);
      if (inHiding.length === 0) continue;
      const persons = inHiding.reduce((sum, index) => sum + cells[index]!.persons, 0);
      if (inHiding.length > 1 && persons >= fewestPersons) continue;
      const [smallest] = line
        .filter((index) => !hidden[index])
        .toSorted((a, b) => cells[a]!.persons - cells[b]!.persons);
      if (smallest === undefined) continue;
      hidden[smallest] = true;
      changed = true;
    }
  }
  return hidden;
}

/** The cells that agree in all dimensions but one, for each dimension; they add up to a figure of a coarser table. */
function linesOf(cells: readonly Cell[]): number[][] {
  const lines = new Map<string, number[]>();
  for (const [index, { key }] of cells.entries()) {
    for (let dimension = 0; dimension < key.length; dimension++) {
      const name = JSON.stringify([dimension, key.toSpliced(dimension, 1)]);
      lines.set(name, [...(lines.get(name) ?? []), index]);
    }
  }
  return [...lines.values()];
}
