import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { spawnPinned } from "../pinned.ts";
import type { Family } from "../workloads/workload.ts";
import type { Counts } from "./counting-server.ts";
import type { FromServices } from "./services.main.ts";

export type Services = {
  urls: Readonly<Record<string, string>>;
  /** What has been asked of them since the start. */
  counts(): Promise<Counts>;
} & AsyncDisposable;

/** Starts the services of a workload in a process of their own, and resolves when they listen. */
export async function startServices(options: {
  family: Family;
  core: number;
  dataDir: string;
  report: (line: string) => void;
}): Promise<Services> {
  const { family, core, dataDir, report } = options;
  const main = fileURLToPath(new URL("services.main.ts", import.meta.url));
  const child = spawnPinned(core, process.execPath, [main, family, dataDir], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const heard = Promise.withResolvers<Record<string, string>>();
  let counted = Promise.withResolvers<Counts>();
  child.on("message", (message: FromServices) => {
    if (message.kind === "report") report(message.line);
    else if (message.kind === "serving") heard.resolve(message.urls);
    else counted.resolve(message.counts);
  });
  void exited.then(() => heard.reject(new Error(`The services of ${family} have ended.`)));
  const urls = await heard.promise;
  return {
    urls,
    counts() {
      counted = Promise.withResolvers();
      child.send("counts");
      return counted.promise;
    },
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await exited;
    },
  };
}
