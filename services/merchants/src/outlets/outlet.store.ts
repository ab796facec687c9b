import { uuidv7 } from "@linli/kernel";
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "../db/client.ts";
import { outlets } from "../merchants/merchant.table.ts";
import { findPlacesInUse } from "../offers/offer.store.ts";
import type { openingExceptions, openingHours } from "./opening-hours.input.ts";
import { outletExceptions, outletHours } from "./opening-hours.table.ts";

export type OutletRow = typeof outlets.$inferSelect;

/** An outlet with what a person is at its merchant, and in which state that is. */
export function findOutletForEdit(db: Db, id: string, personId: string) {
  return db.query.outlets.findFirst({
    where: { id },
    with: { merchant: { columns: { state: true } }, staff: { where: { personId } } },
  });
}

export function findOutlet(db: Db, id: string) {
  return db.query.outlets.findFirst({ where: { id } });
}

/** What an outlet names that is not there; undefined: all is there. */
export async function outletProblems(
  db: Db,
  { placeId, districtId }: { placeId?: string | null | undefined; districtId?: string | null | undefined },
): Promise<{ path: string[]; message: string }[] | undefined> {
  const problems = [];
  if (placeId && (await findPlacesInUse(db, [placeId])).length === 0)
    problems.push({ path: ["placeId"], message: "there is no such place in use" });
  if (
    districtId &&
    !(await db.query.businessDistricts.findFirst({ columns: { id: true }, where: { id: districtId } }))
  )
    problems.push({ path: ["districtId"], message: "there is no such business district" });
  return problems.length > 0 ? problems : undefined;
}

export async function insertOutlet(tx: Db, values: typeof outlets.$inferInsert): Promise<OutletRow> {
  const [row] = await tx.insert(outlets).values(values).returning();
  return row!;
}

/** Changes an outlet that is in use; undefined: it is retired. */
export async function updateOutlet(
  tx: Db,
  id: string,
  values: Partial<OutletRow>,
): Promise<OutletRow | undefined> {
  const [row] = await tx
    .update(outlets)
    .set({ ...values, id })
    .where(and(eq(outlets.id, id), isNull(outlets.retiredAt)))
    .returning();
  return row;
}

export function countOutletsInUse(db: Db, merchantId: string): Promise<number> {
  return db.$count(outlets, and(eq(outlets.merchantId, merchantId), isNull(outlets.retiredAt))).then(Number);
}

/** Puts these hours in the place of those that an outlet had. */
export async function replaceHours(
  tx: Db,
  outletId: string,
  days: z.output<typeof openingHours>,
): Promise<void> {
  await tx.delete(outletHours).where(eq(outletHours.outletId, outletId));
  const rows = days.flatMap(({ weekday, openings }) =>
    openings.map((times) => ({ outletId, weekday, ...times })),
  );
  if (rows.length > 0) await tx.insert(outletHours).values(rows);
}

/** Puts these days with hours of their own in the place of those that an outlet had. */
export async function replaceExceptions(
  tx: Db,
  outletId: string,
  days: z.output<typeof openingExceptions>,
): Promise<void> {
  await tx.delete(outletExceptions).where(eq(outletExceptions.outletId, outletId));
  const rows = days.flatMap(({ on, openings }) =>
    (openings.length > 0 ? openings : [{ opensMinute: null, closesMinute: null }]).map((times) => ({
      id: uuidv7(),
      outletId,
      on,
      ...times,
    })),
  );
  if (rows.length > 0) await tx.insert(outletExceptions).values(rows);
}
