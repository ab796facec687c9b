import { createServiceHarness, personalDataGaps } from "@linli/testing";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { service } from "../../test/harness.ts";
import { personalData } from "./personal-data.store.ts";

test("each table and column that can tell of a person is in the register of personal data", async () => {
  const h = await createServiceHarness(service);
  expect(await personalDataGaps(h.db, personalData)).toEqual([]);
});

test("a table, a person's id and a column of words that nobody thought of are found", async () => {
  const h = await createServiceHarness(service);
  await h.db.execute(sql`create table diaries (id uuid primary key, author_id uuid)`);
  await h.db.execute(sql`create table weathers (id uuid primary key)`);
  await h.db.execute(sql`alter table residences add told_by uuid references persons, add hobby text`);
  const gaps = await personalDataGaps(h.db, personalData);
  const found = [
    expect.stringMatching(/^diaries\.author_id names a person: add held/),
    expect.stringMatching(/^residences\.told_by names a person too/),
    expect.stringMatching(/^residences\.hobby can hold words about a person and stays/),
    expect.stringMatching(/^weathers is new/),
  ];
  expect(gaps).toEqual(expect.arrayContaining(found));
});
