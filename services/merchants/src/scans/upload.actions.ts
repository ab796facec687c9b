import { createHash } from "node:crypto";
import { record, scanJudged } from "@linli/events";
import {
  IdempotencyKeyReused,
  InvalidInput,
  isUuid,
  maxFen,
  NotAllowed,
  NotSignedIn,
  uuidv7,
} from "@linli/kernel";
import { causeOf, type Right, storableText } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { CouponRow } from "../coupons/coupon.store.ts";
import { extended, type Suspension, wasSuspended } from "../coupons/use-window.rules.ts";
import type { Db } from "../db/client.ts";
import { InvalidDeviceSignature } from "../devices/device.errors.ts";
import { isSignedBy, signedText } from "../devices/device-signature.ts";
import { type DeviceRow, findDevice, lockDeviceRow } from "../devices/device.store.ts";
import { findWork, type MerchantState, staffRoles } from "../merchants/merchant.rules.ts";
import { findOutletWithStaff } from "../merchants/merchant.store.ts";
import { book } from "../redemptions/booking.actions.ts";
import { BudgetExhausted } from "../redemptions/redemption.errors.ts";
import {
  findByNonce,
  findCouponAt,
  lockCoupon,
  type RedemptionRow,
} from "../redemptions/redemption.store.ts";
import { judge, type Judgement, nonceWhenReused, scansInBatch, storableInstant } from "./scan.rules.ts";
import { countTowardsCap, findScansByNonce, insertScan, type ScanRow } from "./scan.store.ts";

const scan = z.object({
  token: z.string().max(300),
  nonce: storableText.min(8).max(100),
  spentFen: z.int().min(0).max(maxFen),
  scannedAt: z.date(),
});
const batch = z.object({
  deviceId: z.string().toLowerCase(),
  sentAt: z.date(),
  scans: z.array(scan).min(1).max(scansInBatch),
  signature: z.string().max(100),
});
type Scan = z.output<typeof scan>;

/** What became of each scan of an upload, and how far the till's clock was off. */
export type ScanUpload = { scans: ScanRow[]; offsetMs: number; at: Date };

/** What of an upload is the same for all of its scans. */
type Upload = {
  device: DeviceRow;
  merchant: { state: MerchantState; suspensions: readonly Suspension[] };
  isRetired: boolean;
  staffId: string;
  right: Right;
  /** How far the till's clock was behind ours when it sent them, in milliseconds; negative: ahead. */
  offsetMs: number;
  at: Date;
};

/** What a till signs of a scan, in one line. */
export const signedLine = ({ nonce, scannedAt, spentFen, token }: Scan) =>
  [nonce, scannedAt.toISOString(), spentFen, token].join("\t");

/**
 * Takes in what a till has scanned without a connection, and says of each scan what it comes to. Each is taken in by
 * itself: whatever stops an upload, the till sends it again, and what is known already gets its first verdict again.
 */
export async function uploadScans(context: Context, input: z.input<typeof batch>) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = batch.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { deviceId, sentAt, scans, signature } = parsed.data;
  const at = now();
  const device = isUuid(deviceId) ? await findDevice(db, deviceId) : undefined;
  const outlet = device && (await findOutletWithStaff(db, device.outletId, viewer.person));
  const work = outlet && findWork(outlet.staff, staffRoles, at, outlet.id);
  if (!work) return new NotAllowed("You do not work where this device stands.");
  const text = signedText("upload", [deviceId, sentAt, ...scans.map(signedLine)]);
  if (!device.publicKey || !isSignedBy(device.publicKey, text, signature))
    return new InvalidDeviceSignature();

  const upload: Upload = {
    device,
    merchant: outlet.merchant,
    isRetired: outlet.retiredAt !== null,
    staffId: viewer.person,
    right: { role: work.role, scope: outlet.id },
    offsetMs: +at - +sentAt,
    at,
  };
  const verdicts: ScanRow[] = [];
  for (const one of scans) verdicts.push(await takeIn(context, upload, one));
  return { scans: verdicts, offsetMs: upload.offsetMs, at } satisfies ScanUpload;
}

/** One scan in one transaction. A budget that ends just now, or a nonce that is taken just now, is judged in a second one. */
async function takeIn(context: Context, upload: Upload, asked: Scan): Promise<ScanRow> {
  const attempt = (budgetEnded: boolean) =>
    context.db.transaction((tx) => takeInOnce(tx, context, upload, asked, budgetEnded));
  return attempt(false).catch((error: unknown) => {
    if (error instanceof BudgetExhausted || error instanceof IdempotencyKeyReused)
      return attempt(error instanceof BudgetExhausted);
    throw error;
  });
}

async function takeInOnce(
  tx: Db,
  context: Context,
  upload: Upload,
  asked: Scan,
  budgetEnded: boolean,
): Promise<ScanRow> {
  const { spentFen } = asked;
  const digest = createHash("sha256").update(signedLine(asked)).digest("base64url");
  const device = await lockDeviceRow(tx, upload.device.id);
  const another = nonceWhenReused(asked.nonce, digest);
  const known = await findScansByNonce(tx, device.id, [asked.nonce, another]);
  const same = known.find((row) => row.digest === digest);
  if (same) return same;

  const { couponQrs } = context;
  const { at, offsetMs, staffId, merchant, isRetired } = upload;
  const qr = couponQrs.read(asked.token);
  const couponId = qr && (await findCouponAt(tx, device.merchantId, { couponId: qr.couponId }));
  const locked = couponId ? await lockCoupon(tx, couponId) : null;
  const scannedAt = storableInstant(+asked.scannedAt + offsetMs);
  // The answer to an online attempt was lost, and the till kept it as a scan: it is that redemption.
  const redeemed = await findByNonce(tx, device.outletId, asked.nonce);
  const before = redeemed && redeemed.couponId === couponId && known.length === 0 ? redeemed : null;
  const isNonceReused = known.length > 0 || (redeemed !== undefined && !before);
  const nonce = isNonceReused ? another : asked.nonce;
  const judgement: Judgement = before
    ? { verdict: "CONFIRMED", reason: null, savedFen: before.savedFen, cameFirst: null }
    : judge({
        scannedAt,
        receivedAt: at,
        offsetMs,
        spentFen,
        coupon: locked && {
          ...extended(locked.coupon, merchant.suspensions, at),
          standing: locked.standing?.redeemedAt ?? null,
        },
        qr: qr && { from: new Date(+qr.expiresAt - couponQrs.lifetimeMs), until: qr.expiresAt },
        device,
        isNonceReused,
        counted: await countTowardsCap(tx, device.id, at),
        isSuspended: merchant.state !== "ACTIVE" || wasSuspended(merchant.suspensions, scannedAt),
        isRetired,
      });
  const verdict: Judgement =
    budgetEnded && judgement.verdict === "CONFIRMED"
      ? { ...judgement, verdict: "NEEDS_REVIEW", reason: "BUDGET_EXHAUSTED" }
      : judgement;
  const redemption =
    before ??
    (verdict.verdict === "CONFIRMED"
      ? await bookScan(tx, context, upload, locked!.coupon, asked, verdict.savedFen)
      : null);
  const row = await insertScan(tx, {
    ...verdict,
    id: uuidv7(+at),
    deviceId: device.id,
    nonce,
    digest,
    couponId: couponId ?? null,
    staffId,
    deviceScannedAt: storableInstant(+asked.scannedAt),
    scannedAt,
    receivedAt: at,
    spentFen,
    winnerAt: verdict.reason === "ALREADY_REDEEMED" ? (locked?.standing?.redeemedAt ?? null) : null,
    redemptionId: redemption?.id ?? null,
  });
  await announce(tx, context, device, row, null, upload.right);
  return row;
}

async function bookScan(
  tx: Db,
  context: Context,
  { device, staffId, right, offsetMs }: Upload,
  coupon: CouponRow,
  { nonce, spentFen, scannedAt }: Scan,
  savedFen: number,
): Promise<RedemptionRow> {
  const booking = {
    outletId: device.outletId,
    staffId,
    deviceId: device.id,
    redeemedAt: new Date(+scannedAt + offsetMs),
    scannedAt,
    nonce,
    spentFen,
    savedFen,
  };
  const row = await book(tx, context, coupon, booking, right);
  // The nonce was taken just now, at the same outlet by another way.
  if (!row) throw new IdempotencyKeyReused();
  return row;
}

export function announce(
  tx: Db,
  context: Context,
  { id: deviceId, outletId }: Pick<DeviceRow, "id" | "outletId">,
  { id: scanId, couponId, verdict: to, reason }: ScanRow,
  from: ScanRow["verdict"] | null,
  right: Right,
) {
  return record(
    tx,
    scanJudged,
    { scanId, deviceId, outletId, couponId, from, to, reason },
    causeOf(context, right),
  );
}
