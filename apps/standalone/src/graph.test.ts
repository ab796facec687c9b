import { afterAll, beforeAll, expect, test } from "vitest";
import { pilots, placePage } from "./journeys/operations.ts";
import { serviceNames } from "./service-names.ts";
import { startTestGraph, type TestGraph } from "./test/graph.ts";

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 120_000);
afterAll(() => graph.stop());

async function pilot(): Promise<string> {
  const { data } = await graph.ask(pilots);
  return data.pilots.find(({ place }: { place: { name: string } }) => place.name === "盛世盘龙小区").place.id;
}

test("one page, four services: few requests, and one statement at most for each type and list", async () => {
  const id = await pilot();
  graph.forget();
  const { data, errors } = await graph.ask(placePage, { id });
  expect(errors).toBeUndefined();
  for (const list of ["organizations", "demands", "activities", "offers", "meetings"]) {
    expect.soft(data.place[list].totalCount, list).toBeGreaterThan(0);
    expect.soft(data.place[list].nodes.length, list).toBeGreaterThan(0);
  }
  const total = Object.values(graph.requests).reduce((sum, count) => sum + count);
  expect(total).toBeLessThanOrEqual(8);
  const limits = { people: 3, projects: 2, merchants: 3, meetings: 1 };
  for (const name of serviceNames) {
    const statements = graph.queries[name];
    expect.soft(statements.length, statements.join("\n")).toBeLessThanOrEqual(limits[name]);
  }
});

const shares = {
  people: ["organizations"],
  projects: ["demands", "activities"],
  merchants: ["offers"],
  meetings: ["meetings"],
} as const;

test.each(["projects", "merchants", "meetings"] as const)(
  "without %s the page has the rest, and one error that names no address",
  async (name) => {
    const id = await pilot();
    await graph.disconnect(name);
    const { data, errors, status } = await graph.ask(placePage, { id });
    const notReady = await fetch(`${graph.url}/ready`);
    await graph.reconnect(name);

    expect(status).toBe(200);
    expect(notReady.status).toBe(503);
    for (const [service, fields] of Object.entries(shares)) {
      for (const field of fields) expect.soft(data.place[field] === null, field).toBe(service === name);
    }
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|localhost|http:|ECONN|\d{4,}/);
    expect(await graph.ask(placePage, { id })).not.toHaveProperty("errors");
    expect((await fetch(`${graph.url}/ready`)).status).toBe(200);
  },
);

test("without people, who knows the places, the others' own pages go on", async () => {
  const id = await pilot();
  await graph.disconnect("people");
  const { data, errors, status } = await graph.ask(placePage, { id });
  await graph.reconnect("people");
  expect(status).toBe(200);
  expect(data).toEqual({ place: null });
  expect(errors).toHaveLength(1);
  expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|localhost|http:|ECONN|\d{4,}/);
});
