import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { composeSupergraph } from "@linli/supergraph";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { startGateway, startMerchants, startPeople } from "../../test/graph.ts";
import { startService } from "../../test/service.ts";
import { hashOf } from "../documents/trusted-documents.ts";
import { reloadOnChange } from "./reload-on-change.ts";
import { readSources } from "./sources.ts";

/** A service that grows a field with each number. */
const startClock = (number = 0) =>
  startService({
    name: "clock",
    sdl: `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
      type Query { time: String hour${number}: Int }
    `,
    resolvers: { Query: { time: () => `noon ${number}`, [`hour${number}`]: () => 12 } },
  });

test("a new supergraph is served at once, and what is under way ends on the old one", async () => {
  const [people, merchants] = [await startPeople(), await startMerchants()];
  const clock = await startClock();
  const gateway = await startGateway([people, merchants]);
  const arrived = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  merchants.instead = async (_request, response) => {
    arrived.resolve();
    await answer.promise;
    response.end('{"data":{"cheapest":{"title":"bread"}}}');
  };
  const underWay = gateway.ask("{ cheapest { title } greeting }");
  await arrived.promise;

  // merchants is gone, clock is new.
  await gateway.reload(composeSupergraph([people, clock]));
  expect(await gateway.ask("{ time greeting }")).toEqual({ data: { time: "noon 0", greeting: "hello" } });
  expect(await gateway.ask("{ cheapest { title } }")).toMatchObject({
    errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
  });
  const ready = await (await fetch(`${gateway.url}/ready`)).json();
  expect(ready).toEqual({ ready: true, notReady: [] });
  answer.resolve();
  expect(await underWay).toEqual({ data: { cheapest: { title: "bread" }, greeting: "hello" } });
});

test("a new supergraph is ready for the documents that are known, and those that do not fit it are named", async () => {
  const clock = await startClock();
  const texts = ["query Time { time }", "query Gone { gone }"];
  const gateway = await startGateway([clock], {
    trustedDocuments: new Map(texts.map((text) => [hashOf(text), text])),
  });
  const warned = () => gateway.logged.filter((line) => line.includes("do not fit"));
  expect(warned()).toEqual([expect.stringContaining(hashOf(texts[1]!))]);
  expect(warned()[0]).not.toContain(hashOf(texts[0]!));
  await gateway.reload({ trustedDocuments: new Map([[hashOf(texts[0]!), texts[0]!]]) });
  expect(warned()).toHaveLength(1);
});

test("what cannot be served changes nothing", async () => {
  const clock = await startClock();
  const gateway = await startGateway([clock]);
  const nameless = composeSupergraph([{ ...clock, url: "" }]);
  for (const supergraphSdl of ["type Query {", "type Query { a: Int }", nameless.supergraphSdl])
    await expect(gateway.reload({ supergraphSdl })).rejects.toThrow(/./);
  await expect(gateway.reload({ serviceUrls: { other: clock.url } })).rejects.toThrow('"other"');
  expect(await gateway.ask("{ time }")).toEqual({ data: { time: "noon 0" } });
});

test("a service's url changes without a restart; what is known of the others stays", async () => {
  const [one, other, merchants] = [await startClock(), await startClock(), await startMerchants()];
  const gateway = await startGateway([one, merchants], {
    resilience: { minimumRps: 1, windowMs: 2_000, pauseMs: 60_000 },
  });
  merchants.instead = (_request, response) => response.writeHead(500).end();
  await Promise.all(Array.from({ length: 6 }, () => gateway.ask("{ cheapest { title } }")));
  await one.stop();
  await gateway.reload({ serviceUrls: { clock: other.url } });
  expect(await gateway.ask("{ time }")).toEqual({ data: { time: "noon 0" } });
  let asked = 0;
  merchants.instead = (_request, response) => {
    asked += 1;
    response.writeHead(500).end();
  };
  await gateway.ask("{ cheapest { title } }");
  expect(asked).toBe(0);
});

test("200 reloads under load: no request fails, and the heap is flat", { timeout: 120_000 }, async () => {
  const services = [await startClock(0), await startClock(1)];
  const supergraphs = services.map((service) => composeSupergraph([service]).supergraphSdl);
  const gateway = await startGateway([services[0]!], {
    logger: pino({ level: "silent" }),
    // One reload after the other keeps the process busy: here they are to fail by nothing else.
    capacity: { eventLoopDelayMs: 60_000 },
  });
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heap = async () => {
    await delay(200);
    collect();
    return process.memoryUsage().heapUsed / 1_048_576;
  };

  const load = { goesOn: true, answered: 0, failed: [] as unknown[] };
  const clients = Array.from({ length: 4 }, async () => {
    for (let turn = 0; load.goesOn; turn++) {
      const answer = await gateway.ask(`query Q${turn % 50} { time }`).catch((error: unknown) => error);
      if (/^\{"data":\{"time":"noon [01]"\}\}$/.test(JSON.stringify(answer))) load.answered += 1;
      else load.failed.push(answer);
    }
  });
  const measured: number[] = [];
  for (let turn = 1; turn <= 200; turn++) {
    await gateway.reload({ supergraphSdl: supergraphs[turn % 2]! });
    await delay(5);
    if (turn % 50 === 0) measured.push(await heap());
  }
  load.goesOn = false;
  await Promise.all(clients);
  measured.push(await heap());
  console.log(
    `200 reloads, ${load.answered} requests; heap after each 50 and at the end, MB: ${measured.map((mb) => mb.toFixed(1)).join(", ")}`,
  );
  expect(load.failed).toEqual([]);
  expect(load.answered).toBeGreaterThan(200);
  // A supergraph that stayed would take its planner along: half a megabyte each, even of so small a one.
  expect(measured.at(-1)! - measured[0]!).toBeLessThan(15);
});

test("files are watched: what they hold is served, what is wrong in them is told and left alone", async () => {
  const folder = await mkdtemp(join(tmpdir(), "linli-reload-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = {
    supergraph: join(folder, "supergraph.graphql"),
    serviceUrlsFile: join(folder, "urls.json"),
    trustedDocumentsFile: join(folder, "manifest.json"),
  };
  /** As a deployment does: written beside it, then put in its place. */
  const put = async (path: string, text: string) => {
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  };
  const manifest = (...bodies: string[]) =>
    JSON.stringify({
      format: "apollo-persisted-query-manifest",
      version: 1,
      operations: bodies.map((body) => ({ id: hashOf(body), body })),
    });
  const [one, other] = [await startClock(0), await startClock(1)];
  await put(files.supergraph, composeSupergraph([{ ...one, url: "" }]).supergraphSdl);
  await put(files.serviceUrlsFile, JSON.stringify({ clock: one.url }));
  await put(files.trustedDocumentsFile, manifest("{ time }"));

  const gateway = await startGateway([one], await readSources(files, {}));
  const logged: string[] = [];
  const logger = pino({ level: "info" }, { write: (line) => void logged.push(line) });
  onTestFinished(await reloadOnChange(gateway, { files, serviceUrls: {}, pollMs: 50, logger }));
  const time = (query = "{ time }") => gateway.ask(query);
  expect(await time()).toEqual({ data: { time: "noon 0" } });

  await put(files.serviceUrlsFile, JSON.stringify({ clock: other.url }));
  await expect.poll(() => time(), { timeout: 10_000 }).toEqual({ data: { time: "noon 1" } });

  await put(files.supergraph, "type Query {");
  await expect.poll(() => logged.join(), { timeout: 10_000 }).toContain("goes on with what it has");
  expect(await time()).toEqual({ data: { time: "noon 1" } });

  await put(files.supergraph, composeSupergraph([{ ...other, url: "" }]).supergraphSdl);
  await put(files.trustedDocumentsFile, manifest("{ hour1 }"));
  await expect.poll(() => time("{ hour1 }"), { timeout: 10_000 }).toEqual({ data: { hour1: 12 } });
  expect(await time()).toMatchObject({ errors: [{ extensions: { code: "DOCUMENT_NOT_TRUSTED" } }] });
});
