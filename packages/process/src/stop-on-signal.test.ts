import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";

const patience = { timeout: 60_000 };

test("a stop that fails ends the process with 1, and one line says why", patience, async () => {
  const script = `
    import { pino } from "pino";
    import { stopOnSignal } from "./stop-on-signal.ts";
    stopOnSignal(() => Promise.reject(new Error("a socket is stuck")), pino({ level: "warn" }));
    setInterval(() => {}, 60_000);
    process.kill(process.pid, "SIGTERM");
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: import.meta.dirname,
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [said, complained, exit] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  expect(exit).toEqual([1, null]);
  expect(complained).toBe("");
  expect(said.trimEnd().split("\n")).toEqual([expect.stringContaining("a socket is stuck")]);
});
