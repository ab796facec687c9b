import { Client } from "pg";
import { expect, test, vi } from "vitest";
import { createTestDatabase } from "./test-database.ts";

async function run(url: string, sql: string) {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test("databases of one service share a migrated template, and nothing else", async () => {
  const migrate = vi.fn(async (url: string) => void (await run(url, "create table things (name text)")));
  const databases = await Promise.all([1, 2, 3].map(() => createTestDatabase({ name: "testing", migrate })));
  expect(migrate).toHaveBeenCalledOnce();

  const [first, second] = databases.map(({ url }) => url);
  await run(first!, "insert into things values ('邻里')");
  expect(await run(first!, "select * from things")).toEqual([{ name: "邻里" }]);
  expect(await run(second!, "select * from things")).toEqual([]);

  for (const database of databases) await database.drop();
  await expect(run(first!, "select 1")).rejects.toThrow("does not exist");
});

test("a migration that fails is told, and tried again by the next", async () => {
  const name = "testing_failure";
  const failing = createTestDatabase({ name, migrate: async (url) => void (await run(url, "create table")) });
  await expect(failing).rejects.toThrow("syntax error");
  const migrate = async (url: string) => void (await run(url, "create table things (name text)"));
  const database = await createTestDatabase({ name, migrate });
  expect(await run(database.url, "select * from things")).toEqual([]);
  await database.drop();
});
