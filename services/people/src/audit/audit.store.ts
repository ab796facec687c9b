import { insertAll } from "@linli/database";
import { asc, eq, gt } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { firstBreak, type Break, type Head, linked, type Reading, start } from "./audit.rules.ts";
import { auditEntries, auditHeads } from "./audit.table.ts";

/** Adds reads to the log; others who add wait for it. */
export function appendReadings(db: Db, readings: readonly Reading[]): Promise<void> {
  return db.transaction(async (tx) => {
    const [head] = await tx.select().from(auditHeads).for("update");
    const links = linked(readings, head!);
    await insertAll(
      tx,
      auditEntries,
      links.map(({ fields, ...link }) => ({ ...link, fields: [...fields] })),
    );
    const { sequence, hash } = links.at(-1)!;
    await tx.update(auditHeads).set({ sequence, hash });
  });
}

export const countEntriesOf = (db: Db, personId: string) =>
  db.$count(auditEntries, eq(auditEntries.personId, personId));

export type Check = {
  /** How many entries were checked, the earliest first. */
  checked: number;
  /** The first link that does not hold; null where all do. */
  broken: Break | null;
  /** The chain's last hash, as the log says: who keeps it can tell later that nothing before was changed. */
  head: string;
};

const batch = 5_000;

/** Checks the whole chain, from its first link to where it stands. */
export async function checkChain(db: Db, onProgress: (checked: number) => void = () => {}): Promise<Check> {
  const [head] = await db.select().from(auditHeads);
  let last: Head = start;
  for (;;) {
    const links = await db
      .select()
      .from(auditEntries)
      .where(gt(auditEntries.sequence, last.sequence))
      .orderBy(asc(auditEntries.sequence))
      .limit(batch);
    const broken = firstBreak(links, last);
    if (broken) return { checked: broken.sequence - 1, broken, head: head!.hash };
    last = links.at(-1) ?? last;
    onProgress(last.sequence);
    if (links.length < batch) break;
  }
  // Entries that were added meanwhile lie beyond the head that was read first; those cut off lie before it.
  const cutOff = last.sequence < head!.sequence;
  const broken = cutOff ? ({ sequence: last.sequence + 1, kind: "MISSING" } as const) : null;
  return { checked: last.sequence, broken, head: head!.hash };
}
