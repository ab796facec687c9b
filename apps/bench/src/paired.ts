/** Milliseconds of runs that took turns, so that both met the same machine. */
export type Paired = { small: number[]; large: number[] };

/** Runs both in turn, so many times each after some for warming up; every other time the larger one goes first. */
export async function paired(
  small: () => Promise<void>,
  large: () => Promise<void>,
  { runs, warmUp }: { runs: number; warmUp: number },
): Promise<Paired> {
  const times: Paired = { small: [], large: [] };
  for (let run = -warmUp; run < runs; run++) {
    const one = run % 2 === 0 ? "small" : "large";
    const other = one === "small" ? "large" : "small";
    for (const which of [one, other] as const) {
      const started = performance.now();
      await (which === "small" ? small() : large());
      if (run >= 0) times[which].push(performance.now() - started);
    }
  }
  return times;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median of what a run of the larger costs for one of the smaller that ran beside it. */
export function ratio({ small, large }: Paired): number {
  return median(large.map((time, index) => time / small[index]!));
}
