import type { Clock } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { LRUCache } from "lru-cache";
import type { Subject } from "./authenticate.ts";

/** What people knows of a signed-in account; null when it knows nobody by that account. */
export type FindViewer = (subject: Subject, requestId: string) => Promise<Viewer | null>;

/** A grant that ends may be used that long. */
const freshMs = 30_000;
/** While people does not answer, what it said last counts that much longer. */
const staleMs = 30_000;

/** Asks at most once in thirty seconds for an account, and once for any number of requests at the same time. */
export function rememberViewers(find: FindViewer, now: Clock): FindViewer {
  const known = new LRUCache<string, { viewer: Viewer | null; at: number }>({ max: 50_000 });
  const asking = new Map<string, Promise<Viewer | null>>();

  async function ask(key: string, ...who: Parameters<FindViewer>): Promise<Viewer | null> {
    try {
      const viewer = await find(...who);
      known.set(key, { viewer, at: +now() });
      return viewer;
    } catch (error) {
      const last = known.get(key);
      if (last && +now() - last.at < freshMs + staleMs) return last.viewer;
      throw error;
    } finally {
      asking.delete(key);
    }
  }

  return async (subject, requestId) => {
    const key = JSON.stringify([subject.issuer, subject.subject]);
    const last = known.get(key);
    if (last && +now() - last.at < freshMs) return last.viewer;
    const answer = asking.get(key) ?? ask(key, subject, requestId);
    asking.set(key, answer);
    return answer;
  };
}
