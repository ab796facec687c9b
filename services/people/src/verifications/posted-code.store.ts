import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { postedCodes } from "./posted-code.table.ts";

export type PostedCodeRow = typeof postedCodes.$inferSelect;
type Printed = PostedCodeRow & { codeHash: string };

const open = and(isNull(postedCodes.usedAt), isNull(postedCodes.voidedAt));

/** A letter with the home to which it goes and the verification for which it was asked. */
export function findPostedCode(db: Db, id: string) {
  return db.query.postedCodes.findFirst({
    where: { id },
    with: { residence: { with: { household: true } }, verification: true },
  });
}

/** The letter to a home whose code is neither used nor void. */
export function findOpenPostedCode(db: Db, residenceId: string) {
  return db.query.postedCodes.findFirst({
    where: { residenceId, usedAt: { isNull: true }, voidedAt: { isNull: true } },
  });
}

export async function insertPostedCode(tx: Db, values: typeof postedCodes.$inferInsert) {
  const [letter] = await tx.insert(postedCodes).values(values).returning();
  return letter!;
}

/** Changes a letter that is open; undefined when it is no longer. */
export async function changeOpenPostedCode(tx: Db, id: string, values: Partial<PostedCodeRow>) {
  const [letter] = await tx
    .update(postedCodes)
    .set(values)
    .where(and(eq(postedCodes.id, id), open))
    .returning();
  return letter;
}

/** Counts a try at the code of somebody's home, if there is one that counts and may be tried once more. */
export async function countAttempt(
  db: Db,
  {
    residenceId,
    personId,
    at,
    allowed,
  }: { residenceId: string; personId: string; at: Date; allowed: number },
): Promise<Printed | undefined> {
  const [letter] = await db
    .update(postedCodes)
    .set({ attempts: sql`${postedCodes.attempts} + 1` })
    .where(
      and(
        eq(postedCodes.residenceId, residenceId),
        eq(postedCodes.personId, personId),
        open,
        gt(postedCodes.expiresAt, at),
        lt(postedCodes.attempts, allowed),
      ),
    )
    .returning();
  return letter as Printed | undefined;
}

/** Uses a code up; undefined when that was done before, or another code was printed meanwhile. */
export async function useCode(tx: Db, { id, codeHash }: Printed, at: Date) {
  const [letter] = await tx
    .update(postedCodes)
    .set({ usedAt: at })
    .where(and(eq(postedCodes.id, id), eq(postedCodes.codeHash, codeHash), open))
    .returning();
  return letter;
}
