import { brokenConstraint } from "@linli/database";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { DeviceKeyInUse } from "./device.errors.ts";
import { devices } from "./device.table.ts";

export type DeviceRow = typeof devices.$inferSelect;

export async function insertDevice(db: Db, device: typeof devices.$inferInsert): Promise<DeviceRow> {
  const [row] = await db.insert(devices).values(device).returning();
  return row!;
}

export function findDevice(db: Db, id: string): Promise<DeviceRow | undefined> {
  return db.query.devices.findFirst({ where: { id } });
}

/**
 * The device, for this transaction alone: two uploads of one till are taken one after the other. Not so strictly that a
 * redemption which names the device would wait.
 */
export async function lockDeviceRow(db: Db, id: string): Promise<DeviceRow> {
  const [row] = await db.select().from(devices).where(eq(devices.id, id)).for("no key update");
  return row!;
}

export function findDeviceByCode(db: Db, codeHash: string): Promise<DeviceRow | undefined> {
  return db.query.devices.findFirst({ where: { codeHash } });
}

/** Gives an invited device its key; undefined where it has one meanwhile, or was revoked. Throws for the key of another. */
export async function enrol(
  db: Db,
  id: string,
  values: { publicKey: string; enrolledBy: string; enrolledAt: Date },
): Promise<DeviceRow | undefined> {
  try {
    const [row] = await db
      .update(devices)
      .set(values)
      .where(and(eq(devices.id, id), isNull(devices.publicKey), isNull(devices.revokedAt)))
      .returning();
    return row;
  } catch (error) {
    throw brokenConstraint(error) === "devices_public_key_key" ? new DeviceKeyInUse() : error;
  }
}

export async function updateDevice(db: Db, id: string, values: Partial<DeviceRow>): Promise<DeviceRow> {
  const [row] = await db.update(devices).set(values).where(eq(devices.id, id)).returning();
  return row!;
}
