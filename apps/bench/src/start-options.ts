import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const manifest = z.object({ scripts: z.object({ start: z.templateLiteral(["node ", z.string()]) }) });

/** The options that a server of ours gives to node in its own `start`: it is measured as it runs for others. `main` is its `src/main.ts`. */
export function startOptions(main: string): string[] {
  const text = readFileSync(join(dirname(main), "../package.json"), "utf8");
  return manifest.parse(JSON.parse(text)).scripts.start.split(" ").slice(1, -1);
}
