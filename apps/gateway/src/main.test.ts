import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { composeSupergraph } from "@linli/supergraph";
import { expect, onTestFinished, test } from "vitest";
import { startMerchants, startPeople } from "../test/graph.ts";

// Starting a process that loads the query planner takes seconds on a busy machine.
const patience = { timeout: 60_000 };

function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [fileURLToPath(new URL("main.ts", import.meta.url))], {
    env,
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test("SUPERGRAPH and PORT are enough to serve a graph", patience, async () => {
  const folder = await mkdtemp(join(tmpdir(), "邻里 "));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { supergraphSdl } = composeSupergraph([await startPeople(), await startMerchants()]);
  await writeFile(join(folder, "graph.graphql"), supergraphSdl);

  const gateway = run({ SUPERGRAPH: join(folder, "graph.graphql"), PORT: "0" });
  let address = "";
  for await (const line of createInterface(gateway.stdout)) {
    address = /listening at (http:[^"]+)"/.exec(line)?.[1] ?? "";
    if (address) break;
  }
  const response = await fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: '{ place(id: "7") { name offers { title } } }' }),
  });
  expect(await response.json()).toEqual({
    data: { place: { name: "place 7", offers: [{ title: "bread" }] } },
  });

  gateway.kill("SIGTERM");
  expect(await once(gateway, "exit")).toEqual([0, null]);
});

test("without a supergraph the start says what to do", patience, async () => {
  const gateway = run({ SUPERGRAPH: "/nowhere.graphql", PORT: "0" });
  const [said, [code]] = await Promise.all([text(gateway.stderr), once(gateway, "exit")]);
  expect(said).toContain("There is no supergraph to serve at /nowhere.graphql");
  expect(code).toBe(1);
});
