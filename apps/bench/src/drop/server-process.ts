import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { freePorts } from "@linli/testing/free-ports";
import { startOptions } from "../start-options.ts";

const patience = 60_000;

/** Runs a server of ours as it runs for others, in a process of its own, and resolves when it answers. */
export async function startServer(
  main: string,
  {
    env,
    profiles,
    nodeOptions = startOptions(main),
  }: {
    env: Readonly<Record<string, string>>;
    profiles: string | undefined;
    nodeOptions?: readonly string[];
  },
) {
  const port = await freePorts(1);
  const profiling = profiles === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profiles}`];
  const child = spawn(process.execPath, [...profiling, ...nodeOptions, main], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      NODE_ENV: "production",
      LOG_LEVEL: "error",
      PORT: String(port),
      ...env,
    },
  });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  const exited = once(child, "exit");
  // It logs errors only.
  let complaints = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (more: string) => (complaints = (complaints + more).slice(-2_000)));
  const origin = `http://127.0.0.1:${port}`;
  for (const end = performance.now() + patience; ; await sleep(100)) {
    const answers = await fetch(`${origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __typename }" }),
    }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) break;
    if (child.exitCode !== null || performance.now() > end) {
      kill();
      throw new Error(`${main} did not start: ${complaints}`);
    }
  }
  return {
    origin,
    /** The last of what it has complained about. */
    complaints: () => complaints,
    async [Symbol.asyncDispose]() {
      process.off("exit", kill);
      // Told to end, it writes its profile.
      child.kill("SIGTERM");
      await exited;
    },
  };
}
