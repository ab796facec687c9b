import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/**
 * When the running process `pid` was started, in a unit of the system's own: together with the pid it names one
 * process for good, as pids come round again. Null if there is no such process, or only its zombie.
 */
export async function processStart(pid: number): Promise<string | null> {
  return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
}

async function fromProc(pid: number) {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return null;
  // The second field is the command in brackets, which may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return isGone(fields[0]) ? null : fields[19]!;
}

async function fromPs(pid: number) {
  const args = ["-o", "state=,lstart=", "-p", String(pid)];
  const ps = await promisify(execFile)("/bin/ps", args, { env: { LC_ALL: "C" } }).catch(() => null);
  const [state, ...start] = ps?.stdout.trim().split(/\s+/) ?? [];
  return !ps || isGone(state) ? null : String(Date.parse(start.join(" ")));
}

const isGone = (state: string | undefined) => !state || /^[ZX]/.test(state);
