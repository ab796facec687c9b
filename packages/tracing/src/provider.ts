import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, type SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

/** Makes spans of a process of this name, for a collector's address or for what takes them. */
export const createProvider = (name: string, to: string | SpanProcessor): NodeTracerProvider =>
  new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": name, "service.namespace": "linli" }),
    spanProcessors: [
      typeof to === "string"
        ? new BatchSpanProcessor(new OTLPTraceExporter({ url: `${to.replace(/\/$/, "")}/v1/traces` }))
        : to,
    ],
  });
