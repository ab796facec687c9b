import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePorts } from "@linli/testing/free-ports";
import type { Contestant } from "./contestants.ts";
import { spawnPinned } from "./pinned.ts";
import { cpuMsOf, rssBytesOf } from "./process-tree.ts";
import type { Operation } from "./workloads/workload.ts";

/** Milliseconds that a gateway may take until it answers. */
const patience = 60_000;

/** As all of them would run for others: none logs requests, and none tells its maker of its use. */
const production = {
  NODE_ENV: "production",
  LOG_LEVEL: "error",
  APOLLO_TELEMETRY_DISABLED: "true",
  DO_NOT_TRACK: "1",
};

export type GatewayProcess = {
  name: string;
  url: string;
  log: string;
  cpuMs(): number;
  rssBytes(): number;
  /** Its whole answer to one operation. */
  ask(operation: Operation): Promise<unknown>;
} & AsyncDisposable;

/** Starts a contestant on one core, with its output in a file, and resolves when it answers. */
export async function startGateway(
  contestant: Contestant,
  options: { supergraph: string; folder: string; core: number; searchPath: string; inspect?: boolean },
): Promise<GatewayProcess> {
  const { name } = contestant;
  const { supergraph, folder, core, searchPath, inspect = false } = options;
  const port = await freePorts(1);
  const { file, args, env } = contestant.command({ supergraph, port });
  const log = join(folder, `${name}.log`);
  const output = await open(log, "w");
  const child = spawnPinned(core, file, args, {
    cwd: folder,
    stdio: ["ignore", output.fd, output.fd],
    env: {
      PATH: searchPath,
      ...production,
      ...env,
      ...(inspect && { NODE_OPTIONS: "--inspect=127.0.0.1:0" }),
    },
  });
  const exited = once(child, "exit");
  // Should the benchmark be ended in the middle, none of them goes on.
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  await output.close();
  const url = `http://127.0.0.1:${port}/graphql`;
  const ask = async ({ query, variables }: Operation): Promise<unknown> => {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  };
  try {
    await untilAnswering(child, () => ask({ name: "", query: "{ __typename }" }));
  } catch (error) {
    kill();
    throw new Error(`${name} did not start: ${(await readFile(log, "utf8")).slice(-1000)}`, { cause: error });
  }
  return {
    name,
    url,
    log,
    cpuMs: () => cpuMsOf(child.pid!),
    rssBytes: () => rssBytesOf(child.pid!),
    ask,
    async [Symbol.asyncDispose]() {
      process.off("exit", kill);
      kill();
      await exited;
    },
  };
}

export const headers = { "content-type": "application/json", accept: "application/json" };

async function untilAnswering(child: ChildProcess, ask: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (child.exitCode !== null || performance.now() > end) throw error;
      await sleep(100);
    }
  }
}
