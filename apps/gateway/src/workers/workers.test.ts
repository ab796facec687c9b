import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { composeSupergraph } from "@linli/supergraph";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { startPeople } from "../../test/graph.ts";
import { listen } from "../../test/service.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const logLine = z.looseObject({ pid: z.number(), msg: z.string().default("") });

async function start(env: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), "linli-workers-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const people = await startPeople();
  const supergraph = join(folder, "supergraph.graphql");
  await writeFile(supergraph, composeSupergraph([people]).supergraphSdl);
  const child = spawn(process.execPath, [main], {
    env: { SUPERGRAPH: supergraph, PORT: "0", WORKERS: "2", USAGE_FILE: join(folder, "usage.json"), ...env },
  });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await exited;
  });
  const lines: z.infer<typeof logLine>[] = [];
  createInterface(child.stdout).on("line", (line) => lines.push(logLine.parse(JSON.parse(line))));
  /** The processes that listen, each with its address. */
  const listening = () =>
    new Map(
      lines.flatMap(({ pid, msg }) => {
        const address = /listening at (http:\S+)/.exec(msg)?.[1];
        return address === undefined ? [] : [[pid, address] as const];
      }),
    );
  return { child, exited, people, folder, lines, listening };
}

async function freePort(): Promise<string> {
  const server = createServer();
  const { port } = new URL(await listen(server));
  server.close();
  await once(server, "close");
  return port;
}

const patience = { timeout: 90_000 };
const soon = { timeout: 60_000, interval: 200 };

test(
  "workers share a port, a lost one is replaced, and all end when told to, answering first",
  patience,
  async () => {
    const metricsPort = await freePort();
    const { child, exited, people, lines, listening } = await start({ METRICS_PORT: metricsPort });
    await expect.poll(() => listening().size, soon).toBe(2);
    const addresses = new Set(listening().values());
    expect(addresses.size).toBe(1);
    const [address] = addresses;
    const ask = async () => {
      const response = await fetch(`${address}/graphql`, {
        method: "POST",
        // Each request over a connection of its own, so that they are shared out.
        headers: { "content-type": "application/json", connection: "close" },
        body: '{"query":"query Greet { greeting }"}',
      });
      return response.json();
    };
    for (let turn = 0; turn < 6; turn++) expect(await ask()).toEqual({ data: { greeting: "hello" } });
    const answering = () =>
      new Set(lines.flatMap(({ pid, msg }) => (msg === "Request answered" ? [pid] : [])));
    expect(answering()).toEqual(new Set(listening().keys()));
    const figures = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    expect(figures).toMatch(/^linli_gateway_operations_total\{kind="query",outcome="ok"\} 6$/m);

    process.kill([...listening().keys()][0]!, "SIGKILL");
    await expect.poll(() => listening().size, soon).toBe(3);
    expect(await ask()).toEqual({ data: { greeting: "hello" } });

    const arrived = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    people.instead = async (_request, response) => {
      arrived.resolve();
      await answer.promise;
      response.end('{"data":{"greeting":"late"}}');
    };
    const underWay = ask();
    await arrived.promise;
    child.kill("SIGTERM");
    await expect.poll(() => lines.some(({ msg }) => msg === "stopping"), soon).toBe(true);
    answer.resolve();
    expect(await underWay).toEqual({ data: { greeting: "late" } });
    expect(await exited).toEqual([0, null]);
  },
);

test("workers that cannot start end the whole with 1", patience, async () => {
  const { exited } = await start({ SUPERGRAPH: "/nowhere.graphql" });
  expect(await exited).toEqual([1, null]);
});
