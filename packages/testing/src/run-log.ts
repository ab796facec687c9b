import { appendFileSync } from "node:fs";
import { type Logger, pino } from "pino";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The file that holds all that is logged and all errors that are answered in this run; searched at its end. */
    runLog: string;
  }
}

/** A logger whose lines are searched for people's data when the run ends. */
export function runLogger(): Logger {
  return pino({ level: "debug" }, pino.destination({ dest: inject("runLog"), sync: true }));
}

/** Keeps text that leaves a service beside its answers, such as errors and other processes' logs, for that search. */
export function keepForSearch(text: unknown): void {
  if (text === undefined || text === null) return;
  appendFileSync(inject("runLog"), `${typeof text === "string" ? text : JSON.stringify(text)}\n`);
}
