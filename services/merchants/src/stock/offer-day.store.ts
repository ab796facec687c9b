import { and, eq, lt, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { offerDays } from "./offer-day.table.ts";

type Day = { offerId: string; day: string };

/** Takes one of a day's coupons; false where the day has given all that it may. */
export async function takeOfDay(db: Db, { offerId, day }: Day, dailyLimit: number): Promise<boolean> {
  const taken = await db
    .insert(offerDays)
    .values({ offerId, day, dailyLimit, claimed: 1 })
    .onConflictDoUpdate({
      target: [offerDays.offerId, offerDays.day],
      // The offer's limit is what counts; the day has it for its check.
      set: { claimed: sql`${offerDays.claimed} + 1`, dailyLimit },
      setWhere: lt(offerDays.claimed, dailyLimit),
    })
    .returning({ claimed: offerDays.claimed });
  return taken.length === 1;
}

/** Gives back what was taken of a day for a coupon that there is not. */
export async function giveBackToDay(db: Db, { offerId, day }: Day): Promise<void> {
  await db
    .update(offerDays)
    .set({ claimed: sql`${offerDays.claimed} - 1` })
    .where(and(eq(offerDays.offerId, offerId), eq(offerDays.day, day)));
}
