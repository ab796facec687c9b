import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineRelations, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { connect } from "./connect.ts";
import { startEmbeddedPostgres } from "./embedded/embedded-postgres.ts";
import { tablesReadThrough } from "./read-through.ts";

const parent = await mkdtemp(join(tmpdir(), "linli-read-through-"));
const postgres = await startEmbeddedPostgres({ dataDir: join(parent, "data"), durable: false });
await postgres.createDatabase("large");
const { db, close } = connect({ url: postgres.url("large"), relations: defineRelations({}) });
afterAll(async () => {
  await close();
  await postgres.stop();
  await rm(parent, { recursive: true, maxRetries: 10 });
});

test("large tables that are read from end to end are named, by statements that read and by those that write", async () => {
  await db.execute(sql`create table coupons (id integer primary key, note text)`);
  await db.execute(sql`insert into coupons select n, 'note ' || n from generate_series(1, 5000) n`);
  await db.execute(sql`create table drafts (id integer primary key)`);
  await db.execute(sql`insert into drafts select n from generate_series(1, 100) n`);
  await db.execute(sql`analyze`);
  const read = (statement: string, ...params: unknown[]) =>
    tablesReadThrough(db, [{ sql: statement, params }], { rows: 1_000 });

  expect(await read("select * from coupons where id = $1", 7)).toEqual([]);
  expect(await read("select * from coupons where note = $1", "note 7")).toEqual(["coupons"]);
  expect(await read("select * from drafts where id + 0 = 1")).toEqual([]);

  const insert = (where: string) =>
    `with taken as (select id from coupons where ${where}), made as (insert into drafts select id from taken) select id from taken`;
  // Done again it would break the key: it is planned, and nothing else.
  expect(await read(insert("id = $1"), 7)).toEqual([]);
  expect(await read(insert("note = $1"), "note 7")).toEqual(["coupons"]);
  expect(await read("insert into drafts select id from coupons")).toEqual([]);
  const { rows } = await db.execute<{ count: number }>(sql`select count(*)::integer as count from drafts`);
  expect(rows).toEqual([{ count: 100 }]);
});
