import { consentChanged, on, volunteerTimeCertified } from "@linli/events";
import { eq } from "drizzle-orm";
import { couponConsents, volunteerTime } from "./claimant.table.ts";

/** Keeps in mind who consents to claiming coupons. */
export const consentProjection = on(consentChanged, async (tx, { personId, purpose, given, version }) => {
  if (purpose !== "COUPON_CLAIM") return;
  if (!given) await tx.delete(couponConsents).where(eq(couponConsents.personId, personId));
  else
    await tx
      .insert(couponConsents)
      .values({ personId, version })
      .onConflictDoUpdate({ target: couponConsents.personId, set: { version } });
});

/** Keeps in mind how much certified volunteer time somebody has in all. */
export const volunteerTimeProjection = on(volunteerTimeCertified, async (tx, { personId, minutes }) => {
  await tx
    .insert(volunteerTime)
    .values({ personId, minutes })
    .onConflictDoUpdate({ target: volunteerTime.personId, set: { minutes } });
});
