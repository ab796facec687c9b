import { execFile } from "node:child_process";
import { chown, stat } from "node:fs/promises";
import { promisify } from "node:util";

/** The user that PostgreSQL runs as; undefined for the one that runs this process. */
export type Account = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root: for root it runs as the owner of the cluster, and as nobody before there is one.
 * (initdb looks the name of its user up, so a number that no user has would not do.)
 */
export async function accountFor(cluster: string): Promise<Account> {
  const owner = await stat(cluster).catch(() => null);
  const me = process.getuid?.();
  if (me !== 0) {
    if (!owner || owner.uid === me) return undefined;
    throw new Error(
      `${cluster} belongs to another user (${owner.uid}): start as that user, or choose another folder.`,
    );
  }
  if (owner) return { uid: owner.uid, gid: owner.gid };
  const id = async (flag: string) => Number((await promisify(execFile)("id", [flag, "nobody"])).stdout);
  return { uid: await id("-u"), gid: await id("-g") };
}

export async function giveTo(account: Account, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}
