// These tests stand here and not in `events`, because this kit, which they need, depends on it.
import { connect, migrate } from "@linli/database";
import { sql } from "drizzle-orm";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { createTestDatabase } from "../test-database.ts";
import { defineEvent, on } from "@linli/events";

/** Any service's migrations make an outbox and an inbox. */
const migrations = new URL("../../../../services/people/migrations", import.meta.url);

export const rang = defineEvent("test.rang.v1", z.object({ nth: z.int() }));
export const bells = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ nth: from + index }));
export const cause = {
  actor: null,
  role: null,
  scope: null,
  requestId: null,
  at: new Date("2026-11-23T04:00:00Z"),
};

/** A service's database, with a book in which the effects of events are written in the order they happen. */
export async function createEventDatabase() {
  const database = await createTestDatabase({ name: "events", migrate: (url) => migrate(url, migrations) });
  const { db, close } = connect({ url: database.url, relations: {} });
  onTestFinished(async () => {
    await close();
    await database.drop();
  });
  await db.execute(sql`create table book (line bigint generated always as identity, nth int not null)`);
  return {
    db,
    /** Writes the event into the book: not idempotent by itself. */
    writesBook: on(
      rang,
      async (tx, { nth }) => void (await tx.execute(sql`insert into book (nth) values (${nth})`)),
    ),
    book: async () =>
      (await db.execute<{ nth: number }>(sql`select nth from book order by line`)).rows.map(({ nth }) => nth),
  };
}
