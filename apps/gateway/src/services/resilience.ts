import {
  circuitBreaker,
  CircuitState,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  retry,
  SamplingBreaker,
  wrap,
} from "cockatiel";
import { ServiceFailure } from "./service-failure.ts";

export type ResilienceOptions = {
  /** A service that fails this share of its requests (0.5), over so many milliseconds (10 000), is left alone … */
  failureShare?: number;
  windowMs?: number;
  /** … if it got at least that many requests a second (2), so that a few failures alone say nothing. */
  minimumRps?: number;
  /** Milliseconds after which one request tries whether it is back (1000). */
  pauseMs?: number;
  /** How many of a hundred requests may be asked a second time (10). */
  retryPercent?: number;
};

export type Resilience = {
  /** For what may be asked twice without harm. */
  repeatable: IPolicy;
  once: IPolicy;
  /** Whether the service is left alone at the moment. */
  isOpen(): boolean;
};

/** What tells that a service is ill, rather than the request: these open the circuit. */
const isFailure = (error: unknown) => error instanceof ServiceFailure;

/**
 * Keeps one service's illness from becoming everybody's: after many failures it is left alone for a moment, and a lost
 * connection is tried once more, within a budget, so that retries cannot multiply an overload.
 */
export function resilience({
  failureShare = 0.5,
  windowMs = 10_000,
  minimumRps = 2,
  pauseMs = 1_000,
  retryPercent = 10,
}: ResilienceOptions = {}): Resilience {
  const breaker = circuitBreaker(handleWhen(isFailure), {
    breaker: new SamplingBreaker({ threshold: failureShare, duration: windowMs, minimumRps }),
    halfOpenAfter: pauseMs,
  });

  // Each request puts by a part of a retry; a few are there from the start, no more are ever saved up.
  const most = 10;
  let saved = most;
  const mayRetry = () => {
    if (saved < 1) return false;
    saved -= 1;
    return true;
  };
  const second = retry(
    handleWhen((error) => error instanceof ServiceFailure && error.isLostConnection && mayRetry()),
    { maxAttempts: 1, backoff: new ExponentialBackoff({ initialDelay: 30, maxDelay: 200 }) },
  );
  const repeatable = wrap(second, breaker);
  return {
    once: breaker,
    repeatable: {
      ...repeatable,
      execute: (work, signal) => {
        saved = Math.min(most, saved + retryPercent / 100);
        return repeatable.execute(work, signal);
      },
    },
    isOpen: () => breaker.state === CircuitState.Open,
  };
}
