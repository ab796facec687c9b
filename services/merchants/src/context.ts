import type { SubgraphContext } from "@linli/subgraph";
import type { SoldOutOffers } from "./coupons/sold-out.ts";
import type { relations } from "./db/relations.ts";
import type { Secrets } from "./secrets.ts";

/** What a request may touch. */
export type Context = SubgraphContext<typeof relations> & Secrets & { soldOut: SoldOutOffers };
