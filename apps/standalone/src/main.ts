import { once } from "node:events";
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { readConfig } from "./config.ts";
import { npxEnds } from "./npx.ts";
import { seconds } from "./stopwatch.ts";

/** Milliseconds after which a stop that hangs is cut short. */
const patience = 15_000;
/** A terminal's Ctrl-C comes once from it and once more from each runner in between. */
const sameKeystroke = 1_000;

enableCompileCache(fileURLToPath(new URL("../../../node_modules/.cache/node", import.meta.url)));
// Whoever read the output may be gone.
process.stdout.on("error", () => {});

const stopping = new AbortController();
let stopAsked = 0;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
void npxEnds().then(stop);

function stop() {
  if (!stopping.signal.aborted) {
    stopAsked = performance.now();
    say("Stopping; once more forces it.");
    stopping.abort();
    setTimeout(() => giveUp(`It did not stop within ${seconds(patience)}.`), patience).unref();
  } else if (performance.now() - stopAsked > sameKeystroke) {
    giveUp("Stopped at once.");
  }
}

/** PostgreSQL notices that this process is gone, and ends by itself. */
function giveUp(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

function say(line: string) {
  process.stdout.write(`${line}\n`);
}

/** What lies at the bottom: the errors above it may quote people's data. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return reasonOf(error.cause);
  // A plain error is a sentence for people, all others are bugs.
  return error.constructor === Error || error.name === "DataFolderInUse"
    ? error.message
    : (error.stack ?? "");
}

try {
  const config = readConfig(process.env);
  say(`Linli (邻里) starts on ${config.dataDir}`);
  const { startPlatform } = await import("./platform.ts");
  const { welcome } = await import("./welcome.ts");
  const platform = await startPlatform({
    ...config,
    report: (line) => say(`  ${line}`),
    signal: stopping.signal,
  });
  say(`Ready after ${seconds(performance.now())}\n${welcome(platform, config)}`);
  if (!stopping.signal.aborted) await once(stopping.signal, "abort");
  await platform.stop();
  say("Stopped.");
} catch (error) {
  if (error === stopping.signal.reason) {
    say("Stopped before the start was done; the next one goes on from there.");
  } else {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exitCode = 1;
  }
}
process.exit();
