import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@linli/database";
import { type LevelWithSilent, pino } from "pino";
import { type Graph, type GraphOptions, startGraph } from "./graph.ts";
import { assertPortsFree } from "./ports.ts";
import { keepSecrets, type Secrets } from "./secrets.ts";
import { serviceNames } from "./services.ts";
import { stopwatch } from "./stopwatch.ts";

export type PlatformOptions = Pick<GraphOptions, "onQuery" | "port" | "report" | "signal"> & {
  /** Holds all that outlives the process: PostgreSQL, secrets and logs. Made if need be; one owner at a time. */
  dataDir: string;
  logLevel: LevelWithSilent;
  /** False trades safety against power loss for speed: for tests. */
  durable?: boolean;
};

export type Platform = Graph & { postgres: EmbeddedPostgres; secrets: Secrets };

/** Where the platform writes what operators read later: JSON lines without personal data. */
export const logFile = (dataDir: string) => join(dataDir, "platform.log");

/** Starts everything on a data folder. Whatever fails, nothing stays behind. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { dataDir, port, logLevel, durable = true, report, signal } = options;
  await using starting = new AsyncDisposableStack();

  const elapsed = stopwatch();
  // It locks the folder: from here on this process is its only owner.
  const postgres = await startEmbeddedPostgres({ dataDir, durable, log: report });
  starting.defer(() => postgres.stop());
  report(`PostgreSQL runs (${elapsed()})`);
  await assertPortsFree(port);
  const secrets = await keepSecrets(join(dataDir, "secrets.json"));
  await Promise.all(serviceNames.map((name) => postgres.createDatabase(name)));
  signal?.throwIfAborted();

  const destination = pino.destination({ dest: logFile(dataDir), mode: 0o600 });
  starting.defer(() => destination.end());
  const logger = pino({ level: logLevel }, destination);
  const graph = await startGraph({ ...options, databaseUrl: postgres.url, secrets, logger });
  starting.defer(() => graph.stop());

  const started = starting.move();
  return { ...graph, postgres, secrets, stop: () => started.disposeAsync() };
}
