import { createHash } from "node:crypto";
import type { Database } from "@linli/database";
import { DomainError, IdempotencyKeyReused } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { and, type AnyRelations, eq } from "drizzle-orm";
import type { SubgraphContext } from "./context.ts";
import { idempotencyKeys } from "./idempotency.table.ts";
import { storableText } from "./storable-text.ts";

/** A key that a client makes anew for each wish and keeps for its repetitions. */
export const idempotencyKey = storableText.min(8).max(100);

type Once<Relations extends AnyRelations, Row, Refusal> = {
  /** Checked before with `idempotencyKey`. */
  key: string;
  /** What is asked for: the mutation's name and its input. */
  request: unknown;
  /** Does it; a refusal leaves no trace and the key free. */
  first(tx: Database<Relations>): Promise<Row | Refusal>;
  /** Finds what it did. */
  again(tx: Database<Relations>, id: string): Promise<Row>;
};

/**
 * Does something in one transaction, once for a key of the viewer's: the same key and request give the first result,
 * however often and however fast they come; the same key with another request gives `IDEMPOTENCY_KEY_REUSED`.
 */
export async function once<
  Relations extends AnyRelations,
  Row extends { id: string },
  Refusal extends DomainError = never,
>(
  { db, now }: Pick<SubgraphContext<Relations>, "db" | "now">,
  viewer: Viewer,
  { key, request, first, again }: Once<Relations, Row, Refusal>,
): Promise<Row | Refusal | IdempotencyKeyReused> {
  const digest = createHash("sha256")
    .update(JSON.stringify([key, request]))
    .digest("hex");
  const mine = and(eq(idempotencyKeys.personId, viewer.person), eq(idempotencyKeys.key, key));
  return db
    .transaction(async (tx) => {
      // A twin that is under way is waited for here.
      const { rowCount } = await tx
        .insert(idempotencyKeys)
        .values({ personId: viewer.person, key, request: digest, at: now() })
        .onConflictDoNothing();
      if (rowCount === 0) {
        const [known] = await tx.select().from(idempotencyKeys).where(mine);
        return known!.request === digest ? again(tx, known!.resultId!) : new IdempotencyKeyReused();
      }
      const result = await first(tx);
      if (result instanceof DomainError) throw result;
      await tx.update(idempotencyKeys).set({ resultId: result.id }).where(mine);
      return result;
    })
    .catch((error: unknown) => {
      if (error instanceof DomainError) return error as Refusal;
      throw error;
    });
}
