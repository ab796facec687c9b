import { type ChildProcessByStdio, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePorts, keepForSearch } from "@linli/testing";
import { onTestFinished } from "vitest";
import { client } from "./client.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

export type Environment = { DATA_DIR: string; PORT: string; NODE_ENV?: string };

/** What is done in the end: of the test, unless told otherwise. */
type AtEnd = (finish: () => void | Promise<void>) => void;

/** A place to run: a data folder that is not there yet, its path in Chinese with a space, and free ports. */
export async function newcomer(atEnd: AtEnd = onTestFinished): Promise<Environment> {
  const folder = await mkdtemp(join(tmpdir(), "邻里 "));
  atEnd(async () => {
    const logs = await readdir(folder, { recursive: true });
    for (const log of logs.filter((file) => file.endsWith(".log")))
      keepForSearch(await readFile(join(folder, log), "utf8"));
    await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
  });
  return { DATA_DIR: join(folder, "数据 1"), PORT: String(await freePorts(5)) };
}

/** What `pnpm start` runs, in a process of its own. */
export function start(env: Environment, atEnd: AtEnd = onTestFinished) {
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
  atEnd(() => void child.kill("SIGKILL"));
  const url = `http://localhost:${env.PORT}`;
  return {
    ...client({ url, issuer: `${url}/identity` }),
    url,
    child,
    says: saysOf(child),
    end: endOf(child),
  };
}

/** The same below a process that looks like `npx`. */
export function startThroughNpx(env: Environment) {
  const npx = spawn("/bin/sh", ["-c", '"$0" "$1"; true', process.execPath, main], {
    argv0: "npm exec linli",
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void npx.kill("SIGKILL"));
  return { npx, says: saysOf(npx) };
}

/** Resolves when a line begins so, with all text up to it; may be asked again for what comes later. */
function saysOf({ stdout, stderr }: ChildProcessByStdio<null, Readable, Readable>) {
  const lines = createInterface(stdout)[Symbol.asyncIterator]();
  return async (beginning: string): Promise<string> => {
    const said: string[] = [];
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`"${beginning}" was not said:\n${said.join("\n")}\n${await text(stderr)}`);
      said.push(value);
      if (value.trimStart().startsWith(beginning)) return said.join("\n");
    }
  };
}

function endOf(child: ChildProcessByStdio<null, Readable, Readable>) {
  const exited = once(child, "exit");
  return async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  };
}

/** A start that does not come about: its exit code and what it says about that. */
export async function refusal(env: Environment) {
  const { child } = start(env);
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { said, code: code as number };
}

/** The process id of the PostgreSQL that runs on a data folder. */
export async function postgresOf({ DATA_DIR }: Environment): Promise<number> {
  return Number((await readFile(join(DATA_DIR, "cluster/postmaster.pid"), "utf8")).split("\n")[0]);
}

/** Where the database of a service is, on a data folder whose PostgreSQL runs. */
export async function databaseUrl({ DATA_DIR }: Environment, database: string): Promise<string> {
  const [password, pid] = await Promise.all([
    readFile(join(DATA_DIR, "password"), "utf8"),
    readFile(join(DATA_DIR, "cluster/postmaster.pid"), "utf8"),
  ]);
  return `postgres://linli:${password.trim()}@127.0.0.1:${pid.split("\n")[3]}/${database}`;
}

export async function untilGone(pid: number): Promise<void> {
  while (await isAlive(pid)) await delay(50);
}

/** A zombie, which nobody may have reaped, is not. */
export function isAlive(pid: number): Promise<boolean> {
  return new Promise((resolve) =>
    execFile("/bin/ps", ["-o", "state=", "-p", String(pid)], (_error, stdout) =>
      resolve(/^[^ZX\s]/.test(stdout.trim())),
    ),
  );
}
