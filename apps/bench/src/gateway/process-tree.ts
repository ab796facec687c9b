import { readdirSync, readFileSync } from "node:fs";

/** Linux counts a program's time in hundredths of a second, and its memory here in kilobytes. */
const tickMs = 10;
const kilobyte = 1024;

type Stat = { parent: number; ticks: number };

/** Reads a line of `/proc/PID/stat`. The program's name, in brackets, may itself hold brackets and spaces. */
export function parseStat(line: string): Stat {
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const field = (number: number) => Number(fields[number - 3]);
  return { parent: field(4), ticks: field(14) + field(15) };
}

/** A process and all below it. */
function treeOf(root: number): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const entry of readdirSync("/proc")) {
    const line = /^\d+$/.test(entry) && read(`/proc/${entry}/stat`);
    if (line) stats.set(Number(entry), parseStat(line));
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid === root || (pid !== undefined && isBelow(stats.get(pid)?.parent));
  return new Map([...stats].filter(([pid]) => isBelow(pid)));
}

/** Milliseconds of the processor that a process and all below it have used so far. */
export function cpuMsOf(root: number): number {
  return (
    tickMs *
    treeOf(root)
      .values()
      .reduce((sum, { ticks }) => sum + ticks, 0)
  );
}

/** Bytes of memory that a process and all below it hold now. */
export function rssBytesOf(root: number): number {
  const held = treeOf(root)
    .keys()
    .map((pid) => Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0));
  return kilobyte * held.reduce((sum, each) => sum + each, 0);
}

/**
 * Milliseconds that all processors have worked for programs so far, or been taken from this machine by its host. Interrupts
 * are left out: the network's, which are this benchmark's own, belong to no program.
 */
export function machineMs(stat = read("/proc/stat")): number {
  const [user = 0, nice = 0, system = 0, , , , , steal = 0] = stat
    .split("\n", 1)[0]!
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return tickMs * (user + nice + system + steal);
}

/** Empty where the process has ended since it was listed. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
