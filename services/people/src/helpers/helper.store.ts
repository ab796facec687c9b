import { brokenConstraint } from "@linli/database";
import { and, eq, gt, lte, or } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { HelpsAlready } from "./helper.errors.ts";
import { helpers } from "./helper.table.ts";

export type HelperRow = typeof helpers.$inferSelect;

/** Throws `HelpsAlready`; the transaction is then to be rolled back. */
export async function insertHelper(tx: Db, values: HelperRow): Promise<HelperRow> {
  const [row] = await tx
    .insert(helpers)
    .values(values)
    .returning()
    .catch((error: unknown) => {
      throw brokenConstraint(error) === "one_appointment_at_a_time" ? new HelpsAlready() : error;
    });
  return row!;
}

/** An appointment that concerns somebody, as the one who is helped or who helps. */
export async function findHelperOf(db: Db, id: string, personId: string): Promise<HelperRow | undefined> {
  const [row] = await db
    .select()
    .from(helpers)
    .where(and(eq(helpers.id, id), or(eq(helpers.personId, personId), eq(helpers.helperId, personId))));
  return row;
}

export async function findHelper(db: Db, id: string): Promise<HelperRow> {
  const [row] = await db.select().from(helpers).where(eq(helpers.id, id));
  return row!;
}

/** Whether one may act for the other at an instant. */
export async function mayHelp(db: Db, personId: string, helperId: string, at: Date): Promise<boolean> {
  const inForce = and(lte(helpers.from, at), gt(helpers.until, at));
  const [row] = await db
    .select({ id: helpers.id })
    .from(helpers)
    .where(and(eq(helpers.personId, personId), eq(helpers.helperId, helperId), inForce));
  return row !== undefined;
}

/** Ends an appointment at an instant; undefined when it was over by then. */
export async function endHelp(tx: Db, id: string, at: Date): Promise<HelperRow | undefined> {
  const [row] = await tx
    .update(helpers)
    .set({ until: at })
    .where(and(eq(helpers.id, id), gt(helpers.until, at), lte(helpers.from, at)))
    .returning();
  return row;
}
