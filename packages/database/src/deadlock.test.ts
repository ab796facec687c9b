import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineRelations, sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { connect } from "./connect.ts";
import { startEmbeddedPostgres } from "./embedded/embedded-postgres.ts";

const parent = await mkdtemp(join(tmpdir(), "linli-deadlock-"));
const postgres = await startEmbeddedPostgres({ dataDir: join(parent, "data"), durable: false });
await postgres.createDatabase("crosswise");
const { db, close } = connect({ url: postgres.url("crosswise"), relations: defineRelations({}) });
afterAll(async () => {
  await close();
  await postgres.stop();
  await rm(parent, { recursive: true, maxRetries: 10 });
});
beforeEach(async () => {
  await db.execute(sql`drop table if exists stock`);
  await db.execute(
    sql`create table stock (id integer primary key, taken integer not null default 0 check (taken < 100))`,
  );
  await db.execute(sql`insert into stock values (1), (2)`);
});

const takenOf = async () =>
  (await db.execute<{ taken: number }>(sql`select taken from stock order by id`)).rows.map(
    ({ taken }) => taken,
  );

test("two transactions that wait for each other are both carried out, each once", async () => {
  const bothHold = Promise.withResolvers<void>();
  let begun = 0;
  const holding = new Set<number>();
  const take = (first: number, second: number) =>
    db.transaction(async (tx) => {
      begun += 1;
      await tx.execute(sql`update stock set taken = taken + 1 where id = ${first}`);
      if (holding.add(first).size === 2) bothHold.resolve();
      await bothHold.promise;
      await tx.execute(sql`update stock set taken = taken + 1 where id = ${second}`);
      return first;
    });
  expect(await Promise.all([take(1, 2), take(2, 1)])).toEqual([1, 2]);
  expect(begun).toBe(3);
  expect(await takenOf()).toEqual([2, 2]);
});

test("what fails for another reason fails at once", async () => {
  let begun = 0;
  const taking = db.transaction(async (tx) => {
    begun += 1;
    await tx.execute(sql`update stock set taken = 100 where id = 1`);
  });
  await expect(taking).rejects.toMatchObject({ cause: { code: "23514" } });
  expect(begun).toBe(1);
  expect(await takenOf()).toEqual([0, 0]);
});
