/** Distinct persons below whom a figure says something about somebody. */
const fewestPersons = { ordinary: 5, sensitive: 10 } as const;

/** Figures of the finest grain that a source gives. */
export type Cell<Dimension extends string, Figure extends string> = {
  /** Where it stands along each dimension. */
  at: Readonly<Record<Dimension, string>>;
  /**
   * Distinct persons in each group that its figures tell apart, by themselves or by their differences: of those who
   * claimed and those who redeemed also those who did not redeem. None where figures are not about persons.
   */
  groups: readonly number[];
  /** Whether it is about minors, mediation, needy or relocated households. */
  sensitive?: boolean;
  figures: Readonly<Record<Figure, number>>;
};

export type MeasuresRow<Dimension extends string, Figure extends string> = {
  /** Where it stands along the dimensions that were asked for, as far as that may be told. */
  at: Readonly<Partial<Record<Dimension, string>>>;
  /** Null where nothing of it may be shown. */
  figures: Readonly<Record<Figure, number | null>>;
  /** Whether something of it is left out. */
  suppressed: boolean;
};

/**
 * Adds figures up by the dimensions asked for. Every figure of every table is a sum of cells that may all be shown by
 * themselves, or a total that is known anyway: what is hidden is in no figure, so no tables together can betray it.
 *
 * `known` names the dimensions by which totals are public elsewhere. Then hiding one cell is not enough, since the total
 * less the others would betray it: the cells of one total are shown together, or none of them, not even where they stand.
 */
export function addUp<Dimension extends string, Figure extends string>(
  cells: readonly Cell<Dimension, Figure>[],
  dimensions: readonly Dimension[],
  known?: readonly Dimension[],
): MeasuresRow<Dimension, Figure>[] {
  const isKnown = (dimension: Dimension) => known === undefined || known.includes(dimension);
  const blockOf = ({ at }: Cell<Dimension, Figure>) =>
    JSON.stringify(Object.entries<string>(at).filter(([dimension]) => isKnown(dimension as Dimension)));
  const closed = new Set(cells.filter((cell) => !isShown(cell)).map(blockOf));
  const allKnown = known !== undefined && dimensions.every(isKnown);

  return table(
    cells.map((cell) => {
      const hidden = !allKnown && closed.has(blockOf(cell));
      return { cell, told: hidden ? dimensions.filter(isKnown) : dimensions, shown: !hidden, whole: !hidden };
    }),
    dimensions,
  );
}

/**
 * Adds figures up by dimensions that split the cells which all other tables are made of (`wholes`) into finer ones
 * (`parts`). A whole that may not be shown is in no figure, nor are its parts. The parts of a whole are told apart all of
 * them, or none: then the whole, which other tables show anyway, counts where nothing tells its parts apart. So every figure
 * is still a sum of what may be shown by itself, and the rows of each table add up to the same.
 */
export function addUpParts<Whole extends string, Part extends string, Figure extends string>(
  wholes: readonly Cell<Whole, Figure>[],
  parts: readonly Cell<Whole | Part, Figure>[],
  dimensions: readonly (Whole | Part)[],
): MeasuresRow<Whole | Part, Figure>[] {
  const split = wholes[0] ? (Object.keys(wholes[0].at) as Whole[]) : [];
  const keyOf = ({ at }: Cell<Whole, Figure>) => JSON.stringify(split.map((dimension) => at[dimension]));
  const partsOf = Map.groupBy(parts, keyOf);
  const told = dimensions.filter((dimension) => (split as string[]).includes(dimension));
  return table<Whole | Part, Figure>(
    wholes.flatMap((cell): Entry<Whole | Part, Figure>[] => {
      const whole = cell as Cell<Whole | Part, Figure>;
      if (!isShown(cell)) return [{ cell: whole, told, shown: false, whole: false }];
      const own = partsOf.get(keyOf(cell)) ?? [];
      return own.length > 0 && own.every(isShown)
        ? own.map((part) => ({ cell: part, told: dimensions, shown: true, whole: true }))
        : [{ cell: whole, told, shown: true, whole: told.length === dimensions.length }];
    }),
    dimensions,
  );
}

/** A cell in a table: the dimensions by which it is told where it stands, whether it counts, and whether all is told of it. */
type Entry<Dimension extends string, Figure extends string> = {
  cell: Cell<Dimension, Figure>;
  told: readonly Dimension[];
  shown: boolean;
  whole: boolean;
};

function table<Dimension extends string, Figure extends string>(
  entries: readonly Entry<Dimension, Figure>[],
  dimensions: readonly Dimension[],
): MeasuresRow<Dimension, Figure>[] {
  const rows = new Map<string, MeasuresRow<Dimension, Figure>>();
  for (const { cell, told, shown, whole } of entries) {
    const at = Object.fromEntries(told.map((dimension) => [dimension, cell.at[dimension]]));
    const key = JSON.stringify(dimensions.map((dimension) => at[dimension] ?? null));
    const row = rows.get(key) ?? { at: at as MeasuresRow<Dimension, Figure>["at"], ...nothingOf(cell) };
    rows.set(key, {
      ...row,
      figures: shown ? plus(row.figures, cell.figures) : row.figures,
      suppressed: row.suppressed || !whole,
    });
  }
  // Not in the order of the cells, which would tell where a hidden one stands.
  return [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

/** Whether a cell may be shown by itself: each of the groups that it tells apart is none, or large enough. */
function isShown({ groups, sensitive }: Pick<Cell<string, string>, "groups" | "sensitive">): boolean {
  const fewest = sensitive ? fewestPersons.sensitive : fewestPersons.ordinary;
  return groups.every((group) => group === 0 || group >= fewest);
}

function nothingOf<Figure extends string>({ figures }: { figures: Readonly<Record<Figure, number>> }) {
  const names = Object.keys(figures) as Figure[];
  return {
    figures: Object.fromEntries(names.map((name) => [name, null])) as Record<Figure, number | null>,
    suppressed: false,
  };
}

function plus<Figure extends string>(
  sums: Readonly<Record<Figure, number | null>>,
  figures: Readonly<Record<Figure, number>>,
): Record<Figure, number | null> {
  const names = Object.keys(figures) as Figure[];
  return Object.fromEntries(names.map((name) => [name, (sums[name] ?? 0) + figures[name]])) as Record<
    Figure,
    number | null
  >;
}
