import { InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { expect, onTestFinished, test } from "vitest";
import { fromHeaders, inSpan, noteOnSpan, startTracing, traceHeaders } from "./index.ts";

async function start() {
  const exporter = new InMemorySpanExporter();
  const tracing = await startTracing("test", new SimpleSpanProcessor(exporter));
  onTestFinished(() => tracing.stop());
  return exporter;
}

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

test("spans belong to the one they were begun in, and to the caller's", async () => {
  const exporter = await start();
  const handed = await inSpan(
    "answer",
    { kind: "server", parent: fromHeaders({ traceparent }) },
    async () => {
      noteOnSpan({ name: "query Page", attributes: { "graphql.operation.type": "query" } });
      return inSpan("ask", { kind: "client" }, async () => traceHeaders());
    },
  );
  const [ask, answer] = exporter.getFinishedSpans();
  expect(answer).toMatchObject({
    name: "query Page",
    attributes: { "graphql.operation.type": "query" },
    parentSpanContext: { spanId: "b7ad6b7169203331" },
  });
  expect(ask!.parentSpanContext!.spanId).toBe(answer!.spanContext().spanId);
  expect(handed["traceparent"]).toBe(`00-0af7651916cd43dd8448eb211c80319c-${ask!.spanContext().spanId}-01`);
});

test("of an error a span says its kind alone", async () => {
  const exporter = await start();
  const failing = inSpan("answer", { kind: "server", parent: fromHeaders({}) }, async () => {
    throw new TypeError("of 138 0000 0000");
  });
  await expect(failing).rejects.toThrow("138");
  const [span] = exporter.getFinishedSpans();
  expect(span).toMatchObject({ attributes: { "error.type": "TypeError" }, events: [] });
  expect(JSON.stringify([span!.attributes, span!.status])).not.toContain("138");
});

test("what belongs to no request has no span, and without tracing there is none at all", async () => {
  const exporter = await start();
  expect(await inSpan("poll", { kind: "client" }, async () => traceHeaders())).toEqual({});
  expect(exporter.getFinishedSpans()).toEqual([]);
  await (await startTracing("off", undefined)).stop();
});

test("after the end nothing is traced", async () => {
  const exporter = new InMemorySpanExporter();
  await (await startTracing("test", new SimpleSpanProcessor(exporter))).stop();
  const handed = await inSpan("answer", { kind: "server", parent: fromHeaders({ traceparent }) }, async () =>
    traceHeaders(),
  );
  expect(handed).toEqual({});
  expect(exporter.getFinishedSpans()).toEqual([]);
});
