import { context, propagation, trace } from "@opentelemetry/api";
import type { SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { traces } from "./spans.ts";

type Tracing = {
  /** Sends what is left, and traces no more. */
  stop(): Promise<void>;
};

/**
 * Traces this process from now on, under its name, to a collector: `to` is its address (OTLP over HTTP, without the
 * path) or what takes the spans. Without it nothing is traced, and nothing of it is loaded.
 */
export async function startTracing(name: string, to: string | SpanProcessor | undefined): Promise<Tracing> {
  if (to === undefined) return { stop: async () => {} };
  const { createProvider } = await import("./provider.ts");
  const provider = createProvider(name, to);
  // With it come the W3C headers and a context that follows what is awaited.
  provider.register();
  traces.areOn = true;
  return {
    async stop() {
      traces.areOn = false;
      await provider.shutdown();
      for (const api of [trace, context, propagation]) api.disable();
    },
  };
}
