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
  /** Who asks by a passport from before they deleted their account: a visitor, but for the answer to that. */
  formerViewer?: Viewer | null;
  requestId: string | null;
  /** The network address that the request comes from, as the gateway says; it is neither kept nor written down. */
  address?: string | undefined;
};

/** By what right something is done: a role, and the place, organization or merchant for which it holds. */
export type Right = Pick<Cause, "role" | "scope">;

/** What an event notes about the request that caused it; without a right, the platform itself acts. */
export function causeOf(
  { viewer, requestId, now }: Pick<SubgraphContext<AnyRelations>, "viewer" | "requestId" | "now">,
  { role, scope }: Right = { role: null, scope: null },
): Cause {
  return { actor: viewer?.person ?? null, role, scope, requestId, at: now() };
}
