import { InvalidInput, isUuid, NotAllowed, NotSignedIn } from "@linli/kernel";
import type { Context } from "../context.ts";
import { InvalidDeviceSignature } from "../devices/device.errors.ts";
import { lockRefusal } from "../devices/device.rules.ts";
import { isSignedBy, signedText } from "../devices/device-signature.ts";
import { type DeviceRow, findDevice } from "../devices/device.store.ts";
import { findWork, staffRoles } from "../merchants/merchant.rules.ts";
import { findOutletWithStaff } from "../merchants/merchant.store.ts";
import { beginningAt, isBeginning, readCursor, shortHash, writeCursor } from "./void-list.rules.ts";
import { readVoidList } from "./void-list.store.ts";

export type Till = { device: DeviceRow; isActive: boolean; at: Date; offsetMs: number };

/**
 * What an enrolled till needs to work without a connection, asked for by the till (its signature) and somebody who works
 * there (the passport). Throws why not.
 */
export async function openTill(
  { db, now, viewer }: Context,
  { deviceId, sentAt, signature }: { deviceId: string; sentAt: Date; signature: string },
): Promise<Till> {
  if (!viewer) throw new NotSignedIn();
  const at = now();
  const id = deviceId.toLowerCase();
  const device = isUuid(id) ? await findDevice(db, id) : undefined;
  const outlet = device && (await findOutletWithStaff(db, device.outletId, viewer.person));
  if (!outlet || !findWork(outlet.staff, staffRoles, at, outlet.id))
    throw new NotAllowed("You do not work where this device stands.");
  const { publicKey, revokedAt } = device;
  if (!publicKey || revokedAt || !isSignedBy(publicKey, signedText("till", [id, sentAt]), signature))
    throw new InvalidDeviceSignature();
  const locked = lockRefusal(device);
  if (locked) throw locked;
  return {
    device,
    isActive: outlet.merchant.state === "ACTIVE" && !outlet.retiredAt,
    at,
    offsetMs: +at - +sentAt,
  };
}

/** A page of the coupons that a till takes no more, or takes again, since it last asked; throws for a cursor that is none. */
export async function voidListOf({ db }: Context, { device, at }: Till, since: string | null) {
  const cursor = since === null ? beginningAt("0") : readCursor(since);
  if (!cursor) throw new InvalidInput([{ path: ["since"], message: "a cursor of the list before" }]);
  const { entries, floor, last } = await readVoidList(db, device.merchantId, cursor, at);
  const begun = isBeginning(cursor) ? floor : cursor.floor;
  const next = last ? { floor: begun, ...last } : beginningAt(begun);
  const named = (isGood: boolean) =>
    entries.flatMap((entry) => (entry.isGood === isGood ? shortHash(entry.couponId) : []));
  return { void: named(false), good: named(true), cursor: writeCursor(next), hasMore: last !== null };
}
