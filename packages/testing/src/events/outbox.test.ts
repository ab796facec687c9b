import { asc } from "drizzle-orm";
import { expect, test } from "vitest";
import { bells, cause, createEventDatabase, rang } from "./harness.ts";
import { outbox, record } from "@linli/events";

const recorded = async ({ db }: Awaited<ReturnType<typeof createEventDatabase>>) =>
  (await db.select().from(outbox).orderBy(asc(outbox.sequence))).map(({ payload }) => payload);

test("an event happens when the transaction that records it commits, and not otherwise", async () => {
  const h = await createEventDatabase();
  const undone = h.db.transaction(async (tx) => {
    await record(tx, rang, { nth: 1 }, cause);
    expect(await tx.select().from(outbox)).toHaveLength(1);
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  expect(await recorded(h)).toEqual([]);
  await h.db.transaction((tx) => record(tx, rang, { nth: 2 }, cause));
  expect(await recorded(h)).toEqual([{ nth: 2 }]);
});

test("an event tells its name, who caused it and when", async () => {
  const h = await createEventDatabase();
  const actor = "01900000-0000-7000-8000-00000000000a";
  await record(h.db, rang, { nth: 1 }, { ...cause, actor, requestId: "request-1" });
  expect(await h.db.select().from(outbox)).toMatchObject([
    {
      name: "test.rang.v1",
      payload: { nth: 1 },
      actor,
      requestId: "request-1",
      at: cause.at,
      publishedAt: null,
    },
  ]);
});

test("any number of events is recorded in order", async () => {
  const h = await createEventDatabase();
  await record(h.db, rang, bells(1, 2500), cause);
  expect(await recorded(h)).toEqual(bells(1, 2500));
  await record(h.db, rang, [], cause);
  expect(await recorded(h)).toHaveLength(2500);
});

test("a payload that breaks its contract is a bug: it throws, and none of its events is recorded", async () => {
  const h = await createEventDatabase();
  await expect(record(h.db, rang, [{ nth: 1 }, { nth: 1.5 }], cause)).rejects.toThrow("nth");
  expect(await recorded(h)).toEqual([]);
});

test("what a contract does not name is not sent on", async () => {
  const h = await createEventDatabase();
  const more = { nth: 1, phone: "19900000001" };
  await record(h.db, rang, more, cause);
  expect(await recorded(h)).toEqual([{ nth: 1 }]);
});
