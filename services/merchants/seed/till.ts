import { fixedId, person } from "@linli/demo-world";
import { couponMoved, deviceMoved, scanJudged } from "@linli/events";
import { sql } from "drizzle-orm";
import { couponCodes } from "../src/coupons/coupon-code.ts";
import type { devices, scans } from "../src/db/tables.ts";
import { defaultCap } from "../src/devices/device.rules.ts";
import { day, dayAt, hour, later } from "./calendar.ts";
import type { DemoCoupon } from "./coupons.ts";
import { eventRow, type EventRow } from "./events.ts";
import { demoMerchants } from "./merchants.ts";
import type { DemoOffer } from "./offers.ts";
import { tillOf } from "./till-id.ts";
import { demoTillKeys } from "./till-keys.ts";

type DeviceRow = typeof devices.$inferInsert;

/** One till an outlet, enrolled before there was anything to redeem. */
export function tillRows(now: Date, couponSecret: string): { rows: DeviceRow[]; events: EventRow[] } {
  const codes = couponCodes(`enrolment:${couponSecret}`);
  const invitedAt = dayAt(now, -399, 9);
  const rows = demoMerchants.flatMap(({ id: merchantId, ownerId, shops }) =>
    shops.map(({ id: outletId, cashierId }): DeviceRow => {
      const id = tillOf(outletId);
      return {
        id,
        merchantId,
        outletId: outletId,
        name: "前台收银机",
        capScans: defaultCap.scans,
        capFen: defaultCap.fen,
        invitedBy: ownerId,
        invitedAt,
        codeHash: codes.hashOf(codes.codeOf(id)),
        publicKey: demoTillKeys(id).publicKey,
        enrolledBy: cashierId,
        enrolledAt: later(invitedAt, 60_000),
      };
    }),
  );
  const events = rows.flatMap(({ id: deviceId, merchantId, outletId, invitedBy, enrolledBy, enrolledAt }) => {
    const step = { deviceId, merchantId, outletId };
    return [
      eventRow(
        `${deviceId}:INVITED`,
        deviceMoved,
        { ...step, from: null, to: "INVITED" },
        { actor: invitedBy, at: invitedAt },
      ),
      eventRow(
        `${deviceId}:ENROLLED`,
        deviceMoved,
        { ...step, from: "INVITED", to: "ENROLLED" },
        { actor: enrolledBy!, at: enrolledAt! },
      ),
    ];
  });
  return { rows, events };
}

type ScanRow = typeof scans.$inferInsert;
export type PlantedTill = { scans: ScanRow[]; events: EventRow[] };

/**
 * What happens at tills now and then, at the shop of the personas: a redemption that its owner has reversed, a coupon that
 * one till redeemed without a connection before the other did with one, one that was taken in later, and two that wait for
 * its owner. The first three change the coupons that they are about.
 */
export function plantTill(
  coupons: readonly DemoCoupon[],
  offers: readonly DemoOffer[],
  now: Date,
): PlantedTill {
  const shop = demoMerchants.find(({ key }) => key === "granny-noodles")!;
  const [first, second] = shop.shops;
  const offersOfShop = new Set(offers.flatMap(({ id, merchant }) => (merchant === shop ? id : [])));
  const regulars = [person("resident").id, person("resident-elsewhere").id];
  const ofShop = coupons
    .filter(
      ({ row, redemption }) =>
        redemption && !regulars.includes(row.holderId) && +redemption.redeemedAt < +now - 3 * day,
    )
    .filter(
      ({ redemption }) => redemption!.outletId === first!.id && redemption!.staffId === first!.cashierId,
    )
    .toSorted((one, other) => +other.redemption!.redeemedAt - +one.redemption!.redeemedAt);
  const [reversed, contested, offline] = ofShop;
  if (!reversed || !contested || !offline)
    throw new Error("The shop of the personas has too few redemptions.");
  const [waiting, unanswered] = coupons.filter(
    ({ row }) =>
      row.state === "ISSUED" &&
      offersOfShop.has(row.offerId) &&
      !regulars.includes(row.holderId) &&
      +row.claimedAt < +now - 3 * day,
  );
  if (!waiting || !unanswered) throw new Error("The shop of the personas has too few unused coupons.");

  reverse(reversed, shop.ownerId);
  const { redemption } = offline;
  redemption!.scannedAt = redemption!.redeemedAt;
  redemption!.receivedAt = later(redemption!.redeemedAt, hour);
  const planted = [
    scan(
      "conflict",
      contested,
      tillOf(second!.id),
      second!.cashierId,
      later(contested.redemption!.redeemedAt, -10 * 60_000),
      {
        verdict: "CONFLICT",
        reason: "ALREADY_REDEEMED",
        cameFirst: true,
        winnerAt: contested.redemption!.redeemedAt,
        savedFen: 0,
      },
    ),
    scan("offline", offline, tillOf(first!.id), first!.cashierId, redemption!.redeemedAt, {
      verdict: "CONFIRMED",
      redemptionId: redemption!.id,
      savedFen: redemption!.savedFen,
    }),
    scan("waiting", waiting, tillOf(first!.id), first!.cashierId, later(now, -2 * day), {
      verdict: "NEEDS_REVIEW",
      reason: "CLOCK_SKEW",
      savedFen: 0,
    }),
    scan("unanswered", unanswered, tillOf(second!.id), second!.cashierId, later(now, -2 * day), {
      verdict: "NEEDS_REVIEW",
      reason: "OUTSIDE_WINDOW",
      savedFen: 0,
    }),
  ];
  return { scans: planted.map(({ row }) => row), events: planted.map(({ event }) => event) };
}

/** The redemption that its owner has reversed. */
const reversedRedemption = fixedId("redemption:reversed");

/** The owner has reversed it two hours later, and the coupon can be used again. */
function reverse({ row, redemption, events }: DemoCoupon, ownerId: string): void {
  const { id: couponId, offerId, holderId } = row;
  const { outletId, savedFen, redeemedAt } = redemption!;
  const at = later(redeemedAt, 2 * hour);
  Object.assign(redemption!, {
    id: reversedRedemption,
    reversedAt: at,
    reversedBy: ownerId,
    reversalReason: "顾客退货，原路退回",
  });
  row.state = "ISSUED";
  const step = { couponId, offerId, holderId, from: "REDEEMED", to: "ISSUED", outletId, savedFen };
  events.push(eventRow(`${couponId}:REVERSED`, couponMoved, step, { actor: ownerId, at }));
}

function scan(
  key: string,
  { row: { id: couponId, claimedAt } }: DemoCoupon,
  deviceId: string,
  staffId: string,
  at: Date,
  given: Pick<ScanRow, "verdict" | "savedFen"> & Partial<ScanRow>,
): { row: ScanRow; event: EventRow } {
  const id = fixedId(`scan:${key}`);
  const scannedAt = at > claimedAt ? at : later(claimedAt, 60_000);
  const receivedAt = later(scannedAt, hour);
  const row: ScanRow = {
    id,
    deviceId,
    nonce: fixedId(`scan nonce:${key}`),
    digest: fixedId(`scan digest:${key}`),
    couponId,
    staffId,
    deviceScannedAt: scannedAt,
    scannedAt,
    receivedAt,
    spentFen: 3_000,
    ...given,
  };
  const outletId = demoMerchants
    .flatMap(({ shops }) => shops)
    .find((outlet) => tillOf(outlet.id) === deviceId)!.id;
  const judged = {
    scanId: id,
    deviceId,
    outletId,
    couponId,
    from: null,
    to: row.verdict,
    reason: row.reason ?? null,
  };
  return { row, event: eventRow(`${id}:judged`, scanJudged, judged, { actor: staffId, at: receivedAt }) };
}

/** What discounts have saved at tills, of each offer. */
export const countRedeemed = sql`
  update offers set redeemed_fen = redeemed.fen
  from (select offer_id, sum(saved_fen) as fen from redemptions join coupons on coupons.id = coupon_id
        where reversed_at is null and snapshot ->> 'kind' = 'DISCOUNT' group by offer_id) redeemed
  where offers.id = redeemed.offer_id`;

/** What a till finds in its void list, for coupons that have not been moved since they were laid out. */
export const noteChanges = sql`
  insert into coupon_changes (coupon_id, merchant_id, transaction)
  select coupons.id, offers.merchant_id, pg_current_xact_id() from coupons join offers on offers.id = coupons.offer_id
  where coupons.state <> 'ISSUED'`;
