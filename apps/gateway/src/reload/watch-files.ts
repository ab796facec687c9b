import { createHash } from "node:crypto";
import { watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Tells when the content of one of the files has become another: at once where the system tells of changes, and at the
 * latest after `pollMs`, since not every file system does. A file that is missing is waited for. Resolves with a function
 * that ends it.
 */
export async function watchFiles(
  paths: readonly string[],
  { pollMs, onChange }: { pollMs: number; onChange: () => Promise<void> },
): Promise<() => void> {
  let last = await hashOf(paths);
  let looking: Promise<void> | undefined;
  const look = async () => {
    const now = await hashOf(paths);
    if (now === last || now === undefined) return;
    last = now;
    await onChange();
  };
  const lookOnce = () => {
    looking ??= look().finally(() => (looking = undefined));
  };
  const folders = new Set(paths.map((path) => dirname(path)));
  const watchers = Array.from(folders, (folder) => watch(folder, { persistent: false }, lookOnce));
  // A folder that goes away ends its watcher; there is still the poll.
  for (const watcher of watchers) watcher.on("error", () => watcher.close());
  const timer = setInterval(lookOnce, pollMs).unref();
  return () => {
    clearInterval(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** One hash of all contents; undefined while one of the files is not there. */
async function hashOf(paths: readonly string[]): Promise<string | undefined> {
  try {
    const hash = createHash("sha256");
    for (const path of paths) hash.update(await readFile(path)).update("\0");
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}
