import { liesWithin, person } from "@linli/demo-world";

const reviewers = [
  ["gaodeng", "worker"],
  ["libuga", "worker-elsewhere"],
  ["dongfeng", "dongfeng-worker"],
] as const;

/** The community worker whose scope holds all of these places. */
export function reviewerIn(...placeIds: readonly string[]): string {
  const [, key] = reviewers.find(([community]) => placeIds.every((id) => liesWithin(id, community)))!;
  return person(key).id;
}
