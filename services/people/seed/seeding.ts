import { monthsAgo } from "@linli/demo-world";
import type { Context, OwnContext } from "../src/context.ts";

/** What each part of the demo world is laid out with: one transaction, and dates relative to the day it is made. */
export type Seeding = Pick<Context, "now" | "requestId" | "viewer"> &
  OwnContext & {
    tx: Context["db"];
    today: Date;
    /** The date so many months ago, or ahead if negative. */
    on(months: number): string;
  };

/** Lays out one part; resolves with how many rows of what it made, in the words people see. */
export type Part = (seeding: Seeding) => Promise<Record<string, number>>;

export function seeding(
  tx: Context["db"],
  { now, viewer, requestId }: Pick<Context, "now" | "requestId" | "viewer">,
  own: OwnContext,
): Seeding {
  const today = now();
  return { tx, now, viewer, requestId, ...own, today, on: (months) => monthsAgo(months, today) };
}
