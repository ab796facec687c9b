import { type ChildProcess, execFile, spawn, type SpawnOptions } from "node:child_process";
import { promisify } from "node:util";

/** Starts a program that may run on one core only. `taskset` becomes that program: its process id is the program's. */
export function spawnPinned(
  core: number,
  file: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  return spawn("taskset", ["-c", String(core), file, ...args], options);
}

/** Keeps this process, with all its threads, to one core. */
export async function pinThis(core: number): Promise<void> {
  await promisify(execFile)("taskset", ["-acp", String(core), String(process.pid)]);
}
