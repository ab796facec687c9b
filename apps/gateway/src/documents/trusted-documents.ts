import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";

/** Documents that may be carried out for anybody, by the SHA-256 of their text. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** As `pnpm documents` writes it, and the tools of Apollo's clients. */
const manifest = z.object({
  format: z.literal("apollo-persisted-query-manifest"),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** Reads a manifest of front ends' operations; one whose ids are not the hashes of its texts is refused. */
export async function readTrustedDocuments(path: string): Promise<TrustedDocuments> {
  try {
    const { operations } = manifest.parse(JSON.parse(await readFile(path, "utf8")));
    const wrong = operations.find(({ id, body }) => id !== hashOf(body));
    if (wrong) throw new Error(`${wrong.id} is not the SHA-256 of its document`);
    return new Map(operations.map(({ id, body }) => [id, body]));
  } catch (cause) {
    throw new Error(
      `TRUSTED_DOCUMENTS: ${path} is no manifest of documents: write it with "pnpm documents".`,
      {
        cause,
      },
    );
  }
}

export const hashOf = (document: string) => createHash("sha256").update(document).digest("hex");
