import { createHash } from "node:crypto";
import { isUuid } from "@linli/kernel";

/** Entries of the void list in one answer at most. */
export const voidListPage = 2_000;

/**
 * How a coupon stands in the void list: 12 characters of a SHA-256 of its id. Enough that two coupons of a merchant do not
 * meet, and of no use to who has not scanned the coupon.
 */
export function shortHash(couponId: string): string {
  return createHash("sha256").update(couponId).digest("base64url").slice(0, 12);
}

/**
 * How far a till has read. `floor`: every change before this transaction had been committed when the reading began, so the
 * next one begins there; `at` and `couponId`: where the page before ended, while there are more pages.
 */
export type VoidListCursor = { floor: string; at: string; couponId: string };

const nothing = "00000000-0000-0000-0000-000000000000";

/** Whether a reading begins here, rather than going on with its next page. */
export const isBeginning = ({ couponId }: VoidListCursor) => couponId === nothing;

/** A reading of all that happened in this transaction or later. */
export const beginningAt = (floor: string): VoidListCursor => ({ floor, at: floor, couponId: nothing });

export const writeCursor = ({ floor, at, couponId }: VoidListCursor) =>
  couponId === nothing ? `${floor}.${at}` : `${floor}.${at}.${couponId}`;

/** Null where a cursor is none of ours. */
export function readCursor(text: string): VoidListCursor | null {
  const [floor, at, couponId = nothing, ...rest] = text.split(".");
  const isNumber = (number: string | undefined) => /^\d{1,19}$/.test(number ?? "");
  const isOurs = isNumber(floor) && isNumber(at) && (couponId === nothing || isUuid(couponId));
  return isOurs && rest.length === 0 ? { floor: floor!, at: at!, couponId } : null;
}
