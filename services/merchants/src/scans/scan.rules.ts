import type { Fen } from "@linli/kernel";
import type { CouponClock } from "../coupons/coupon.rules.ts";
import { type DeviceClock, devicesShownTo } from "../devices/device.rules.ts";
import { workingAt } from "../merchants/merchant.rules.ts";
import { savedFen } from "../offers/offer-benefit.rules.ts";
import type { TermsSnapshot } from "../offers/terms-snapshot.rules.ts";
import { isUsableAt } from "../offers/usable-times.rules.ts";
import { ownWork } from "../redemptions/redemption.rules.ts";

/**
 * What becomes of a scan that was made without a connection. A till calls it provisional until it has uploaded it; only
 * NEEDS_REVIEW may change afterwards, when the owner decides.
 */
export const scanVerdicts = ["CONFIRMED", "CONFLICT", "NEEDS_REVIEW", "DECLINED", "INVALID"] as const;
export type ScanVerdict = (typeof scanVerdicts)[number];

export const scanReasons = [
  "INVALID_CODE",
  "ALREADY_REDEEMED",
  "VOIDED",
  "DEVICE_LOCKED",
  "NONCE_REUSED",
  "CLOCK_SKEW",
  "OUTSIDE_WINDOW",
  "SUSPENDED",
  "OUTLET_RETIRED",
  "BELOW_MINIMUM_SPEND",
  "BUDGET_EXHAUSTED",
  "OVER_CAP",
] as const;
type ScanReason = (typeof scanReasons)[number];

export type Judgement = {
  verdict: "CONFIRMED" | "CONFLICT" | "NEEDS_REVIEW" | "INVALID";
  reason: ScanReason | null;
  savedFen: Fen;
  /** In a conflict: whether this scan came before the redemption that stands; null where the clocks cannot tell. */
  cameFirst: boolean | null;
};

/** How far a till's clock may be off before somebody looks at what it says, in milliseconds. */
const skewAllowedMs = 2 * 60_000;

/** The instant nearest to what a till's clock has told that can be written down: a clock that is lost says anything. */
export const storableInstant = (ms: number) =>
  new Date(Math.min(Math.max(ms, Date.parse("0001-01-01")), Date.parse("9999-12-31T23:59:59.999Z")));

/** When a scan that its owner takes was redeemed: between claim and upload, whatever the till's clock said. */
export const redeemedAt = (scan: { scannedAt: Date; receivedAt: Date }, claimedAt: Date) =>
  new Date(Math.max(Math.min(+scan.scannedAt, +scan.receivedAt), +claimedAt));

/**
 * How far a till's clock is off in milliseconds, as a GraphQL `Int` holds it. Of one that lost its time it says only that: it
 * takes ours instead.
 */
export const toldOffset = (ms: number) => Math.min(Math.max(ms, -(2 ** 31)), 2 ** 31 - 1);

/**
 * Under what name a scan is kept whose nonce stands for another one: with its digest, so that it gets a verdict of its own,
 * the same each time, and can be redeemed.
 */
export const nonceWhenReused = (nonce: string, digest: string) => `${nonce}\t${digest}`;

/** The nonce as the till gave it. */
export const nonceAsGiven = ({ nonce, digest }: { nonce: string; digest: string }) =>
  nonce.endsWith(`\t${digest}`) ? nonce.slice(0, -digest.length - 1) : nonce;

/** What a batch may hold at most. */
export const scansInBatch = 200;

/** How long what a till redeemed without a connection counts towards its cap, in milliseconds. */
export const capWindowMs = 86_400_000;

/** What waits for somebody's decision, as a filter of drizzle's. */
export const toReview = (person: string | null, at: Date) => ({
  verdict: "NEEDS_REVIEW" as const,
  device: devicesShownTo(person, at),
});

/** The scans that somebody sees, as a filter of drizzle's: an owner all, other staff what they uploaded within the last day. */
export function scansShownTo(person: string | null, at: Date) {
  if (person === null) return { id: { in: [] } };
  const works = { personId: person, ...workingAt(at) };
  return {
    OR: [
      { device: devicesShownTo(person, at) },
      { ...ownWork(person, at), device: { outlet: { staff: works } } },
    ],
  };
}

export type ScanFacts = {
  /** When it was scanned, by the server's clock as far as that is known. */
  scannedAt: Date;
  receivedAt: Date;
  /** How far the till's clock was behind the server's at the upload; negative: ahead. */
  offsetMs: number;
  spentFen: Fen;
  /** The coupon that the QR is of; null where it is not ours, or of another merchant. */
  coupon: (CouponClock & { snapshot: TermsSnapshot; standing: Date | null }) | null;
  /** The instants between which the QR counted. */
  qr: { from: Date; until: Date } | null;
  device: DeviceClock & { capScans: number; capFen: number };
  /** Whether its nonce stands for something else already. */
  isNonceReused: boolean;
  /** What of this device counts towards its cap by now. */
  counted: { scans: number; fen: Fen };
  /** Whether its merchant was suspended then, or is now. */
  isSuspended: boolean;
  /** Whether its outlet is out of use by now. */
  isRetired: boolean;
};

/**
 * Judges a scan. The resident has been served already: whatever it comes to, nothing is asked of the resident, and what a
 * till could not know goes to the owner.
 */
export function judge(facts: ScanFacts): Judgement {
  const { coupon, scannedAt } = facts;
  if (!coupon || !facts.qr) return judged("INVALID", "INVALID_CODE");
  if (coupon.state === "REDEEMED")
    return { ...judged("CONFLICT", "ALREADY_REDEEMED"), cameFirst: cameFirst(scannedAt, coupon.standing) };
  if (coupon.state !== "ISSUED") return judged("CONFLICT", "VOIDED");
  const saved = savedFen(coupon.snapshot, facts.spentFen);
  if (saved instanceof Error) return judged("NEEDS_REVIEW", "BELOW_MINIMUM_SPEND");
  const doubt = doubtAbout(facts, coupon, saved);
  return doubt ? judged("NEEDS_REVIEW", doubt, saved) : judged("CONFIRMED", null, saved);
}

const judged = (verdict: Judgement["verdict"], reason: ScanReason | null, saved: Fen = 0): Judgement => ({
  verdict,
  reason,
  savedFen: saved,
  cameFirst: null,
});

/** Within the allowance two clocks do not tell which of two events was first. */
function cameFirst(scannedAt: Date, standing: Date | null): boolean | null {
  if (!standing || Math.abs(+scannedAt - +standing) <= skewAllowedMs) return null;
  return scannedAt < standing;
}

function doubtAbout(
  facts: ScanFacts,
  coupon: NonNullable<ScanFacts["coupon"]>,
  saved: Fen,
): ScanReason | null {
  const { device, scannedAt, receivedAt, qr, counted, isSuspended, isRetired } = facts;
  if (device.lockedAt || device.revokedAt) return "DEVICE_LOCKED";
  if (facts.isNonceReused) return "NONCE_REUSED";
  if (Math.abs(facts.offsetMs) > skewAllowedMs || +scannedAt > +receivedAt + skewAllowedMs)
    return "CLOCK_SKEW";
  // The QR says by the server's clock when it can have been scanned.
  const shown = within(scannedAt, +qr!.from - skewAllowedMs, +qr!.until + skewAllowedMs);
  const inTime = shown && within(scannedAt, +coupon.useFrom, +coupon.useUntil);
  if (!inTime || !isUsableAt(coupon.snapshot, scannedAt)) return "OUTSIDE_WINDOW";
  if (isSuspended) return "SUSPENDED";
  if (isRetired) return "OUTLET_RETIRED";
  if (counted.scans >= device.capScans || counted.fen + saved > device.capFen) return "OVER_CAP";
  return null;
}

const within = (at: Date, from: number, until: number) => from <= +at && +at < until;
