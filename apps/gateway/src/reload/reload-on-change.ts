import type { Logger } from "pino";
import type { Gateway } from "../gateway.ts";
import { readSources, type SourceFiles } from "./sources.ts";
import { watchFiles } from "./watch-files.ts";

/**
 * Gives the gateway what its files hold whenever that changes. What cannot be served is logged and left alone: the gateway
 * goes on with what it has. Resolves with a function that ends it.
 */
export function reloadOnChange(
  gateway: Pick<Gateway, "reload">,
  {
    files,
    serviceUrls,
    pollMs,
    logger,
  }: {
    files: SourceFiles;
    serviceUrls: Readonly<Record<string, string>>;
    pollMs: number;
    logger: Logger;
  },
): Promise<() => void> {
  const paths = Object.values(files).filter((path) => path !== undefined);
  return watchFiles(paths, {
    pollMs,
    async onChange() {
      try {
        await gateway.reload(await readSources(files, serviceUrls));
        logger.info("The supergraph was reloaded");
      } catch (err) {
        logger.error({ err }, "What has changed cannot be served: the gateway goes on with what it has");
      }
    },
  });
}
