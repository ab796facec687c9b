import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@linli/database";
import { freePorts } from "@linli/testing";
import { expect, onTestFinished, test } from "vitest";
import { startPlatform } from "./platform.ts";

test(
  "without PostgreSQL it is alive but not ready, and ready again when that is back",
  { timeout: 120_000 },
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "linli-platform-"));
    onTestFinished(() => rm(dataDir, { recursive: true }));
    const port = await freePorts(5);
    const platform = await startPlatform({
      dataDir,
      port,
      durable: false,
      logLevel: "silent",
      report: () => {},
    });
    onTestFinished(() => platform.stop());
    const status = async (path: string) => (await fetch(`${platform.url}${path}`)).status;
    expect(await status("/ready")).toBe(200);

    await platform.postgres.stop();
    expect(await status("/ready")).toBe(503);
    expect(await status("/health")).toBe(200);

    const back = await startEmbeddedPostgres({ dataDir, port: platform.postgres.port, durable: false });
    onTestFinished(() => back.stop());
    await expect.poll(() => status("/ready"), { timeout: 10_000 }).toBe(200);
  },
);
