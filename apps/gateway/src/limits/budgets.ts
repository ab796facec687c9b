import { createHash } from "node:crypto";
import { GraphQLError } from "graphql";
import { Redis } from "ioredis";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from "rate-limiter-flexible";

/** Points of cost that operations may spend in a minute. */
export type BudgetOptions = {
  /** One signed-in person. */
  viewerPoints: number;
  /** All visitors of one address together: a whole neighbourhood may stand behind it. */
  addressPoints: number;
  /** Where several gateways count together; without it each counts for itself. */
  redisUrl?: string | undefined;
};

export const defaultBudgets: BudgetOptions = { viewerPoints: 60_000, addressPoints: 240_000 };

/** What one caller may still spend. */
export type Allowance = {
  /** Throws `RateLimited` when less is left. */
  spend(points: number): Promise<void>;
  giveBack(points: number): Promise<void>;
};

/** The caller has spent what a minute holds; `Retry-After` says when there is more. */
class RateLimited extends GraphQLError {
  constructor(seconds: number) {
    super(`Too much was asked in the last minute; there is more in ${seconds} s.`, {
      extensions: {
        code: "RATE_LIMITED",
        http: { status: 429, headers: new Map([["retry-after", String(seconds)]]) },
      },
    });
  }
}

export type Budgets = {
  /** Of whoever signs in with this subject, or else of all visitors of an address. */
  of(caller: { subject: string | undefined; address: string }): Allowance;
  /** Whether gateways count together now. */
  isShared(): boolean;
  stop(): void;
};

const seconds = 60;

export function createBudgets({ viewerPoints, addressPoints, redisUrl }: BudgetOptions): Budgets {
  // While it does not answer, each gateway counts for itself.
  const redis = redisUrl
    ? new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1, lazyConnect: false })
    : undefined;
  redis?.on("error", () => {});
  const limiter = (keyPrefix: string, points: number): RateLimiterAbstract => {
    const memory = new RateLimiterMemory({ keyPrefix, points, duration: seconds });
    return redis
      ? new RateLimiterRedis({
          storeClient: redis,
          keyPrefix,
          points,
          duration: seconds,
          insuranceLimiter: memory,
        })
      : memory;
  };
  const viewers = limiter("linli:viewer", viewerPoints);
  const addresses = limiter("linli:address", addressPoints);

  return {
    of({ subject, address }) {
      const [limits, key] = subject === undefined ? [addresses, address] : [viewers, subject];
      const hashed = createHash("sha256").update(key).digest("base64url");
      return {
        async spend(points) {
          try {
            await limits.consume(hashed, points);
          } catch (spent) {
            if (!(spent instanceof RateLimiterRes)) throw spent;
            // What was refused is not spent.
            await limits.reward(hashed, points);
            throw new RateLimited(Math.max(1, Math.ceil(spent.msBeforeNext / 1000)));
          }
        },
        async giveBack(points) {
          if (points > 0) await limits.reward(hashed, points);
        },
      };
    },
    isShared: () => redis?.status === "ready",
    stop: () => redis?.disconnect(),
  };
}
