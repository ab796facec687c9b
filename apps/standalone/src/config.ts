import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readEnvironment } from "@linli/process";
import { z } from "zod";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

/** The gateway's port and one for each service after it. */
const port = z.coerce.number().int().min(1).max(65_531);

const environment = z.object({
  PORT: port.default(4000),
  DATA_DIR: z.string().min(1).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("warn"),
  NODE_ENV: z
    .string()
    .refine(
      (mode) => mode !== "production",
      "under production this would let anybody sign in as anybody: it runs a demo. Start apps/gateway and the services instead",
    )
    .optional(),
  INIT_CWD: z.string().default(process.cwd()),
});

/** Reads the environment once, at startup; a bad value stops the start by name. */
export function readConfig(env: NodeJS.ProcessEnv, { folder = ".data" } = {}) {
  const { PORT, DATA_DIR, LOG_LEVEL, INIT_CWD, OTEL_EXPORTER_OTLP_ENDPOINT } = readEnvironment(
    environment,
    env,
  );
  return {
    port: PORT,
    // A relative path is meant from where the command was given.
    dataDir: DATA_DIR === undefined ? resolve(repository, folder) : resolve(INIT_CWD, DATA_DIR),
    tracesTo: OTEL_EXPORTER_OTLP_ENDPOINT,
    logLevel: LOG_LEVEL,
  };
}
export type Config = ReturnType<typeof readConfig>;
