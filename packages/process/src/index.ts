export { json, readEnvironment } from "./environment.ts";
export { stopOnSignal } from "./stop-on-signal.ts";
