import { LRUCache } from "lru-cache";

/** Keys that are remembered: some thousands of hashes, a megabyte or so. */
const remembered = 8_192;

/**
 * Tells what is asked again from what is asked once. What is kept of an operation is many times its text: for those that
 * never come again it would be kept in vain, copied by each collection of garbage, and take the place of others.
 */
export function seenBefore(): (key: string) => boolean {
  const keys = new LRUCache<string, true>({ max: remembered });
  return (key) => {
    if (keys.has(key)) return true;
    keys.set(key, true);
    return false;
  };
}
