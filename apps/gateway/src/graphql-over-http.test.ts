import { composeSupergraph } from "@linli/supergraph";
import { serverAudits } from "graphql-http";
import { pino } from "pino";
import { afterAll, expect, test } from "vitest";
import { createGateway } from "./index.ts";

// The audit asks for `__typename` alone, which no service is needed for.
const { supergraphSdl } = composeSupergraph([
  {
    name: "people",
    url: "http://127.0.0.1:1/graphql",
    sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9") type Query { greeting: String }`,
  },
]);
const gateway = await createGateway({ supergraphSdl, logger: pino({ level: "silent" }) });
const url = await gateway.listen({ port: 0 });
afterAll(() => gateway.stop(100));

/** What CSRF prevention forbids: a request that a page of another site could send unasked. */
const forbidden = [
  "MAY accept application/x-www-form-urlencoded formatted GET requests",
  "MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json",
  "MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json",
];

const audits = serverAudits({ url: `${url}/graphql`, fetchFn: fetch });

test("the audit of GraphQL over HTTP is whole", () => expect(audits.length).toBeGreaterThan(50));

test.each(audits.map((audit) => [audit.name, audit] as const))("%s", async (name, audit) => {
  const { status } = await audit.fn();
  expect(status).toBe(forbidden.includes(name) ? "notice" : "ok");
});
