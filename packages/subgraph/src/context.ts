import type { Database } from "@linli/database";
import type { Cause } from "@linli/events";
import type { Clock } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import type { AnyRelations } from "drizzle-orm";

/** What a request may touch. Made afresh for each operation. */
export type SubgraphContext<Relations extends AnyRelations> = {
  db: Database<Relations>;
  now: Clock;
  /** Who asks, as the passport says; null for a visitor. */
  viewer: Viewer | null;
  requestId: string | null;
};

/** What an event notes about the request that caused it. */
export function causeOf({
  viewer,
  requestId,
  now,
}: Pick<SubgraphContext<AnyRelations>, "viewer" | "requestId" | "now">): Cause {
  return { actor: viewer?.person ?? null, requestId, at: now() };
}
