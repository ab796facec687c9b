import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Account, giveTo } from "./account.ts";
import { guard } from "./guardian.ts";

/** The folder that an embedded PostgreSQL lives in, and all that belongs to it. */
export type Cluster = {
  /** PostgreSQL's own data directory. */
  data: string;
  /** What initdb and postgres say. */
  log: string;
  /** The superuser's password, readable by its owner alone. */
  password: string;
  /** The folder with `bin`, `lib` and `share`. */
  binaries: string;
  account: Account;
};

export const superuser = "linli";

/**
 * How to run a program of PostgreSQL in one of its directories. Node changes to `cwd` before it gives up root, so that
 * the directory may lie where the account could not go by itself (below /root): on Linux it is then named by the link
 * that leads there without passing its parents.
 */
export function runIn(directory: string, account: Account) {
  return {
    dataDirectory: account && process.platform === "linux" ? "/proc/self/cwd" : directory,
    // Nothing of the caller's environment: PGPORT, PGDATA and the like would be obeyed.
    options: { cwd: directory, env: { LC_ALL: "C", TZ: "UTC" }, ...account },
  };
}

/** Makes the cluster unless it is there. A kill in the middle leaves nothing that counts: the last step is a rename. */
export async function makeCluster(cluster: Cluster): Promise<void> {
  if (existsSync(cluster.data)) return;
  await removeDrafts(cluster.data);
  const draft = await mkdtemp(`${cluster.data}.new-`);
  await writeFile(cluster.password, randomBytes(24).toString("base64url"), { mode: 0o600 });
  await Promise.all([draft, cluster.password].map((path) => giveTo(cluster.account, path)));
  await runInitdb(cluster, draft);
  await rename(draft, cluster.data);
}

async function removeDrafts(data: string) {
  const names = (await readdir(dirname(data))).filter((name) => name.startsWith(`${basename(data)}.new-`));
  // A killed owner's initdb may still be about to remove its files itself.
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };
  await Promise.all(names.map((name) => rm(join(dirname(data), name), options)));
}

async function runInitdb(cluster: Cluster, directory: string) {
  const { dataDirectory, options } = runIn(directory, cluster.account);
  await using log = await open(cluster.log, "a", 0o600);
  await using password = await open(cluster.password);
  const initdb = spawn(
    join(cluster.binaries, "bin/initdb"),
    [
      `--pgdata=${dataDirectory}`,
      `--username=${superuser}`,
      "--pwfile=/dev/fd/3",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // With plain C, pg_trgm would find no trigram in Chinese.
      "--locale=C",
      "--lc-ctype=C.UTF-8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-sync",
    ],
    { ...options, detached: true, stdio: ["ignore", log.fd, log.fd, password.fd] },
  );
  await once(initdb, "spawn");
  const guardian = guard(initdb.pid!, cluster.account);
  const [code] = (await once(initdb, "exit")) as [number | null];
  guardian.dismiss();
  if (code !== 0) throw new Error(await withLog(cluster, "PostgreSQL's initdb failed."));
}

/** A message that ends with what PostgreSQL said last and where it says it. */
export async function withLog({ log }: Cluster, message: string): Promise<string> {
  const lines = (await readFile(log, "utf8")).trimEnd().split("\n").slice(-10);
  return `${message} The last lines of ${log}:\n${lines.join("\n")}`;
}
