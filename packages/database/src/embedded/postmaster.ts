import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, readlink, realpath } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Cluster, runIn, withLog } from "./cluster.ts";
import { guard } from "./guardian.ts";
import { processStart } from "./process-start.ts";

export type Postmaster = { pid: number; exited: Promise<void>; stop(): Promise<void> };

/** Starts PostgreSQL on a cluster that nobody else runs, and waits until it takes connections. */
export async function startPostmaster(
  cluster: Cluster,
  settings: Record<string, string>,
): Promise<Postmaster> {
  const { dataDirectory, options } = runIn(cluster.data, cluster.account);
  await using log = await open(cluster.log, "a", 0o600);
  const postgres = spawn(
    join(cluster.binaries, "bin/postgres"),
    ["-D", dataDirectory, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    // A group of its own: the terminal's Ctrl-C goes to us, and we stop PostgreSQL when its clients are done.
    { ...options, detached: true, stdio: ["ignore", log.fd, log.fd] },
  );
  await once(postgres, "spawn");
  const pid = postgres.pid!;
  const guardian = guard(pid, cluster.account);
  const exited = once(postgres, "exit").then(() => guardian.dismiss());
  const stop = () => shutDown((signal) => postgres.kill(signal), exited);
  if (!(await isReady(cluster, postgres))) {
    await stop();
    throw new Error(await withLog(cluster, "PostgreSQL did not start."));
  }
  return { pid, exited, stop };
}

/** Stops the PostgreSQL that a killed owner left running on this cluster; returns its pid, or null if there was none. */
export async function stopOrphan({ data }: Cluster): Promise<number | null> {
  const pid = Number((await readPidFile(data))[0]);
  if (!pid || !(await isPostmasterOf(data, pid))) return null;
  const start = await processStart(pid);
  const gone = async () => {
    while (start !== null && (await processStart(pid)) === start) await delay(10);
  };
  await shutDown((signal) => kill(pid, signal), gone());
  return pid;
}

async function isPostmasterOf(data: string, pid: number) {
  if (process.platform === "linux") {
    const [directory, program] = await Promise.all([
      readlink(`/proc/${pid}/cwd`).catch(() => null),
      readFile(`/proc/${pid}/comm`, "utf8").catch(() => null),
    ]);
    return program?.trim() === "postgres" && directory === (await realpath(data));
  }
  const ps = spawn("/bin/ps", ["-ww", "-o", "command=", "-p", String(pid)], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const command = (await ps.stdout.toArray()).join("");
  return command.includes(`postgres -D ${data} `);
}

async function isReady({ data }: Cluster, postgres: ChildProcess) {
  // Long, for it may have to recover from a crash.
  const deadline = Date.now() + 60_000;
  while (postgres.exitCode === null && postgres.signalCode === null && Date.now() < deadline) {
    const lines = await readPidFile(data);
    if (Number(lines[0]) === postgres.pid && lines[7]?.trim() === "ready") return true;
    await delay(5);
  }
  return false;
}

async function readPidFile(data: string) {
  return (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
}

/** A fast shutdown; after ten seconds an immediate one, from which PostgreSQL recovers when it is started again. */
async function shutDown(send: (signal: "SIGINT" | "SIGQUIT") => void, exited: Promise<void>) {
  send("SIGINT");
  const late = new AbortController();
  const inTime = await Promise.race([
    exited.then(() => true),
    delay(10_000, false, { signal: late.signal }).catch(() => false),
  ]);
  late.abort();
  if (!inTime) send("SIGQUIT");
  await exited;
}

function kill(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
