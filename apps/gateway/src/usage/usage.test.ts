import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { startGateway, startMerchants, startPeople } from "../../test/graph.ts";
import { keepUsage } from "./usage-file.ts";

const noon = new Date("2026-05-01T04:00:00Z");

test("operations are counted by client, without what was written into them", async () => {
  const gateway = await startGateway([await startPeople(), await startMerchants()], { now: () => noon });
  const till = { "graphql-client-name": "till", "graphql-client-version": "1.2" };
  const rename = 'mutation Rename { renameOffer(id: 138, title: """secret""") { id } }';
  const offer = "query Offer($id: ID!) { offer(id: $id) { title } }";
  await gateway.ask(rename, { headers: till });
  await gateway.ask(rename.replace("secret", "other"), { headers: till });
  await gateway.ask(offer, {
    headers: { "apollographql-client-name": "resident" },
    variables: { id: "secret" },
  });
  await gateway.ask("{ greeting }", { headers: { "graphql-client-name": "13800000000;<script>" } });
  await gateway.ask("{ no such field }");
  const lastAsked = "2026-05-01";
  const operations = gateway.usage.operations().toReversed();
  expect(operations.map(({ body, ...rest }) => ({ ...rest, body: body.replaceAll(/\s+/g, " ") }))).toEqual([
    {
      name: "Rename",
      client: "till",
      clientVersion: "1.2",
      count: 2,
      lastAsked,
      body: 'mutation Rename { renameOffer(id: 0, title: "") { id } }',
    },
    { name: "Offer", client: "resident", clientVersion: null, count: 1, lastAsked, body: expect.any(String) },
    { name: null, client: null, clientVersion: null, count: 1, lastAsked, body: "{ greeting }" },
  ]);
  expect(JSON.stringify(operations)).not.toMatch(/secret|138/);
});

test("what clients make up does not grow without end", async () => {
  const gateway = await startGateway([await startPeople()], { budgets: { addressPoints: 1_000_000 } });
  const before = Array.from({ length: 6_000 }, (_, at) => ({
    name: `Q${at}`,
    client: null,
    clientVersion: null,
    count: 1,
    lastAsked: "2026-05-01",
    body: `query Q${at} { greeting }`,
  }));
  gateway.usage.add(before);
  expect(gateway.usage.operations()).toHaveLength(5_000);
});

test("counts are kept in a file, and gone on with from there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "linli-usage-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "usage.json");
  const logger = pino({ level: "silent" });
  const people = await startPeople();
  for (const count of [1, 2]) {
    const gateway = await startGateway([people]);
    const end = await keepUsage(gateway.usage, { path, logger });
    await gateway.ask("query Greet { greeting }");
    await end();
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({
      format: "linli-usage",
      version: 1,
      operations: [{ name: "Greet", count }],
    });
  }
  await writeFile(path, "{}");
  const gateway = await startGateway([people]);
  await expect(keepUsage(gateway.usage, { path, logger })).rejects.toThrow(/USAGE_FILE: .*usage\.json/);
});
