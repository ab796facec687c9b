import { setTimeout as delay } from "node:timers/promises";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";

/** Runs PostgreSQL in the folder that it is given until it is told to stop, or killed; prints `{ pid, url }`. */
const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2]! });
process.once("SIGTERM", () => void postgres.stop().then(() => process.exit()));
console.log(JSON.stringify({ pid: postgres.pid, url: postgres.url("postgres") }));
await delay(60_000);
