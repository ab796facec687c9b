import { explorer } from "@linli/explorer";
import { stopOnSignal } from "@linli/process";
import { startTracing } from "@linli/tracing";
import { pino } from "pino";
import { readConfig } from "./config.ts";
import { createGateway } from "./gateway.ts";
import { serveMetrics } from "./metrics/metrics-server.ts";
import { reloadOnChange } from "./reload/reload-on-change.ts";
import { readSources } from "./reload/sources.ts";
import { keepUsage } from "./usage/usage-file.ts";

const {
  port,
  host,
  tracesTo,
  explorer: page,
  usageFile,
  files,
  reloadPollMs,
  serviceUrls,
  logLevel,
  metricsPort,
  ...options
} = readConfig(process.env);
const logger = pino({ name: "gateway", level: logLevel });
const tracing = await startTracing("gateway", tracesTo);
const sources = await readSources(files, serviceUrls);
if (options.introspection === "analysts" && !sources.trustedDocuments)
  logger.warn("Without TRUSTED_DOCUMENTS anybody may ask any operation");

const gateway = await createGateway({
  ...options,
  ...sources,
  ...(page && { mounts: { [page.path]: explorer(page) } }),
  logger,
});
await gateway.listen({ port, host });
if (metricsPort !== undefined) serveMetrics(gateway.metrics, { port: metricsPort, host });
const endUsage =
  usageFile === undefined ? undefined : await keepUsage(gateway.usage, { path: usageFile, logger });
await reloadOnChange(gateway, { files, serviceUrls, pollMs: reloadPollMs, logger });
stopOnSignal(async () => {
  await gateway.stop();
  await endUsage?.();
  await tracing.stop();
}, logger);
