import type { Logger } from "pino";

/** Ends the process when it is told to: with code 0 once `stop` is done, with 1 when it could not be. */
export function stopOnSignal(stop: () => Promise<void>, logger: Logger): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, async () => {
      logger.info({ signal }, "stopping");
      try {
        await stop();
        process.exit(0);
      } catch (err) {
        logger.fatal({ err }, "could not stop cleanly");
        process.exit(1);
      }
    });
  }
}
