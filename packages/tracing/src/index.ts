export { fromHeaders, inSpan, noteOnSpan, traceHeaders } from "./spans.ts";
export { startTracing } from "./start-tracing.ts";
