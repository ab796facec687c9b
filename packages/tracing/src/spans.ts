import {
  type Attributes,
  type Context,
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

/** Whether this process traces. */
export const traces = { areOn: false };

type SpanOptions = {
  /** What it stands for: an answer to somebody, a question to somebody, or something inside. */
  kind: "server" | "client" | "internal";
  /** No text that people wrote, no variable and no id of a person. */
  attributes?: Attributes;
  /** What it belongs to, where that came by HTTP. Else it belongs to the span under way; without one there is none. */
  parent?: Context;
};

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };

/** Does the work within a span of its own. Of an error that it throws, the span says its kind alone. */
export async function inSpan<Result>(
  name: string,
  { kind, attributes = {}, parent }: SpanOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!traces.areOn || (!parent && !trace.getActiveSpan())) return work();
  const above = parent ?? context.active();
  const span = trace.getTracer("linli").startSpan(name, { kind: kinds[kind], attributes }, above);
  try {
    return await context.with(trace.setSpan(above, span), work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
    throw error;
  } finally {
    span.end();
  }
}

/** Says more of the span under way: its name, or what it turned out to be. */
export function noteOnSpan({ name, attributes = {} }: { name?: string; attributes?: Attributes }): void {
  if (!traces.areOn) return;
  const span = trace.getActiveSpan();
  span?.setAttributes(attributes);
  if (name !== undefined) span?.updateName(name);
}

/** What a request's headers say that it belongs to (W3C Trace Context). */
export function fromHeaders(headers: Readonly<Record<string, unknown>>): Context {
  return traces.areOn ? propagation.extract(context.active(), headers) : context.active();
}

/** The headers by which another process goes on with the span under way; none without one. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  if (traces.areOn) propagation.inject(context.active(), headers);
  return headers;
}
