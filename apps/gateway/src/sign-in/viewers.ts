import type { Clock } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { LRUCache } from "lru-cache";
import type { Subject } from "./authenticate.ts";

/** What people knows of a signed-in account; null when it knows nobody by that account. */
export type FindViewer = (subject: Subject, requestId: string) => Promise<Viewer | null>;

/** What people said, and when it was asked: what it said is no older than that. */
type Known = { viewer: Viewer | null; askedAt: Date };

/** What people said is believed that long. */
const freshMs = 30_000;
/**
 * While people does not answer, what it said last counts that much longer. Its passport ends sixty seconds after people
 * was asked, so that a right that ended is gone by then; the ten that are left are for the request under way.
 */
const staleMs = 20_000;

/** Asks at most once in thirty seconds for an account, and once for any number of requests at the same time. */
export function rememberViewers(
  find: FindViewer,
  now: Clock,
): (...who: Parameters<FindViewer>) => Promise<Known> {
  const known = new LRUCache<string, Known>({ max: 50_000 });
  const asking = new Map<string, Promise<Known>>();
  const isYounger = ({ askedAt }: Known, than: number) => +now() - +askedAt < than;

  async function ask(key: string, ...who: Parameters<FindViewer>): Promise<Known> {
    const askedAt = now();
    try {
      const answer = { viewer: await find(...who), askedAt };
      known.set(key, answer);
      return answer;
    } catch (error) {
      const last = known.get(key);
      if (last && isYounger(last, freshMs + staleMs)) return last;
      throw error;
    } finally {
      asking.delete(key);
    }
  }

  return async (subject, requestId) => {
    const key = JSON.stringify([subject.issuer, subject.subject]);
    const last = known.get(key);
    if (last && isYounger(last, freshMs)) return last;
    const answer = asking.get(key) ?? ask(key, subject, requestId);
    asking.set(key, answer);
    return answer;
  };
}
