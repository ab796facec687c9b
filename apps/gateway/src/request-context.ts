import type { FastifyBaseLogger } from "fastify";
import type { Viewer } from "@linli/passport";
import type { Admitted } from "./documents/admit-documents.ts";
import type { Allowance } from "./limits/budgets.ts";

/** What the gateway knows while it answers one operation. */
export type RequestContext = {
  requestId: string;
  /** Says to services who asks; undefined where nobody can sign in. */
  passport: string | undefined;
  /** Who asks; null for a visitor. */
  viewer: Viewer | null;
  /** By what right this document is carried out. */
  admitted: Admitted;
  /** The network address of the caller, for services that count by it. */
  address: string;
  /** Aborted when the client has gone before its answer, or its time is over. */
  left: AbortSignal;
  /** Takes points from the caller's budget, and gives back what was not needed. */
  budget: Allowance;
  log: FastifyBaseLogger;
  /** Services that failed in this operation. */
  failedServices: Set<string>;
};
