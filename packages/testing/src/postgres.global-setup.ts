import { existsSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@linli/database";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the one PostgreSQL of this run. */
    postgres: { adminUrl: string; port: number };
  }
}

/** Starts one PostgreSQL for all tests of a run; it leaves nothing behind. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), "linli-test-"));
  // Vitest exits on a signal without teardown. PostgreSQL then ends by itself.
  const abandon = () => removeSync(dataDir);
  const hangUp = () => process.exit(129);
  process.once("exit", abandon).once("SIGHUP", hangUp);

  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  project.provide("postgres", { adminUrl: postgres.url("postgres"), port: postgres.port });
  return async () => {
    await postgres.stop();
    process.off("exit", abandon).off("SIGHUP", hangUp);
    await rm(dataDir, { recursive: true });
  };
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
