import { readFile, rename, writeFile } from "node:fs/promises";
import type { Logger } from "pino";
import { z } from "zod";
import type { Usage } from "./usage.ts";

const usageFile = z.object({
  format: z.literal("linli-usage"),
  version: z.literal(1),
  operations: z.array(
    z.object({
      name: z.string().nullable(),
      client: z.string().nullable(),
      clientVersion: z.string().nullable(),
      count: z.int().positive(),
      lastAsked: z.iso.date(),
      body: z.string(),
    }),
  ),
});

/**
 * Goes on counting from a file, and writes the counts to it now and then. Throws where the file is there and something
 * else. Resolves with a function that writes them once more and ends it.
 */
export async function keepUsage(
  usage: Pick<Usage, "add" | "operations">,
  { path, everyMs = 60_000, logger }: { path: string; everyMs?: number; logger: Logger },
): Promise<() => Promise<void>> {
  usage.add(await read(path));
  let writing = Promise.resolve();
  const write = () => {
    writing = writing.then(async () => {
      try {
        const text = JSON.stringify({ format: "linli-usage", version: 1, operations: usage.operations() });
        await writeFile(`${path}.new`, text);
        await rename(`${path}.new`, path);
      } catch (err) {
        logger.error({ err }, "Usage could not be written");
      }
    });
    return writing;
  };
  const timer = setInterval(() => void write(), everyMs).unref();
  return async () => {
    clearInterval(timer);
    await write();
  };
}

async function read(path: string) {
  try {
    return usageFile.parse(JSON.parse(await readFile(path, "utf8"))).operations;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return [];
    throw new Error(`USAGE_FILE: ${path} is there, and holds no usage.`, { cause });
  }
}
