import { execFile } from "node:child_process";
import { chmod, cp, mkdtemp, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { accountFor } from "./account.ts";
import { bundledPostgres, runnableBy } from "./binaries.ts";

const isRoot = process.getuid?.() === 0;

async function temporaryFolder(mode: number) {
  const folder = await mkdtemp("/var/tmp/linli-binaries-");
  await chmod(folder, mode);
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test.skipIf(isRoot)("an ordinary user runs the binaries where they are", async () => {
  expect(await runnableBy(undefined, bundledPostgres())).toBe(bundledPostgres());
});

test.runIf(isRoot)("where only root can go, another account runs a copy, made once", async () => {
  const project = await temporaryFolder(0o700);
  await cp(dirname(bundledPostgres()), join(project, "邻里 项目"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const [native, cache] = [join(project, "邻里 项目/native"), await temporaryFolder(0o755)];
  const account = await accountFor(join(project, "no cluster yet"));

  const copy = await runnableBy(account, native, cache);
  expect(dirname(copy)).toBe(cache);
  const { stdout } = await promisify(execFile)(join(copy, "bin/initdb"), ["--version"], {
    ...account,
    cwd: "/",
  });
  expect(stdout).toContain("PostgreSQL) 18");

  const { ino } = await stat(copy);
  expect(await runnableBy(account, native, cache)).toBe(copy);
  expect((await stat(copy)).ino).toBe(ino);

  await rm(join(copy, "bin/postgres"));
  expect(await runnableBy(account, native, cache)).toBe(copy);
  expect((await stat(copy)).ino).not.toBe(ino);
});
