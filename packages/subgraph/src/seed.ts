import type { AnyRelations } from "drizzle-orm";
import type { SubgraphContext } from "./context.ts";

/**
 * Lays out a service's part of the demo world, all of it or nothing. Resolves with how many rows of what it made, in
 * the words people see; with null, and no change, where it is there already.
 */
export type Seed<Relations extends AnyRelations> = (
  context: SubgraphContext<Relations>,
) => Promise<Record<string, number> | null>;

/**
 * Adds what makes a service as large as a prefecture's to its part of the demo world, all of it or nothing, and tells how
 * far it is. Resolves with false, and no change, where it is there already.
 */
export type Scale<Relations extends AnyRelations> = (
  context: SubgraphContext<Relations>,
  report: (line: string) => void,
) => Promise<boolean>;
