import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@linli/database";
import { startTracing } from "@linli/tracing";
import { type LevelWithSilent, pino } from "pino";
import type { Graph, GraphOptions } from "./graph.ts";
import { assertPortsFree } from "./ports.ts";
import { keepSecrets, type Secrets } from "./secrets.ts";
import { serviceNames } from "./service-names.ts";

export type PlatformOptions = Pick<GraphOptions, "now" | "onQuery" | "port" | "report" | "signal"> & {
  /** Holds all that outlives the process: PostgreSQL, secrets and logs. Made if need be; one owner at a time. */
  dataDir: string;
  logLevel: LevelWithSilent;
  /** Where traces go (OTLP over HTTP). */
  tracesTo?: string | undefined;
  /** False trades safety against power loss for speed: for tests. */
  durable?: boolean;
};

export type Platform = Graph & { postgres: EmbeddedPostgres; secrets: Secrets };

/** Where the platform writes what operators read later: JSON lines without personal data. */
export const logFile = (dataDir: string) => join(dataDir, "platform.log");

const withAdvice = (dataDir: string) => (error: NodeJS.ErrnoException) => {
  if (error.code !== "EACCES" && error.code !== "EROFS") throw error;
  throw new Error(
    `This user may not write to the data folder ${dataDir}: start as its owner, or choose another with DATA_DIR.`,
  );
};

/** Starts everything on a data folder. Whatever fails, nothing stays behind. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { dataDir, port, logLevel, durable = true, report, signal } = options;
  await using starting = new AsyncDisposableStack();
  const tracing = await startTracing("linli", options.tracesTo);
  starting.defer(() => tracing.stop());

  // Loads, which takes seconds, while PostgreSQL starts.
  const loading = import("./graph.ts");
  loading.catch(() => {}); // It is awaited below, if the start comes so far.
  // It locks the folder: from here on this process is its only owner.
  const postgres = await startEmbeddedPostgres({ dataDir, durable, log: report }).catch(withAdvice(dataDir));
  starting.defer(() => postgres.stop());
  report("PostgreSQL runs");
  await assertPortsFree(port);
  const secrets = await keepSecrets(join(dataDir, "secrets.json"));
  await Promise.all(serviceNames.map((name) => postgres.createDatabase(name)));
  signal?.throwIfAborted();

  const logger = pino({ level: logLevel }, pino.destination({ dest: logFile(dataDir), mode: 0o600 }));
  const { startGraph } = await loading;
  const graph = await startGraph({ ...options, databaseUrl: postgres.url, secrets, logger });
  starting.defer(() => graph.stop());

  const started = starting.move();
  return { ...graph, postgres, secrets, stop: () => started.disposeAsync() };
}
