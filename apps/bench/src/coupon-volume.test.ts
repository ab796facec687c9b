import { startEmbeddedPostgres } from "@linli/database";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compareWorlds, makeWorld } from "./coupon-volume.ts";

test("what is asked of worlds small and large is answered; what was laid out once is used again", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "linli-coupons-"));
  onTestFinished(() => rm(dataDir, { recursive: true, maxRetries: 10 }));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  onTestFinished(() => postgres.stop());
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);

  const first = await makeWorld(postgres, "demo", { large: false, say });
  onTestFinished(() => first.stop());
  expect(lines).toEqual(["demo: demo world"]);
  const again = await makeWorld(postgres, "demo", { large: false, say });
  onTestFinished(() => again.stop());
  expect(lines).toHaveLength(1);

  // How long each takes is no matter of a test.
  await compareWorlds(first, again, { runs: 1, warmUp: 0, say }).catch((error: Error) => {
    expect(error.message).toMatch(/^Above 1\.3/);
  });
  for (const what of ["claim", "coupons of a person", "offers of a place", "offers near a point"])
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${what} .*none$`)));
});
