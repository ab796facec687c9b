import { makeDice, makeNumberedId } from "@linli/scale";
import { expect, test } from "vitest";
import { couponCodes } from "../src/coupons/coupon-code.ts";
import { savedFen } from "../src/offers/offer-benefit.rules.ts";
import { snapshotOf } from "../src/offers/terms-snapshot.rules.ts";
import { createWorld, noon, place } from "../test/world.ts";
import { steps, wanted } from "./statements.ts";

const codes = couponCodes("a secret of this test, of forty characters or so");

test("each step makes rows that the database takes, and that agree with those of the steps before", async () => {
  const { db } = await createWorld();
  const laidOut = steps({ places: [place.quarter, place.community], codes, today: noon });
  await db.transaction(async (tx) => {
    await tx.execute(makeNumberedId);
    await tx.execute(makeDice);
    for (const { count, run } of laidOut)
      await tx.execute(run(0, Math.min(count, wanted.couponsOfOffer * 5)));
  });

  const coupons = await db.query.coupons.findMany({ with: { offer: { with: { places: true } } } });
  expect(coupons).toHaveLength(wanted.couponsOfOffer * 5);
  expect(new Set(coupons.map(({ offer }) => offer.kind)).size).toBe(5);
  for (const { id, codeHash, snapshot, placeId, claimedAt, offer } of coupons) {
    expect(codeHash).toBe(codes.hashOf(codes.codeOf(id)));
    expect(snapshot).toEqual(snapshotOf(offer));
    expect(offer.places.map((of) => of.id)).toEqual([placeId]);
    expect(offer.claimFrom <= claimedAt && claimedAt < offer.claimUntil).toBe(true);
  }

  const redemptions = await db.query.redemptions.findMany({
    with: { coupon: true, outlet: { with: { merchant: { with: { staff: true } } } } },
  });
  expect(redemptions.length).toBeGreaterThan(200);
  for (const { coupon, outlet, staffId, spentFen, savedFen: saved, redeemedAt } of redemptions) {
    expect(coupon.state).toBe("REDEEMED");
    expect(saved).toBe(savedFen(coupon.snapshot, spentFen));
    expect(coupon.claimedAt <= redeemedAt && redeemedAt <= noon).toBe(true);
    expect(outlet.merchant.staff.map(({ personId }) => personId)).toContain(staffId);
  }

  const totals = await db.query.offerTotals.findMany();
  expect(totals.filter(({ issued }) => issued === wanted.couponsOfOffer).length).toBeGreaterThanOrEqual(5);
});
