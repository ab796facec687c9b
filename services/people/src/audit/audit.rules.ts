import { createHash } from "node:crypto";

/** Classes of what is somebody's own: C2 personal, C3 sensitive. */
export const dataClasses = ["C2", "C3"] as const;
export type DataClass = (typeof dataClasses)[number];

/** One read of somebody's data in clear: who, when, by what right, what of whom. Ids only: no name, no number. */
export type Reading = {
  id: string;
  at: Date;
  readerId: string;
  role: string | null;
  scope: string | null;
  personId: string;
  dataClass: DataClass;
  fields: readonly string[];
  disclosureId: string | null;
  requestId: string | null;
};

/** A read with its place in the chain. */
export type Link = Reading & { sequence: number; previousHash: string; hash: string };

/** Where a chain stands. */
export type Head = Pick<Link, "sequence" | "hash">;

/** What the first link follows. */
export const start: Head = { sequence: 0, hash: "0".repeat(64) };

/** SHA-256 over all of a link but its hash, and so over all links before it. */
export function hashOf(link: Omit<Link, "hash">): string {
  const { sequence, previousHash, id, at, readerId, role, scope, personId, dataClass, fields } = link;
  const text = JSON.stringify([
    sequence,
    previousHash,
    id,
    at.toISOString(),
    readerId,
    role,
    scope,
    personId,
    dataClass,
    fields,
    link.disclosureId,
    link.requestId,
  ]);
  return createHash("sha256").update(text).digest("hex");
}

/** Adds reads to a chain, in this order. */
export function linked(readings: readonly Reading[], head: Head): Link[] {
  let last = head;
  return readings.map((reading) => {
    const link = { ...reading, sequence: last.sequence + 1, previousHash: last.hash };
    last = { ...link, hash: hashOf(link) };
    return last as Link;
  });
}

/** How a chain can break: a link is not there, does not follow the one before, or is not what it was. */
export const breaks = ["MISSING", "OUT_OF_ORDER", "CHANGED"] as const;
export type Break = { sequence: number; kind: (typeof breaks)[number] };

/** The first link that does not hold, if there is one, in a stretch that follows a head. */
export function firstBreak(links: readonly Link[], head: Head): Break | undefined {
  let last = head;
  for (const link of links) {
    if (link.sequence !== last.sequence + 1) return { sequence: last.sequence + 1, kind: "MISSING" };
    if (link.previousHash !== last.hash) return { sequence: link.sequence, kind: "OUT_OF_ORDER" };
    if (link.hash !== hashOf(link)) return { sequence: link.sequence, kind: "CHANGED" };
    last = link;
  }
  return undefined;
}
