import { dataServices } from "@linli/events";
import { and, eq, notInArray, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { persons } from "../people/person.table.ts";
import { dataReceipts, dataRequests } from "./data-request.table.ts";

export type DataRequestRow = typeof dataRequests.$inferSelect;

/** Nothing about the person changes meanwhile, and a second deletion waits. */
export async function lockPerson(db: Db, personId: string): Promise<void> {
  await db.select({ id: persons.id }).from(persons).where(eq(persons.id, personId)).for("update");
}

export async function insertRequest(db: Db, request: DataRequestRow): Promise<DataRequestRow> {
  const [row] = await db.insert(dataRequests).values(request).returning();
  return row!;
}

export async function findRequest(db: Db, id: string): Promise<DataRequestRow | undefined> {
  const [row] = await db.select().from(dataRequests).where(eq(dataRequests.id, id));
  return row;
}

export async function findDeletion(db: Db, personId: string): Promise<DataRequestRow | undefined> {
  const [row] = await db
    .select()
    .from(dataRequests)
    .where(and(eq(dataRequests.personId, personId), eq(dataRequests.kind, "DELETION")));
  return row;
}

export function countRequests(db: Db, personId: string): Promise<number> {
  return db.$count(dataRequests, eq(dataRequests.personId, personId)).then(Number);
}

/** How many requests lack a service's receipt. */
export function countUnanswered(db: Db): Promise<number> {
  const given = db
    .select({ of: dataReceipts.requestId })
    .from(dataReceipts)
    .groupBy(dataReceipts.requestId)
    .having(sql`count(*) = ${dataServices.length}`);
  return db.$count(dataRequests, notInArray(dataRequests.id, given)).then(Number);
}

/** A receipt counts once, whatever comes after it. */
export async function noteReceipt(db: Pick<Db, "insert">, receipt: typeof dataReceipts.$inferInsert) {
  await db.insert(dataReceipts).values(receipt).onConflictDoNothing();
}
