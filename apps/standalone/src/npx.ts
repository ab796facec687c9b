import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

/**
 * Resolves when the `npx` ends through which this process was started; never if there was none. A signal to npx ends it
 * and its shell, and is not handed on to what they run.
 */
export async function npxEnds(): Promise<void> {
  const npx = await findNpx(process.ppid);
  if (npx === null) return new Promise(() => {});
  while (await describe(npx)) await delay(500, undefined, { ref: false });
}

async function findNpx(pid: number): Promise<number | null> {
  const found = pid > 1 ? await describe(pid) : null;
  if (!found) return null;
  return /^(npm exec|npx) /.test(found.command) ? pid : findNpx(found.parent);
}

/** A process that lives, or null. */
async function describe(pid: number): Promise<{ parent: number; command: string } | null> {
  try {
    return await (process.platform === "linux" ? describeByProc(pid) : describeByPs(pid));
  } catch {
    return null;
  }
}

async function describeByProc(pid: number) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  if (/^State:\s*Z/m.test(status)) return null;
  const command = (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ");
  return { parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]), command };
}

async function describeByPs(pid: number) {
  const { stdout } = await promisify(execFile)("/bin/ps", ["-ww", "-o", "ppid=,args=", "-p", String(pid)]);
  const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
  return command === undefined ? null : { parent: Number(parent), command };
}
