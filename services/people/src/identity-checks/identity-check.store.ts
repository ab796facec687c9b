import { eq, lt, ne, or, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { persons } from "../people/person.table.ts";
import { identityAttempts, identityChecks } from "./identity-check.table.ts";

/** Whom a number is compared with; those who click twice take turns from here on. */
export async function lockIdentity(tx: Db, personId: string) {
  const [person] = await tx
    .select({ birthDate: persons.birthDate })
    .from(persons)
    .where(eq(persons.id, personId))
    .for("no key update");
  return person && { ...person, check: await findIdentityCheck(tx, personId) };
}

export async function findIdentityCheck(db: Db, personId: string) {
  const [check] = await db.select().from(identityChecks).where(eq(identityChecks.personId, personId));
  return check;
}

/** Counts one more attempt on a day; false when that would be more than are allowed. */
export async function spendAttempt(tx: Db, personId: string, onDate: string, allowed: number) {
  const { rowCount } = await tx
    .insert(identityAttempts)
    .values({ personId, onDate, attempts: 1 })
    .onConflictDoUpdate({
      target: identityAttempts.personId,
      set: {
        onDate,
        attempts: sql`case when ${identityAttempts.onDate} = ${onDate}::date then ${identityAttempts.attempts} + 1 else 1 end`,
      },
      setWhere: or(ne(identityAttempts.onDate, onDate), lt(identityAttempts.attempts, allowed)),
    });
  return rowCount === 1;
}

/** Forgets the attempts of somebody who has typed the right number. */
export async function clearAttempts(tx: Db, personId: string): Promise<void> {
  await tx.delete(identityAttempts).where(eq(identityAttempts.personId, personId));
}

/** Notes that somebody's identity is verified; undefined when another person has that number. */
export async function insertIdentityCheck(tx: Db, values: typeof identityChecks.$inferInsert) {
  const [check] = await tx
    .insert(identityChecks)
    .values(values)
    .onConflictDoNothing({ target: identityChecks.numberHash })
    .returning();
  return check;
}

export async function setBirthDate(tx: Db, personId: string, birthDate: string): Promise<void> {
  await tx.update(persons).set({ birthDate }).where(eq(persons.id, personId));
}
