import { dateIn, midnight } from "@linli/kernel";
import { expect, test } from "vitest";
import { offerDays } from "../db/tables.ts";
import { createWorld, newResident, noon } from "../../test/world.ts";

const nextDay = "2026-11-24";

test("of a day no more are claimed than its limit, by however many at once; the next day there are more", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ dailyLimit: 3, stock: 5 });
  const rush = async (people: number) => {
    const answers = await Promise.all(Array.from({ length: people }, () => w.claim(offerId, newResident())));
    return answers.map(({ __typename }): string => __typename).toSorted();
  };
  expect(await rush(8)).toEqual([
    ...Array<string>(3).fill("Coupon"),
    ...Array<string>(5).fill("DailyLimitReached"),
  ]);
  expect(await w.coupons()).toHaveLength(3);
  expect(await w.claim(offerId, newResident())).toMatchObject({ code: "DAILY_LIMIT_REACHED" });

  // Days are Shanghai's. The last of the stock are fewer than the day would give.
  w.clock.at = new Date(+midnight(nextDay) - 1);
  expect(await rush(1)).toEqual(["DailyLimitReached"]);
  w.clock.at = midnight(nextDay);
  expect(await rush(4)).toEqual(["Coupon", "Coupon", "SoldOut", "SoldOut"]);
  const claimed = await w.db.select({ day: offerDays.day, claimed: offerDays.claimed }).from(offerDays);
  expect(claimed.toSorted((one, other) => (one.day < other.day ? -1 : 1))).toEqual([
    { day: dateIn(noon), claimed: 3 },
    { day: nextDay, claimed: 2 },
  ]);
});

test("a returned coupon was one of its day's all the same; the same key takes nothing of a day", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ dailyLimit: 1 });
  const [first, key] = [newResident(), crypto.randomUUID()];
  const coupon = await w.claim(offerId, first, key);
  expect(await w.claim(offerId, first, key)).toEqual(coupon);
  const giveBack = `mutation ($id: ID!, $key: String!) { returnCoupon(id: $id, idempotencyKey: $key) { __typename } }`;
  expect(await w.execute(giveBack, { id: coupon.id, key: crypto.randomUUID() }, first)).toEqual({
    data: { returnCoupon: { __typename: "Coupon" } },
  });
  expect(await w.claim(offerId, newResident())).toMatchObject({ code: "DAILY_LIMIT_REACHED" });
});

test("what counts of a day is the offer's limit, whatever the day began with", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ dailyLimit: 2 });
  await w.db.insert(offerDays).values({ offerId, day: dateIn(noon), dailyLimit: 1, claimed: 1 });
  expect((await w.claim(offerId)).__typename).toBe("Coupon");
  expect((await w.claim(offerId, newResident())).code).toBe("DAILY_LIMIT_REACHED");
});
