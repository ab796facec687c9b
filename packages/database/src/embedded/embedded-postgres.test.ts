import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { chown, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { type Account, accountFor } from "./account.ts";
import { DataFolderInUse } from "./data-folder-lock.ts";
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { processStart } from "./process-start.ts";

// As root, mkdtemp's 0700 makes this a place where PostgreSQL's own account could not go.
const parent = await mkdtemp(join(tmpdir(), "linli-embedded-"));
const dataDir = join(parent, "邻里 的 数据");
afterAll(() => rm(parent, { recursive: true, maxRetries: 10 }));

async function start(options: Partial<EmbeddedPostgresOptions> = {}) {
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, ...options });
  onTestFinished(() => postgres.stop());
  return postgres;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function spawnOwner(folder: string, account?: Account): ChildProcess {
  const script = fileURLToPath(new URL("postgres-owner.fixture.ts", import.meta.url));
  return spawn(process.execPath, [script, folder], { ...account, stdio: ["ignore", "pipe", "inherit"] });
}

async function readOwner(owner: ChildProcess): Promise<{ pid: number; url: string }> {
  const [line] = (await once(owner.stdout!, "data")) as [Buffer];
  return JSON.parse(String(line)) as { pid: number; url: string };
}

async function gone(pid: number) {
  while ((await processStart(pid)) !== null) await delay(10);
}

test("PostgreSQL starts in any folder, knows Chinese, keeps its data and leaves no process", async () => {
  const first = await start({ durable: true });
  await first.createDatabase("people");
  await first.createDatabase("people");
  await query(
    first.url("people"),
    "create extension pg_trgm; create table names as select '盛世盘龙小区' as name",
  );
  await first.createDatabase("copy of people", { template: "people" });
  await first.stop();
  expect(await processStart(first.pid)).toBeNull();
  expect((await readdir(dataDir)).toSorted()).toEqual(["cluster", "password", "postgres.log"]);

  const second = await start();
  for (const database of ["people", "copy of people"]) {
    const [row] = await query(
      second.url(database),
      "select cardinality(show_trgm(name)) as trigrams from names",
    );
    expect(row).toEqual({ trigrams: 7 });
  }
  const locale = "select datlocprovider as provider, datlocale as locale, datctype as ctype from pg_database";
  expect(await query(second.url("people"), `${locale} where datname = 'people'`)).toEqual([
    { provider: "b", locale: "C.UTF-8", ctype: "C.UTF-8" },
  ]);
});

test("only the password opens it, and only its owner can read that", async () => {
  const postgres = await start();
  const url = new URL(postgres.url("postgres"));
  url.password = "guessed";
  await expect(query(url.href, "select 1")).rejects.toThrow("password authentication failed");
  expect((await stat(join(dataDir, "password"))).mode & 0o777).toBe(0o600);
});

test("a second start on the folder is refused, and the first goes on", async () => {
  const postgres = await start();
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(DataFolderInUse);
  expect(await query(postgres.url("postgres"), "select 1 as one")).toEqual([{ one: 1 }]);
});

test("when its owner is killed PostgreSQL ends too, and the next start has all that was committed", async () => {
  const owner = spawnOwner(dataDir);
  const { pid, url } = await readOwner(owner);
  await query(url, "create table kept as select 1 as one");
  owner.kill("SIGKILL");
  const postgres = await start({ durable: true });
  expect(await processStart(pid)).toBeNull();
  expect(await query(postgres.url("postgres"), "select * from kept")).toEqual([{ one: 1 }]);
});

test("a PostgreSQL that still runs without an owner is stopped by the next start", async () => {
  const orphan = await start();
  const lock = (await readdir(dataDir)).find((name) => name.startsWith("owner."));
  await rm(join(dataDir, lock!));

  const messages: string[] = [];
  const log = (message: string) => void messages.push(message);
  const postgres = await start({ log });
  expect(await processStart(orphan.pid)).toBeNull();
  expect(messages).toEqual([expect.stringContaining(`process ${orphan.pid}`)]);
  expect(await query(postgres.url("postgres"), "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a PostgreSQL that ends by itself is started again on its port", async () => {
  const said: string[] = [];
  const postgres = await start({ log: (message) => said.push(message) });
  const { pid } = postgres;
  process.kill(pid, "SIGKILL");
  await gone(pid);
  await expect
    .poll(() => query(postgres.url("postgres"), "select 1 as one").catch(String), { timeout: 20_000 })
    .toEqual([{ one: 1 }]);
  expect(postgres.pid).not.toBe(pid);
  expect(said[0]).toMatch(/ended unexpectedly/);
});

test("a kill during the first start leaves nothing half-made", async () => {
  const folder = join(parent, "killed");
  const owner = spawnOwner(folder);
  const isMaking = async () =>
    (await readdir(folder).catch(() => [])).some((name) => name.startsWith("cluster.new-"));
  while (!(await isMaking())) await delay(5);
  owner.kill("SIGKILL");
  await once(owner, "exit");
  await (await start({ dataDir: folder })).stop();
  expect((await readdir(folder)).toSorted()).toEqual(["cluster", "password", "postgres.log"]);
});

test("a start that fails shows what PostgreSQL said and where, and can be tried again", async () => {
  const occupant = createServer().listen(0, "127.0.0.1");
  await once(occupant, "listening");
  const { port } = occupant.address() as AddressInfo;
  await expect(start({ port })).rejects.toThrow(
    /postgres\.log:\n[^]*could not bind IPv4 address "127.0.0.1"/,
  );
  occupant.close();
  await once(occupant, "close");
  const postgres = await start({ port });
  expect(new URL(postgres.url("postgres")).port).toBe(String(port));
});

const isRoot = process.getuid?.() === 0;

test.runIf(isRoot)("as root, PostgreSQL runs as another user", async () => {
  const postgres = await start();
  expect((await stat(join(dataDir, "cluster"))).uid).not.toBe(0);
  if (process.platform === "linux") expect((await stat(`/proc/${postgres.pid}`)).uid).not.toBe(0);
});

/** Another user than root can be tried only where everybody may read the project. */
function everybodyMayRead(path: string): boolean {
  const mode = statSync(path).mode & 0o005;
  return mode === 0o005 && (path === dirname(path) || everybodyMayRead(dirname(path)));
}

test.runIf(isRoot && everybodyMayRead(import.meta.dirname))(
  "an ordinary user runs it as itself",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "linli-embedded-"));
    onTestFinished(() => rm(folder, { recursive: true, maxRetries: 10 }));
    const account = await accountFor(join(folder, "no cluster yet"));
    await chown(folder, account!.uid, account!.gid);
    const owner = spawnOwner(folder, account);
    const { pid, url } = await readOwner(owner);
    expect((await stat(join(folder, "cluster"))).uid).toBe(account!.uid);
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
    owner.kill("SIGTERM");
    await once(owner, "exit");
    await gone(pid);
  },
);
