import { createHash } from "node:crypto";

const epoch = Date.UTC(2026, 0, 1).toString(16).padStart(12, "0");

/** The id that this name always has: a UUID in the layout of version 7, its time fixed and its rest a digest of the name. */
export function fixedId(name: string): string {
  const digest = createHash("sha256").update(name).digest("hex");
  const variant = ((Number.parseInt(digest[3]!, 16) & 0x3) | 0x8).toString(16);
  return [
    epoch.slice(0, 8),
    epoch.slice(8),
    `7${digest.slice(0, 3)}`,
    variant + digest.slice(4, 7),
    digest.slice(7, 19),
  ].join("-");
}
