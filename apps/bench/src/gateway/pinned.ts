import { type ChildProcess, execFile, spawn, type SpawnOptions } from "node:child_process";
import { promisify } from "node:util";

/**
 * Starts a program that may run on one core only. `taskset` becomes that program: its process id is the program's. It has a
 * process group of its own, so that a terminal's Ctrl-C reaches the benchmark alone, which stops when its round has ended.
 */
export function spawnPinned(
  core: number,
  file: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  return spawn("taskset", ["-c", String(core), file, ...args], { ...options, detached: true });
}

/** Keeps this process, with all its threads, to one core. */
export async function pinThis(core: number): Promise<void> {
  await promisify(execFile)("taskset", ["-acp", String(core), String(process.pid)]);
}
