import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineRelations, sql } from "drizzle-orm";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { connect } from "./connect.ts";
import { startEmbeddedPostgres } from "./embedded/embedded-postgres.ts";

const parent = await mkdtemp(join(tmpdir(), "linli-prepared-"));
const postgres = await startEmbeddedPostgres({ dataDir: join(parent, "data"), durable: false });
await postgres.createDatabase("prepared");
afterAll(async () => {
  await postgres.stop();
  await rm(parent, { recursive: true, maxRetries: 10 });
});

/** One connection, and what it has prepared. */
function connectOnce() {
  const { db, close } = connect({ url: postgres.url("prepared"), relations: defineRelations({}), max: 1 });
  onTestFinished(close);
  const prepared = async () =>
    (
      await db.execute<{ statement: string }>(sql`select statement from pg_prepared_statements order by name`)
    ).rows.map(({ statement }) => statement);
  return { db, prepared };
}

test("what is asked often is prepared, and answers as before", async () => {
  const { db, prepared } = connectOnce();
  const double = async (number: number) =>
    (await db.execute<{ twice: number }>(sql`select 2 * ${number}::integer as twice`)).rows[0]!.twice;
  for (const number of [1, 2, 3, 4]) expect(await double(number)).toBe(2 * number);
  expect(await prepared()).toEqual([]);
  for (const number of [5, 6, 7]) expect(await double(number)).toBe(2 * number);
  expect(await prepared()).toEqual(["select 2 * $1::integer as twice"]);
  await expect(double(2 ** 31)).rejects.toMatchObject({ cause: { code: "22003" } });
  expect(
    await db.transaction(
      async (tx) => (await tx.execute<{ twice: number }>(sql`select 2 * ${8}::integer as twice`)).rows,
    ),
  ).toEqual([{ twice: 16 }]);
});

test("of statements without end, a connection keeps a hundred", async () => {
  const { db, prepared } = connectOnce();
  for (let statement = 0; statement < 120; statement++)
    for (let time = 0; time < 5; time++) {
      const { rows } = await db.execute<{ sum: number }>(
        sql`select ${time}::integer + ${sql.raw(String(statement))} as sum`,
      );
      expect(rows).toEqual([{ sum: time + statement }]);
    }
  expect(await prepared()).toHaveLength(100);
});

test("what is written without values, or has its own name, stays as it is", async () => {
  const { db, prepared } = connectOnce();
  const named = db
    .select({ one: sql<number>`${sql.placeholder("one")}::integer` })
    .from(sql`(select) nothing`);
  for (let time = 0; time < 6; time++) {
    await db.execute(sql`select 1`);
    await named.prepare("of_its_own").execute({ one: 1 });
  }
  const { rows } = await db.execute<{ name: string }>(sql`select name from pg_prepared_statements`);
  expect(rows).toEqual([{ name: "of_its_own" }]);
  expect(await prepared()).toHaveLength(1);
});
