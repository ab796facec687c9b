import { readFile } from "node:fs/promises";
import { stopOnSignal } from "@linli/process";
import { pino } from "pino";
import { readConfig } from "./config.ts";
import { readTrustedDocuments } from "./documents/trusted-documents.ts";
import { createGateway } from "./gateway.ts";
import { serveMetrics } from "./metrics/metrics-server.ts";

const { port, host, supergraph, logLevel, metricsPort, trustedDocuments, ...options } = readConfig(
  process.env,
);
const logger = pino({ name: "gateway", level: logLevel });
const supergraphSdl = await readFile(supergraph, "utf8").catch((cause: unknown) => {
  throw new Error(`There is no supergraph to serve at ${supergraph}: run "pnpm schema", or set SUPERGRAPH.`, {
    cause,
  });
});

const gateway = await createGateway({
  ...options,
  trustedDocuments: trustedDocuments === undefined ? undefined : await readTrustedDocuments(trustedDocuments),
  supergraphSdl,
  logger,
});
await gateway.listen({ port, host });
if (metricsPort !== undefined) serveMetrics(gateway.metrics, { port: metricsPort, host });
stopOnSignal(gateway.stop, logger);
