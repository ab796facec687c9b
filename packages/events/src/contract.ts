import type { z } from "zod";

/** An event that services agree on: its name, with a version, and the shape of its payload. */
export type EventContract<Payload> = { name: string; schema: z.ZodType<Payload> };

/** Declares a contract. A changed shape is a new version under a new name; consumers of the old one keep it. */
export function defineEvent<Payload>(
  name: `${string}.${string}.v${number}`,
  schema: z.ZodType<Payload>,
): EventContract<Payload> {
  return { name, schema };
}

/** An event as it is stored and sent. */
export type EventRecord = {
  id: string;
  name: string;
  payload: unknown;
  /** Who caused it; null where nobody in person did. */
  actor: string | null;
  role: string | null;
  scope: string | null;
  requestId: string | null;
  at: Date;
};
