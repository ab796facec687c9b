import type { FastifyBaseLogger } from "fastify";

/** What the gateway knows while it answers one operation. */
export type RequestContext = {
  requestId: string;
  /** Says to services who asks; undefined where nobody can sign in. */
  passport: string | undefined;
  log: FastifyBaseLogger;
  /** Services that failed in this operation. */
  failedServices: Set<string>;
};
