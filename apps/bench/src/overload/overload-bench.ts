import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { composeSupergraph } from "@linli/supergraph";
import { Pool } from "undici";
import { startGateway } from "../gateway/gateway-process.ts";
import { percentile, putLoad } from "../gateway/load.ts";
import { pinThis } from "../gateway/pinned.ts";
import { startOptions } from "../start-options.ts";
import { type Outcome, putOpenLoad } from "./open-load.ts";

const [gatewayCore, otherCore] = [0, 1];
const gatewayMain = fileURLToPath(new URL("../../../gateway/src/main.ts", import.meta.url));

/** Items of an answer: enough that a gateway on one core answers some hundreds a second, and a tenfold load can be made here. */
const items = 1_500;

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
  type Query { items(turn: Int!): [Item!] }
  type Item { id: ID! title: String! price: Int! note: String }
`;
const query = "query Items($turn: Int!) { items(turn: $turn) { id title price note } }";
/** Each another question: the same one would be asked once for all. */
const bodyOf = (turn: number) => JSON.stringify({ query, variables: { turn } });

/** A service that has its answer ready, so that only the gateway works. */
async function startShop() {
  const answer = JSON.stringify({
    data: {
      items: Array.from({ length: items }, (_, at) => ({
        id: `${at}`,
        title: `item ${at}`,
        price: at,
        note: null,
      })),
    },
  });
  const server = createServer((request, response) => {
    request.resume().once("end", () => response.setHeader("content-type", "application/json").end(answer));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    [Symbol.dispose]: () => server.close().closeAllConnections(),
  };
}

const ms = (value: number) => `${value.toFixed(0)} ms`;

function describe(
  what: string,
  { sent, latencies, refused, refusedLatencies, withoutRetryAfter, missed }: Outcome,
) {
  const times = (values: number[]) =>
    values.length === 0
      ? "none"
      : `${values.length}, p50 ${ms(percentile(values, 0.5))}, p99 ${ms(percentile(values, 0.99))}`;
  const statuses = Array.from(refused, ([status, count]) => `${status}: ${count}`).join(", ");
  return [
    `${what}: ${sent} sent`,
    `  answered  ${times(latencies)}`,
    `  refused   ${times(refusedLatencies)}${statuses && ` (${statuses}; ${withoutRetryAfter} without Retry-After)`}`,
    `  missed    ${missed}`,
  ].join("\n");
}

/** What a gateway on one core does when ten times as much is asked as it can answer, and how soon it is well afterwards. */
export async function benchOverload(searchPath: string, say: (line: string) => void): Promise<void> {
  await pinThis(otherCore);
  const folder = await mkdtemp(join(tmpdir(), "linli-overload-"));
  try {
    using shop = await startShop();
    const supergraph = join(folder, "supergraph.graphql");
    await writeFile(supergraph, composeSupergraph([{ name: "shop", url: shop.url, sdl }]).supergraphSdl);
    const enough = "1000000000";
    await using gateway = await startGateway(
      {
        name: "ours",
        what: "apps/gateway",
        command: ({ port }) => ({
          file: process.execPath,
          args: [...startOptions(gatewayMain), gatewayMain],
          env: { SUPERGRAPH: supergraph, PORT: String(port), ADDRESS_POINTS: enough },
        }),
      },
      { supergraph, folder, core: gatewayCore, searchPath },
    );
    let turn = 0;
    const next = () => ({ name: "items", query, variables: { turn: turn++ } });
    await putLoad(gateway.url, { connections: 32, amount: 500, next });
    const amount = 1_000;
    const { elapsedMs } = await putLoad(gateway.url, { connections: 32, amount, next });
    const most = amount / (elapsedMs / 1_000);
    say(`at most ${most.toFixed(0)} requests/s over 32 connections; ${megabytes(gateway.rssBytes())} held`);

    const pool = new Pool(new URL(gateway.url).origin, { connections: 2_000 });
    const load = (times: number, seconds: number) =>
      putOpenLoad(pool, {
        perSecond: most * times,
        seconds,
        bodyOf: () => bodyOf(turn++),
      });
    say(describe("at 0.5 times as much, 5 s", await load(0.5, 5)));

    let mostHeld = 0;
    const watch = setInterval(() => (mostHeld = Math.max(mostHeld, gateway.rssBytes())), 250);
    say(describe("at 10 times as much, 10 s", await load(10, 10)));
    clearInterval(watch);
    say(`  ${megabytes(mostHeld)} held at most`);

    const after = await load(0.5, 10);
    say(describe("right after it, at 0.5 times as much, 10 s", after));
    say(`  last refusal after ${ms(after.lastRefusalMs)}; ${megabytes(gateway.rssBytes())} held in the end`);
    await pool.destroy();
  } finally {
    await rm(folder, { recursive: true });
  }
}

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(0)} MB`;
