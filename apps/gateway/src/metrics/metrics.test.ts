import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startGateway, startMerchants, startPeople } from "../../test/graph.ts";
import { serveMetrics } from "./metrics-server.ts";

test("figures tell what was asked, what came of it and who is ill, and nothing of what was said", async () => {
  const [people, merchants] = [await startPeople(), await startMerchants()];
  const gateway = await startGateway([people, merchants], {
    resilience: { minimumRps: 1, windowMs: 1_000, pauseMs: 60_000 },
  });
  await gateway.ask('{ place(id: "secret-place") { name } }');
  await gateway.ask("{ refused }");
  await gateway.ask("{ no such field }");
  merchants.instead = (_request, response) => response.writeHead(500).end();
  for (let turn = 0; turn < 6; turn++) await gateway.ask("{ cheapest { title } }");

  const server = serveMetrics(gateway.metrics, { port: 0, host: "127.0.0.1" });
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const text = await (await fetch(`${url}/metrics`)).text();
  const figures = new Map(
    text
      .split("\n")
      .filter((line) => line && !line.startsWith("#"))
      .map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
  expect(figures.get('linli_gateway_operations_total{kind="query",outcome="ok"}')).toBe(1);
  expect(figures.get('linli_gateway_operations_total{kind="none",outcome="errors"}')).toBe(1);
  expect(figures.get('linli_gateway_errors_total{code="FORBIDDEN"}')).toBe(1);
  expect(figures.get('linli_gateway_errors_total{code="SERVICE_UNAVAILABLE"}')).toBe(6);
  expect(figures.get('linli_gateway_service_seconds_count{service="people",outcome="answered"}')).toBe(2);
  expect(figures.get('linli_gateway_service_left_alone{service="merchants"}')).toBe(1);
  expect(figures.get('linli_gateway_service_left_alone{service="people"}')).toBe(0);
  expect(figures.get('linli_gateway_http_seconds_count{method="POST",route="/graphql",status="200"}')).toBe(
    8,
  );
  expect(text).not.toMatch(/secret-place|127\.0\.0\.1/);
  expect((await fetch(`${url}/other`)).status).toBe(404);
});
