import { connect } from "@linli/database";
import { createTestDatabase } from "@linli/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { layOut } from "./lay-out.ts";
import { numberedId } from "./numbered.ts";

const { db, close } = await open();
beforeAll(() => db.execute(sql`create table things (number int, id uuid, face int)`));
afterAll(() => close());

async function open() {
  const database = await createTestDatabase({ name: "scale", migrate: async () => {} });
  const connection = connect({ url: database.url, relations: {} });
  return {
    db: connection.db,
    close: async () => {
      await connection.close();
      await database.drop();
    },
  };
}

test("rows are made by number, in statements of fifty thousand at most; each is told", async () => {
  const told: string[] = [];
  const sizes: number[] = [];
  const things = {
    what: "things",
    count: 120_001,
    run(from: number, until: number) {
      sizes.push(until - from);
      return sql`insert into things select n, pg_temp.fixed_id('thing:' || n), pg_temp.dice('thing:' || n, 6)
        from generate_series(${from}::int, ${until - 1}::int) n`;
    },
  };
  await db.transaction((tx) => layOut(tx, [things], (line) => void told.push(line)));
  expect(sizes).toEqual([50_000, 50_000, 20_001]);
  expect(told).toEqual(["things 50000", "things 100000", "things 120001", "statistics"]);
  const { rows } = await db.execute<{ rows: string; ids: string; faces: number[] }>(
    sql`select count(*) as rows, count(distinct id) as ids, array_agg(distinct face order by face) as faces from things`,
  );
  expect(rows).toEqual([{ rows: "120001", ids: "120001", faces: [0, 1, 2, 3, 4, 5] }]);
});

test("the id of a text is the same in the database and outside", async () => {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from things where number in (0, 120000) order by number`,
  );
  expect(rows.map(({ id }) => id)).toEqual([numberedId("thing:0"), numberedId("thing:120000")]);
});
