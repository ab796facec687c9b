import { readFile, realpath } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { Client, escapeIdentifier } from "pg";
import { accountFor } from "./account.ts";
import { bundledPostgres, runnableBy } from "./binaries.ts";
import { type Cluster, makeCluster, superuser } from "./cluster.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import { keepRunning } from "./keep-running.ts";
import { type Postmaster, startPostmaster, stopOrphan } from "./postmaster.ts";

export type EmbeddedPostgresOptions = {
  /** Holds all of it: the cluster, its password and its log. One owner at a time; made if need be. */
  dataDir: string;
  /** On 127.0.0.1; a free one by default. */
  port?: number;
  /** False trades safety against power loss for speed: for tests. */
  durable?: boolean;
  /** Told what takes time or is out of the ordinary. */
  log?: (message: string) => void;
};

export type EmbeddedPostgres = {
  /** Another one after PostgreSQL ended unexpectedly and was started again. */
  readonly pid: number;
  port: number;
  /** The connection string of a database, with the superuser's name and password. */
  url(database: string): string;
  /** Creates a database unless there is one of this name. */
  createDatabase(name: string, options?: { template?: string }): Promise<void>;
  /** Ends all sessions and waits until PostgreSQL is gone. */
  stop(): Promise<void>;
};

/**
 * Runs the PostgreSQL that npm installed, as root or as anyone else. It ends with this process; if not even that
 * succeeds, the next start stops what is left. Throws `DataFolderInUse` while another process runs on the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const lock = await lockDataFolder(options.dataDir);
  try {
    const cluster = await prepareCluster(await realpath(options.dataDir), options.log);
    const { postmaster, port } = await startOnPort(cluster, options);
    const password = await readFile(cluster.password, "utf8");
    const url = (database: string) =>
      `postgres://${superuser}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    const kept = keepRunning(
      postmaster,
      () => startPostmaster(cluster, settings(port, options.durable ?? true)),
      (message) => options.log?.(`${message} Its log: ${cluster.log}`),
    );
    const stop = async () => {
      await kept.stop();
      await lock.release();
    };
    let stopped: Promise<void> | undefined;
    return {
      get pid() {
        return kept.pid;
      },
      port,
      url,
      createDatabase: (name, { template } = {}) => createDatabase(url("postgres"), name, template),
      stop: () => (stopped ??= stop()),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function prepareCluster(folder: string, log: EmbeddedPostgresOptions["log"]): Promise<Cluster> {
  const data = join(folder, "cluster");
  const account = await accountFor(data);
  const cluster: Cluster = {
    data,
    log: join(folder, "postgres.log"),
    password: join(folder, "password"),
    binaries: await runnableBy(account, bundledPostgres()),
    account,
  };
  const orphan = await stopOrphan(cluster);
  if (orphan) log?.(`Stopped the PostgreSQL (process ${orphan}) that a killed owner had left running.`);
  await makeCluster(cluster);
  return cluster;
}

async function startOnPort(
  cluster: Cluster,
  { port, durable = true }: EmbeddedPostgresOptions,
): Promise<{ postmaster: Postmaster; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const chosen = port ?? (await freePort());
    try {
      return { postmaster: await startPostmaster(cluster, settings(chosen, durable)), port: chosen };
    } catch (error) {
      // Somebody may have taken the free port in the meantime.
      const taken = String(error).includes("could not bind");
      if (port !== undefined || !taken || attempt === 3) throw error;
    }
  }
}

const settings = (port: number, durable: boolean) => ({
  listen_addresses: "127.0.0.1",
  port: String(port),
  // The path of a socket may have 107 bytes only.
  unix_socket_directories: "",
  max_connections: "300",
  shared_buffers: "128MB",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // Neither statements nor values of rows belong into a log. Callers get and report their errors.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  ...(durable ? {} : untroubled),
});

const untroubled = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  // Would now and then hold a template that is to be copied.
  autovacuum: "off",
};

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function createDatabase(url: string, name: string, template?: string) {
  const client = new Client(url);
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount) return;
    const from = template === undefined ? "" : ` template ${escapeIdentifier(template)}`;
    await client.query(`create database ${escapeIdentifier(name)}${from}`);
  } finally {
    await client.end();
  }
}
