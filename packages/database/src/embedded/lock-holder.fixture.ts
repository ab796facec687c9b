import { setTimeout as delay } from "node:timers/promises";
import { lockDataFolder } from "./data-folder-lock.ts";

/** Locks the folder that it is given and holds it until it is killed; says "locked" or why not. */
const outcome = await lockDataFolder(process.argv[2]!).then(
  () => "locked",
  (error: Error) => error.name,
);
console.log(outcome);
if (outcome === "locked") await delay(60_000);
