import { existsSync, rmSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@linli/database";
import { people } from "@linli/demo-world";
import type { TestProject } from "vitest/node";
import { linesAbout } from "./personal-data.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the one PostgreSQL of this run. */
    postgres: { adminUrl: string; port: number };
  }
}

/** Starts one PostgreSQL for all tests of a run, and searches in the end what they logged; leaves nothing behind. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), "linli-test-"));
  // Vitest exits on a signal without teardown. PostgreSQL then ends by itself.
  const abandon = () => removeSync(dataDir);
  const hangUp = () => process.exit(129);
  process.once("exit", abandon).once("SIGHUP", hangUp);

  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  project.provide("postgres", { adminUrl: postgres.url("postgres"), port: postgres.port });
  const runLog = join(dataDir, "run.log");
  await writeFile(runLog, "");
  project.provide("runLog", runLog);
  return async () => {
    await postgres.stop();
    const kept = await readFile(runLog, "utf8");
    const log = await readFile(join(dataDir, "postgres.log"), "utf8");
    process.off("exit", abandon).off("SIGHUP", hangUp);
    await rm(dataDir, { recursive: true });
    refusePersonalData(kept + log);
  };
}

/** Fails the run if something that was logged, or answered as an error, names somebody of the demo world. */
function refusePersonalData(text: string) {
  const found = linesAbout(people, text);
  process.stdout.write(
    `\nSearched ${text.split("\n").length} lines of logs and errors for ${people.length} people: ${found.length} found.\n`,
  );
  if (found.length > 0) {
    throw new Error(`Logs or errors hold people's names or phone numbers:\n${found.slice(0, 20).join("\n")}`);
  }
}

/** Again until it succeeds: PostgreSQL may be writing. */
function removeSync(folder: string) {
  for (let attempt = 0; existsSync(folder) && attempt < 100; attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
