import { createHash } from "node:crypto";

/** A source of chance that says the same for the same seed. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number; both ends may come. */
  integer(min: number, max: number): number;
  pick<Item>(list: readonly Item[]): Item;
  /** A shuffled copy. */
  shuffle<Item>(list: readonly Item[]): Item[];
  /** True with probability `p`. */
  chance(p: number): boolean;
};

/** Mulberry32, seeded with a digest of the text. */
export function random(seed: string): Random {
  let state = createHash("sha256").update(seed).digest().readUInt32BE();

  function next() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));

  return {
    next,
    integer,
    pick(list) {
      if (list.length === 0) throw new Error("There is nothing to pick from.");
      return list[integer(0, list.length - 1)]!;
    },
    shuffle(list) {
      const shuffled = [...list];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = integer(0, last);
        [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
      }
      return shuffled;
    },
    chance: (p) => next() < p,
  };
}
