import type { Logger } from "pino";
import type { Gateway } from "./gateway.ts";

/** Ends the process when it is told to: with code 0 once the gateway has stopped, with 1 when it could not. */
export function stopOnSignal({ stop }: Pick<Gateway, "stop">, logger: Logger): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, async () => {
      logger.info({ signal }, "The gateway stops");
      try {
        await stop();
        process.exit(0);
      } catch (err) {
        logger.fatal({ err }, "The gateway could not stop cleanly");
        process.exit(1);
      }
    });
  }
}
