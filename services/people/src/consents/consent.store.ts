import { eq } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { consents } from "./consent.table.ts";

/** All that somebody, or a guardian of theirs, ever said. */
export function findConsentSteps(db: Db, personId: string) {
  return db.select().from(consents).where(eq(consents.personId, personId));
}

/** A person with all that they, or a guardian of theirs, ever said. */
export function findWithConsents(db: Db, id: string) {
  return db.query.persons.findFirst({
    columns: { id: true, birthDate: true },
    where: { id },
    with: { consents: true },
  });
}

export async function insertConsent(tx: Db, values: typeof consents.$inferInsert): Promise<void> {
  await tx.insert(consents).values(values);
}
