import { deviceMoved, record } from "@linli/events";
import { InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { causeOf, idempotencyKey, nameText, once } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import { readCode } from "../coupons/coupon-code.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { findWork, staffRoles } from "../merchants/merchant.rules.ts";
import { findOutletWithStaff, findStaff } from "../merchants/merchant.store.ts";
import { OutletRetired } from "../outlets/outlet.errors.ts";
import { DeviceKeyInUse, InvalidDeviceSignature, InvalidEnrolment } from "./device.errors.ts";
import {
  defaultCap,
  deviceState,
  type DeviceStep,
  enrolmentLifetimeMs,
  highestCap,
  stepRefusal,
} from "./device.rules.ts";
import { isSignedBy, publicKeyPattern, signedText } from "./device-signature.ts";
import {
  type DeviceRow,
  enrol,
  findDevice,
  findDeviceByCode,
  insertDevice,
  lockDeviceRow,
  updateDevice,
} from "./device.store.ts";

const invitation = z.object({
  outletId: z.string().toLowerCase(),
  name: nameText.max(50),
  capScans: z.int().min(0).max(highestCap.scans).default(defaultCap.scans),
  capFen: z.int().min(0).max(highestCap.fen).default(defaultCap.fen),
  idempotencyKey,
});

/** Makes a till known that may then enrol with its code, by the owner of the outlet. */
export async function inviteDevice(context: Context, input: z.input<typeof invitation>) {
  const { db, now, viewer, enrolmentCodes } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = invitation.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...device } = parsed.data;
  const at = now();
  const { outletId } = device;
  const outlet = isUuid(outletId) ? await findOutletWithStaff(db, outletId, viewer.person) : undefined;
  const work = outlet && findWork(outlet.staff, ["OWNER"], at, outletId);
  if (!work) return new NotAllowed("This outlet is not yours.");

  return once<typeof relations, DeviceRow, OutletRetired>(context, viewer, {
    key,
    request: ["inviteDevice", device],
    first: async (tx) => {
      if (outlet.retiredAt) return new OutletRetired();
      const id = uuidv7(+at);
      const row = await insertDevice(tx, {
        ...device,
        id,
        merchantId: outlet.merchantId,
        invitedBy: viewer.person,
        invitedAt: at,
        codeHash: enrolmentCodes.hashOf(enrolmentCodes.codeOf(id)),
      });
      await announce(tx, context, row, null);
      return row;
    },
    again: async (tx, id) => (await findDevice(tx, id))!,
  });
}

const enrolment = z.object({
  code: z.string().max(100),
  publicKey: z.string().regex(publicKeyPattern, "32 bytes of an Ed25519 public key, base64url"),
  signature: z.string().max(100),
});

/**
 * Enrols the till that somebody stands at, by the code that its owner has made. The till proves with a signature that it
 * has the private half of its key. The same till may enrol again with the same key, should the answer be lost.
 */
export async function enrolDevice(context: Context, input: z.input<typeof enrolment>) {
  const { db, now, viewer, enrolmentCodes } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = enrolment.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { publicKey, signature } = parsed.data;
  const code = readCode(parsed.data.code);
  if (code === null) return new InvalidEnrolment();
  // The code as it was typed, or in its one right form: a till cannot be asked to know both.
  const forms = [code, parsed.data.code.replace(/[\s-]/g, "")];
  if (!forms.some((form) => isSignedBy(publicKey, signedText("enrol", [form, publicKey]), signature)))
    return new InvalidDeviceSignature();
  const at = now();
  const device = await findDeviceByCode(db, enrolmentCodes.hashOf(code));
  if (!device) return new InvalidEnrolment();
  const { id, outletId, invitedAt } = device;
  const outlet = await findOutletWithStaff(db, outletId, viewer.person);
  const work = outlet && findWork(outlet.staff, staffRoles, at, outletId);
  if (!work) return new NotAllowed("You do not work at this outlet.");
  if (device.publicKey === publicKey) return device;
  if (outlet.retiredAt) return new OutletRetired();
  if (+at >= +invitedAt + enrolmentLifetimeMs) return new InvalidEnrolment();

  return db
    .transaction(async (tx) => {
      const enrolled = await enrol(tx, id, { publicKey, enrolledBy: viewer.person, enrolledAt: at });
      if (!enrolled) {
        // The same request came twice at once, and this is the later one.
        const known = (await findDevice(tx, id))!;
        return known.publicKey === publicKey ? known : new InvalidEnrolment();
      }
      await announce(tx, context, enrolled, "INVITED", work.role);
      return enrolled;
    })
    .catch(refusalOf);
}

/** Keeps a till from redeeming until it is unlocked, by its owner. */
export const lockDevice = (context: Context, id: string) => step(context, id, "lock");

/** Lets a till redeem again that was locked, by its owner. */
export const unlockDevice = (context: Context, id: string) => step(context, id, "unlock");

/** Ends a till for good, by its owner: lost, sold or broken. What it scanned before is still taken in, for review. */
export const revokeDevice = (context: Context, id: string) => step(context, id, "revoke");

async function step(context: Context, id: string, name: DeviceStep) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const device = isUuid(id) ? await findDevice(db, id) : undefined;
  if (!device) return new NotFound("device");
  const at = now();
  const staff = await findStaff(db, device.merchantId, viewer.person);
  if (!findWork(staff, ["OWNER"], at, device.outletId)) return new NotAllowed("This device is not yours.");
  const values = {
    lock: { lockedAt: at },
    unlock: { lockedAt: null, unlockedAt: at },
    revoke: { revokedAt: at },
  }[name];
  return db.transaction(async (tx) => {
    const seen = await lockDeviceRow(tx, device.id);
    const refusal = stepRefusal(seen, name);
    if (refusal) return refusal;
    const moved = await updateDevice(tx, device.id, values);
    await announce(tx, context, moved, deviceState(seen));
    return moved;
  });
}

/** Locks a till that was used to guess, in the transaction of its last guess. */
export async function lockForGuessing(tx: Db, context: Context, deviceId: string): Promise<void> {
  const seen = await lockDeviceRow(tx, deviceId);
  if (stepRefusal(seen, "lock")) return;
  await announce(
    tx,
    context,
    await updateDevice(tx, deviceId, { lockedAt: context.now() }),
    "ENROLLED",
    null,
  );
}

function announce(
  tx: Db,
  context: Context,
  device: DeviceRow,
  from: ReturnType<typeof deviceState> | null,
  role: string | null = "OWNER",
) {
  const { id: deviceId, merchantId, outletId } = device;
  const moved = { deviceId, merchantId, outletId, from, to: deviceState(device) };
  return record(tx, deviceMoved, moved, causeOf(context, { role, scope: outletId }));
}

/** The enrolment code, for the owner alone, as long as it is good for something. */
export async function enrolmentCodeOf(
  { db, now, viewer, enrolmentCodes }: Context,
  device: Pick<DeviceRow, "id" | "merchantId" | "outletId" | "publicKey" | "invitedAt" | "revokedAt">,
): Promise<string | null> {
  const { id, merchantId, outletId, publicKey, invitedAt, revokedAt } = device;
  const at = now();
  const isGood = publicKey === null && revokedAt === null && +at < +invitedAt + enrolmentLifetimeMs;
  if (!viewer || !isGood) return null;
  const staff = await findStaff(db, merchantId, viewer.person);
  return findWork(staff, ["OWNER"], at, outletId) ? enrolmentCodes.codeOf(id) : null;
}

function refusalOf(error: unknown) {
  if (error instanceof DeviceKeyInUse) return error;
  throw error;
}
