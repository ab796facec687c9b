import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { KnownOperation } from "./usage.ts";

const operationsFile = z.object({
  format: z.enum(["linli-usage", "apollo-persisted-query-manifest"]),
  version: z.literal(1),
  operations: z.array(
    z.object({
      name: z.string().nullable(),
      body: z.string(),
      client: z.string().nullable().default(null),
      clientVersion: z.string().nullable().default(null),
      count: z.int().optional(),
    }),
  ),
});

/** Reads operations from a usage file of the gateway, or from a manifest of front ends' documents. */
export async function readOperations(path: string): Promise<KnownOperation[]> {
  try {
    const { operations } = operationsFile.parse(JSON.parse(await readFile(path, "utf8")));
    return operations.map(({ count, ...rest }) => ({ ...rest, ...(count !== undefined && { count }) }));
  } catch (cause) {
    throw new Error(`${path} holds neither usage nor a manifest of documents.`, { cause });
  }
}
