import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createTill, steps } from "../../test/till.ts";
import { createWorld, noon, outlet, viewers } from "../../test/world.ts";
import { couponChanges, coupons, redemptions } from "../db/tables.ts";
import { shortHash } from "./void-list.rules.ts";

/**
 * Waits until every transaction that changed a coupon is older than all that are under way: those of other databases of the
 * server count too, and a till reads again from the oldest.
 */
const settled = ({ db }: Awaited<ReturnType<typeof createWorld>>) =>
  expect
    .poll(
      () =>
        db.$count(
          couponChanges,
          sql`${couponChanges.transaction} >= pg_snapshot_xmin(pg_current_snapshot())`,
        ),
      { timeout: 30_000 },
    )
    .toBe(0);

const minutes = (count: number) => new Date(+noon + count * 60_000);

test("a till fetches the keys, the list of what is void and how far its clock is off; then only what changed", async () => {
  const w = await createWorld();
  const till = await createTill(w);
  const offerId = await w.addOffer({ limitPerPerson: 3 });
  const claim = async () => (await w.claim(offerId)) as { id: string; code: string };
  const [used, voided, unused] = [await claim(), await claim(), await claim()];
  await w.redeem(used.code);
  await w.db.update(coupons).set({ state: "VOIDED" }).where(eq(coupons.id, voided.id));
  const read = async (since: string | null = null, options: object = {}) =>
    (await till.sync(since, options)).data.till;
  await settled(w);
  const first = await read(null, { sentAt: minutes(-1) });
  expect(first).toMatchObject({ offsetMs: 60_000, isActive: true, capScans: 50, capFen: 200_000 });
  expect(first.qrKeys).toHaveLength(3);
  const hashes = (...list: { id: string }[]) => list.map(({ id }) => shortHash(id)).toSorted();
  expect(first.voidList).toMatchObject({ good: [], hasMore: false });
  expect(first.voidList.void.toSorted()).toEqual(hashes(used, voided));
  expect(JSON.stringify(first)).not.toContain(used.id);

  const foreign = await createTill(w, { outletId: outlet.secondBakery });
  expect((await foreign.sync(null)).data.till.voidList.void).toHaveLength(2);
  const [redemption] = await w.db.select().from(redemptions);
  await w.answer(
    `mutation ($id: ID!) { reverseRedemption(id: $id, reason: "退货", idempotencyKey: "one reversal") { __typename } }`,
    { id: redemption!.id },
    viewers.owner,
  );
  await settled(w);
  const second = await read(first.voidList.cursor);
  expect(second.voidList).toMatchObject({ void: [], good: hashes(used) });
  expect((await read(second.voidList.cursor)).voidList).toMatchObject({ void: [], good: [] });

  // A change that is not committed when a till reads comes with the next reading, though another has passed it.
  await settled(w);
  const before = (await read()).voidList.cursor;
  let during = "";
  await w.db.transaction(async (tx) => {
    await tx.update(coupons).set({ state: "VOIDED" }).where(eq(coupons.id, unused.id));
    await w.db.update(coupons).set({ state: "ISSUED" }).where(eq(coupons.id, voided.id));
    const { voidList } = await read(before);
    expect(voidList).toMatchObject({ void: [], good: hashes(voided) });
    during = voidList.cursor;
  });
  expect((await read(during)).voidList.void).toEqual(hashes(unused));

  await w.setMerchant("SUSPENDED");
  expect(await read()).toMatchObject({ isActive: false });
  const refused = async (options: object, since: string | null = null) =>
    (await till.sync(since, options)).errors?.[0]?.extensions.code;
  expect([
    await refused({ viewer: null }),
    await refused({ viewer: viewers.secondCashier }),
    await refused({ given: { id: foreign.id } }),
    await refused({ given: { sentAt: minutes(9) } }),
    await refused({}, "no cursor"),
  ]).toEqual([
    "NOT_SIGNED_IN",
    "NOT_ALLOWED",
    "INVALID_DEVICE_SIGNATURE",
    "INVALID_DEVICE_SIGNATURE",
    "INVALID_INPUT",
  ]);
  await w.answer(steps.lock, { id: till.id }, viewers.owner);
  expect(await refused({})).toBe("DEVICE_LOCKED");
});

test.each([
  "0000-06-01T00:00:00.000Z",
  "1970-01-01T00:00:00.000Z",
  "2100-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
])("a till whose clock says %s gets the time of the server", async (sentAt) => {
  const till = await createTill(await createWorld());
  const { data } = await till.sync(null, { sentAt: new Date(sentAt) });
  const furthest = new Date(sentAt) < noon ? 2 ** 31 - 1 : -(2 ** 31);
  expect(data.till).toMatchObject({ offsetMs: furthest, receivedAt: noon.toISOString() });
});
