import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { processStart } from "./process-start.ts";

/** Somebody else runs on this data folder. */
export class DataFolderInUse extends Error {
  override readonly name = "DataFolderInUse";
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by process ${pid}: stop that process, or choose another folder.`,
    );
  }
}

export type DataFolderLock = { release(): Promise<void> };

/**
 * Makes this process the only owner of a data folder, which is made if need be; throws `DataFolderInUse` while another
 * one lives. What a killed owner left behind does not count.
 *
 * Each starter puts down a file named for itself and then looks for others. A dead owner's file can be removed by anyone
 * without a race, for its name never comes again. Two that start at the same moment both step back and try again.
 */
export async function lockDataFolder(dataDir: string): Promise<DataFolderLock> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mine = `owner.${process.pid}.${await processStart(process.pid)}`;
  for (let attempt = 1; ; attempt++) {
    await writeFile(join(folder, mine), "", { flag: "wx", mode: 0o600 }).catch(
      (error: NodeJS.ErrnoException) => {
        throw error.code === "EEXIST" ? new DataFolderInUse(folder, process.pid) : error;
      },
    );
    const other = await otherOwner(folder, mine);
    if (other === null) return { release: () => rm(join(folder, mine), { force: true }) };
    await rm(join(folder, mine));
    if (attempt === 5) throw new DataFolderInUse(folder, other);
    await delay(20 + Math.random() * 80);
  }
}

async function otherOwner(folder: string, mine: string): Promise<number | null> {
  for (const name of await readdir(folder)) {
    const [, pid, start] = /^owner\.(\d+)\.(\d+)$/.exec(name) ?? [];
    if (!pid || name === mine) continue;
    if ((await processStart(Number(pid))) === start) return Number(pid);
    await rm(join(folder, name), { force: true });
  }
  return null;
}
