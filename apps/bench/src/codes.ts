import { randomInt } from "node:crypto";
import { median } from "./paired.ts";

/** Milliseconds of two kinds of tries, taken in turn at random. */
export type Tries = { unknown: number[]; foreign: number[] };

/** Tries both so often each, in an order that nobody can foresee. */
export async function tryBoth(
  attempts: Record<keyof Tries, () => Promise<void>>,
  { each, warmUp }: { each: number; warmUp: number },
): Promise<Tries> {
  for (let count = 0; count < warmUp; count++) for (const attempt of Object.values(attempts)) await attempt();
  const times: Tries = { unknown: [], foreign: [] };
  while (times.unknown.length < each || times.foreign.length < each) {
    const left = { unknown: each - times.unknown.length, foreign: each - times.foreign.length };
    const kind = randomInt(left.unknown + left.foreign) < left.unknown ? "unknown" : "foreign";
    const started = performance.now();
    await attempts[kind]();
    times[kind].push(performance.now() - started);
  }
  return times;
}

/**
 * How sure one could be that two samples are of different things: the rank-sum statistic of Mann and Whitney as a standard
 * normal `z` (below about 2 nobody would be), with `auc`, how often one would be right who guesses from one try of each: half
 * of the time where there is no difference.
 */
export function compareSamples(one: readonly number[], other: readonly number[]): { z: number; auc: number } {
  const all = [
    ...one.map((value) => ({ value, first: true })),
    ...other.map((value) => ({ value, first: false })),
  ].toSorted((a, b) => a.value - b.value);
  let ranks = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    while (end < all.length && all[end]!.value === all[start]!.value) end++;
    // Those of one value share their ranks.
    const shared = (start + 1 + end) / 2;
    ranks += shared * all.slice(start, end).filter(({ first }) => first).length;
    start = end;
  }
  const [n, m] = [one.length, other.length];
  const u = ranks - (n * (n + 1)) / 2;
  return { z: (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12), auc: u / (n * m) };
}

export function linesOf({ unknown, foreign }: Tries): string[] {
  const { z, auc } = compareSamples(unknown, foreign);
  const ms = (times: readonly number[]) => `${median(times).toFixed(3)} ms`;
  return [
    `unknown code: median of ${unknown.length} tries ${ms(unknown)}`,
    `code of another merchant: median of ${foreign.length} tries ${ms(foreign)}`,
    `ratio of the medians ${(median(foreign) / median(unknown)).toFixed(4)}; rank sum z = ${z.toFixed(2)}, right in ${(Math.max(auc, 1 - auc) * 100).toFixed(1)} % of guesses from one try`,
  ];
}
