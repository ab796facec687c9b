import { stopOnSignal } from "@linli/process";
import { pino } from "pino";
import { readConfig } from "./config.ts";
import { createGateway } from "./gateway.ts";
import { serveMetrics } from "./metrics/metrics-server.ts";
import { reloadOnChange } from "./reload/reload-on-change.ts";
import { readSources } from "./reload/sources.ts";

const { port, host, files, reloadPollMs, serviceUrls, logLevel, metricsPort, ...options } = readConfig(
  process.env,
);
const logger = pino({ name: "gateway", level: logLevel });
const sources = await readSources(files, serviceUrls);
if (options.introspection === "analysts" && !sources.trustedDocuments)
  logger.warn("Without TRUSTED_DOCUMENTS anybody may ask any operation");

const gateway = await createGateway({ ...options, ...sources, logger });
await gateway.listen({ port, host });
if (metricsPort !== undefined) serveMetrics(gateway.metrics, { port: metricsPort, host });
await reloadOnChange(gateway, { files, serviceUrls, pollMs: reloadPollMs, logger });
stopOnSignal(gateway.stop, logger);
