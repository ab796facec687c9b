import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { hiveFolder } from "./contestants.ts";

/**
 * Installs Hive Gateway at the versions of its lock file unless it is there. It brings as many packages as everything else
 * together, so it is no part of the workspace, where everybody would install it.
 */
export async function installHive(say: (line: string) => void): Promise<void> {
  if (existsSync(join(hiveFolder, "node_modules/@graphql-hive/gateway"))) return;
  say("installing Hive Gateway, which takes a minute or two");
  const install = ["install", "--ignore-workspace", "--frozen-lockfile", "--ignore-scripts"];
  const child = spawn("pnpm", install, { cwd: hiveFolder, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`pnpm could not install Hive Gateway in ${hiveFolder}.`);
}
