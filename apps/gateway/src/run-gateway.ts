import { explorer } from "@linli/explorer";
import { startTracing } from "@linli/tracing";
import type { Logger } from "pino";
import type { readConfig } from "./config.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import { reloadOnChange } from "./reload/reload-on-change.ts";
import { readSources } from "./reload/sources.ts";
import { keepUsage } from "./usage/usage-file.ts";

/** Runs a gateway as this process is configured, until it is stopped. */
export async function runGateway(
  config: ReturnType<typeof readConfig>,
  logger: Logger,
): Promise<Pick<Gateway, "metrics" | "stop">> {
  const {
    port,
    host,
    tracesTo,
    explorer: page,
    usageFile,
    files,
    reloadPollMs,
    serviceUrls,
    ...options
  } = config;
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
  const endUsage = usageFile && (await keepUsage(gateway.usage, { path: usageFile, logger }));
  const endWatch = await reloadOnChange(gateway, { files, serviceUrls, pollMs: reloadPollMs, logger });
  return {
    metrics: gateway.metrics,
    async stop() {
      endWatch();
      await gateway.stop();
      if (endUsage) await endUsage();
      await tracing.stop();
    },
  };
}
