import type { SubgraphContext } from "@linli/subgraph";
import type { relations } from "./db/relations.ts";
import type { Policies } from "./policies/policy.rules.ts";

/** What this service's context holds beyond the common part. */
export type OwnContext = {
  policies: Policies;
  /** Keys the hashes of what may not be kept in clear: identity numbers, posted codes. */
  secret: string;
};

/** What a request may touch. */
export type Context = SubgraphContext<typeof relations> & OwnContext;
