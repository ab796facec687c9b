import { createHash } from "node:crypto";
import { uuidv7 } from "@linli/kernel";
import { and, eq, gt, lte, or, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { type GuessCounts, type Guesser, guessWindowMs } from "./guess.rules.ts";
import { invalidCodes } from "./invalid-code.table.ts";

const dayMs = 86_400_000;

/**
 * Lets those who guess together wait for each other until the transaction ends, and counts what they guessed wrong. So a
 * burst of guesses is answered one after the other, each knowing of those before it.
 */
export async function countGuesses(
  tx: Db,
  guesser: Guesser,
  at: Date,
  deviceUnlockedAt: Date | null,
): Promise<GuessCounts> {
  const { staffId, outletId, addressHash, deviceId } = guesser;
  const keys = [staffId, outletId, addressHash, deviceId].flatMap((name) =>
    name === null ? [] : [lockKey(name)],
  );
  // Always in the same order, so that no two wait for each other.
  const inOrder = keys.toSorted((one, other) => (one < other ? -1 : 1)).map(String);
  await tx.execute(sql`select pg_advisory_xact_lock(key) from unnest(${sql.param(inOrder)}::bigint[]) key`);

  const since = new Date(+at - guessWindowMs);
  const deviceSince = deviceUnlockedAt && deviceUnlockedAt > since ? deviceUnlockedAt : since;
  const by = {
    staff: eq(invalidCodes.staffId, staffId),
    outlet: eq(invalidCodes.outletId, outletId),
    address: addressHash === null ? sql`false` : eq(invalidCodes.addressHash, addressHash),
    device:
      deviceId === null
        ? sql`false`
        : and(eq(invalidCodes.deviceId, deviceId), gt(invalidCodes.at, deviceSince))!,
  };
  const guesses = (condition: typeof by.staff) => ({
    count: sql<number>`count(*) filter (where ${condition})`.mapWith(Number),
    first: sql<Date | null>`min(${invalidCodes.at}) filter (where ${condition})`.mapWith(invalidCodes.at),
  });
  const [counts] = await tx
    .select({
      staff: guesses(by.staff),
      outlet: guesses(by.outlet),
      address: guesses(by.address),
      device: guesses(by.device),
    })
    .from(invalidCodes)
    .where(and(gt(invalidCodes.at, since), or(by.staff, by.outlet, by.address, by.device)));
  return counts!;
}

/** Notes one more, and forgets those of yesterday. */
export async function noteInvalidCode(tx: Db, guesser: Guesser, at: Date): Promise<void> {
  await tx.insert(invalidCodes).values({ ...guesser, id: uuidv7(+at), at });
  await tx.delete(invalidCodes).where(lte(invalidCodes.at, new Date(+at - dayMs)));
}

/** An advisory lock's number for a name. */
const lockKey = (name: string) => createHash("sha256").update(`guess:${name}`).digest().readBigInt64BE();
