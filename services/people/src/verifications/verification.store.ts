import { dateIn } from "@linli/kernel";
import { and, countDistinct, eq, gt, isNull, lte, ne, or } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { residences } from "../residences/residence.table.ts";
import { verifications } from "./verification.table.ts";

export type VerificationRow = typeof verifications.$inferSelect;

export async function insertVerification(tx: Db, values: typeof verifications.$inferInsert) {
  const [verification] = await tx.insert(verifications).values(values).returning();
  return verification!;
}

/** Moves a verification on from the state in which it was seen; undefined when somebody else was first. */
export async function moveVerification(
  tx: Db,
  { id, state }: Pick<VerificationRow, "id" | "state">,
  values: Partial<VerificationRow>,
) {
  const [verification] = await tx
    .update(verifications)
    .set(values)
    .where(and(eq(verifications.id, id), eq(verifications.state, state)))
    .returning();
  return verification;
}

/** How many people but this one live in a household with a verification that holds. */
export async function countVerifiedOthers(tx: Db, householdId: string, personId: string, at: Date) {
  const [row] = await tx
    .select({ others: countDistinct(residences.personId) })
    .from(residences)
    .innerJoin(verifications, eq(verifications.residenceId, residences.id))
    .where(
      and(
        eq(residences.householdId, householdId),
        ne(residences.personId, personId),
        or(isNull(residences.endsOn), gt(residences.endsOn, dateIn(at))),
        lte(verifications.from, at),
        gt(verifications.until, at),
      ),
    );
  return row!.others;
}
