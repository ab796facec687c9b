import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { cause, createEventDatabase, rang } from "./harness.ts";
import { consume, inbox, inProcessTransport } from "@linli/events";

const event = (payload: object) => ({ id: uuidv7(), name: rang.name, payload, ...cause });

async function createListener() {
  const h = await createEventDatabase();
  const transport = inProcessTransport();
  consume("listener", h.db, transport, [h.writesBook]);
  return { ...h, transport };
}

test("however often an event is delivered, also at once, its effect happens once", async () => {
  const { transport, book } = await createListener();
  const first = event({ nth: 1 });
  await transport.deliver("listener", first);
  await transport.deliver("listener", first);
  await Promise.all(Array.from({ length: 8 }, () => transport.deliver("listener", first)));
  await transport.deliver("listener", event({ nth: 2 }));
  expect(await book()).toEqual([1, 2]);
});

test("an event whose effect fails is not noted as done, and can be delivered again", async () => {
  const h = await createEventDatabase();
  const transport = inProcessTransport();
  const { name, apply } = h.writesBook;
  let broken = true;
  const failsAfterWriting = {
    name,
    apply: async (...args: Parameters<typeof apply>) => {
      await apply(...args);
      if (broken) throw new Error("broken");
    },
  };
  consume("listener", h.db, transport, [failsAfterWriting]);
  const first = event({ nth: 1 });
  await expect(transport.deliver("listener", first)).rejects.toThrow(/could not take test.rang.v1/);
  expect(await h.book()).toEqual([]);
  expect(await h.db.select().from(inbox)).toEqual([]);
  broken = false;
  await transport.deliver("listener", first);
  expect(await h.book()).toEqual([1]);
});

test("a payload that breaks its contract changes nothing", async () => {
  const { transport, book, db } = await createListener();
  await expect(transport.deliver("listener", event({ nth: "one" }))).rejects.toThrow(
    /could not take test.rang.v1/,
  );
  expect(await book()).toEqual([]);
  expect(await db.select().from(inbox)).toEqual([]);
});

test("events that a service does not listen to pass it by", async () => {
  const { transport, db } = await createListener();
  expect(transport.recipients(rang.name)).toEqual(["listener"]);
  expect(transport.recipients("test.else.v1")).toEqual([]);
  await transport.deliver("listener", { ...event({ nth: 1 }), name: "test.else.v1" });
  expect(await db.select().from(inbox)).toEqual([]);
});

test("what is owed to somebody who does not listen any more is not taken for delivered", async () => {
  const { transport } = await createListener();
  await expect(transport.deliver("nobody", event({ nth: 1 }))).rejects.toThrow(/nobody could not take/);
});
