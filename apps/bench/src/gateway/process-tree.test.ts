import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { cpuMsOf, machineMs, parseStat, rssBytesOf } from "./process-tree.ts";

test("a program's name may hold brackets and spaces", () => {
  const rest = "S 7 1 1 0 -1 4194560 1 2 3 4 150 50 9 9 20 0 11 0 100 123456 300 0";
  expect(parseStat(`42 (a) b (c)) ${rest}`)).toEqual({ parent: 7, ticks: 200 });
});

test("a machine's work is what programs did, and what its host took", () => {
  expect(machineMs("cpu  1 2 4 800 800 800 800 8 0 0\ncpu0 9 9 9 9\n")).toBe(150);
});

test("what a process has below it is counted with it", async () => {
  const work = `const end = Date.now() + 200; while (Date.now() < end); console.log("done"); process.stdin.resume()`;
  const shell = spawn("/bin/sh", ["-c", `"$0" -e '${work}'; true`, process.execPath]);
  onTestFinished(() => void shell.stdin.end());
  await once(shell.stdout, "data");
  expect(cpuMsOf(shell.pid!)).toBeGreaterThan(50);
  expect(rssBytesOf(shell.pid!)).toBeGreaterThan(20_000_000);
});
