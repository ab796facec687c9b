import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataFolderInUse, lockDataFolder } from "./data-folder-lock.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "linli-lock-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function startHolder() {
  const script = fileURLToPath(new URL("lock-holder.fixture.ts", import.meta.url));
  const child = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const [chunk] = (await once(child.stdout, "data")) as [Buffer];
  return { child, outcome: String(chunk).trim() };
}

test("a folder has one owner, until it is released", async () => {
  const lock = await lockDataFolder(folder);
  await expect(lockDataFolder(folder)).rejects.toThrow(new DataFolderInUse(folder, process.pid));
  await lock.release();
  await (await lockDataFolder(folder)).release();
  expect(await readdir(folder)).toEqual([]);
});

test("a folder that is not there is made", async () => {
  await (await lockDataFolder(join(folder, "new/数据"))).release();
  expect(await readdir(join(folder, "new"))).toEqual(["数据"]);
});

test("another process keeps the folder as long as it lives", async () => {
  const { child } = await startHolder();
  const refusal = `The data folder ${folder} is in use by process ${child.pid}: stop that process, or choose another folder.`;
  await expect(lockDataFolder(folder)).rejects.toThrow(refusal);
  child.kill("SIGKILL");
  await once(child, "exit");
  await (await lockDataFolder(folder)).release();
});

test("an owner whose pid has come round again does not count", async () => {
  await writeFile(join(folder, `owner.${process.ppid}.1`), "");
  await (await lockDataFolder(folder)).release();
});

test("of many that start at once on a dead owner's folder, one gets it", async () => {
  await writeFile(join(folder, "owner.999999999.1"), "");
  const holders = await Promise.all(Array.from({ length: 6 }, startHolder));
  for (const { child } of holders) child.kill("SIGKILL");
  expect(holders.map(({ outcome }) => outcome).toSorted()).toEqual([
    ...Array.from({ length: 5 }, () => "DataFolderInUse"),
    "locked",
  ]);
});
