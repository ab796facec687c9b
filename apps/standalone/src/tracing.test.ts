import { startTracing } from "@linli/tracing";
import { InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { expect, onTestFinished, test } from "vitest";
import { startTestGraph } from "./test/graph.ts";

test(
  "one trace leads from the gateway through services to SQL, and holds nothing of what was said",
  { timeout: 120_000 },
  async () => {
    const graph = await startTestGraph();
    onTestFinished(() => graph.stop());
    const exporter = new InMemorySpanExporter();
    const tracing = await startTracing("linli", new SimpleSpanProcessor(exporter));
    onTestFinished(() => tracing.stop());

    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const response = await fetch(`${graph.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", traceparent },
      body: JSON.stringify({
        query: "query Pilots($first: Int) { pilots { place { name offers(first: $first) { totalCount } } } }",
        variables: { first: 17 },
      }),
    });
    expect(await response.json()).not.toHaveProperty("errors");

    const spans = exporter.getFinishedSpans();
    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(
      new Set(["0af7651916cd43dd8448eb211c80319c"]),
    );
    const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
    /** The names of a span and of those above it. */
    const wayTo = (span: (typeof spans)[number]): string[] => {
      const above = byId.get(span.parentSpanContext?.spanId ?? "");
      return [...(above ? wayTo(above) : []), span.name];
    };
    const ways = spans.map((span) => wayTo(span).join(" > "));
    expect(ways).toContain("query Pilots");
    expect(ways).toContainEqual(
      expect.stringMatching(/^query Pilots > ask people > POST \/graphql > select \w+$/),
    );
    expect(ways).toContainEqual(
      expect.stringMatching(/^query Pilots > ask merchants > POST \/graphql > select \w+$/),
    );

    const told = JSON.stringify(
      spans.map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
    );
    expect(told).not.toMatch(/17|盘龙|\$1|linli-passport|127\.0\.0\.1/);
  },
);
