import cluster from "node:cluster";
import { stopOnSignal } from "@linli/process";
import { AggregatorRegistry } from "prom-client";
import { pino } from "pino";
import { readConfig } from "./config.ts";
import { serveMetrics } from "./metrics/metrics-server.ts";
import { runWorkers } from "./workers/run-workers.ts";

const config = readConfig(process.env);
const { host, logLevel, metricsPort, workers } = config;
const logger = pino({ name: "gateway", level: logLevel });

if (workers > 1 && cluster.isPrimary) {
  const { stop } = runWorkers(workers, { logger, onFailure: () => process.exit(1) });
  const figures = new AggregatorRegistry();
  if (metricsPort !== undefined)
    serveMetrics({ text: () => figures.clusterMetrics() }, { port: metricsPort, host });
  stopOnSignal(stop, logger);
} else {
  const { runGateway } = await import("./run-gateway.ts");
  const { metrics, stop } = await runGateway(config, logger);
  if (cluster.isWorker) {
    metrics.share();
    // Without the one that shares out requests, none come any more.
    process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  } else if (metricsPort !== undefined) serveMetrics(metrics, { port: metricsPort, host });
  stopOnSignal(stop, logger);
}
