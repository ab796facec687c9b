import { spawn } from "node:child_process";
import type { Account } from "./account.ts";

/**
 * Interrupts the process `pid` when this one ends in whatever way, be it killed: its end of the pipe closes, and `read`
 * fails. Dismiss it once `pid` has ended, for the number comes round again.
 */
export function guard(pid: number, account: Account): { dismiss(): void } {
  const guardian = spawn("/bin/sh", ["-c", 'read -r dismissed || kill -INT "$0"', String(pid)], {
    ...account,
    cwd: "/",
    env: {},
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guardian.stdin.on("error", () => {}); // It may have been killed before it is dismissed.
  return { dismiss: () => void guardian.stdin.end("dismissed\n") };
}
