import { setTimeout as sleep } from "node:timers/promises";
import { isNull } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { bells, cause, createEventDatabase, rang } from "./harness.ts";
import {
  consume,
  type EventRecord,
  inProcessTransport,
  outbox,
  record,
  startRelay,
  type Transport,
} from "@linli/events";

type Source = Awaited<ReturnType<typeof createEventDatabase>>;

/** A relay that looks by itself only once an hour: the test says when. */
function relayOf({ db }: Source, transport: Transport, everyMs = 3_600_000) {
  const errors: unknown[] = [];
  const relay = startRelay({
    db,
    transport,
    everyMs,
    atMostMs: everyMs,
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => relay.stop());
  return { ...relay, errors };
}

const waiting = async ({ db }: Source) =>
  (await db.select().from(outbox).where(isNull(outbox.publishedAt))).length;
const numbers = (events: readonly { nth: number }[]) => events.map(({ nth }) => nth);

async function createPair() {
  const [source, listener] = [await createEventDatabase(), await createEventDatabase()];
  const transport = inProcessTransport();
  consume("listener", listener.db, transport, [listener.writesBook]);
  return { source, listener, transport };
}

test("what was recorded arrives in order, once, in more than one batch", async () => {
  const { source, listener, transport } = await createPair();
  const relay = relayOf(source, transport);
  await relay.drain();
  await record(source.db, rang, bells(1, 1203), cause);
  expect(await relay.drain()).toBe(1203);
  expect(await listener.book()).toEqual(numbers(bells(1, 1203)));
  expect(await waiting(source)).toBe(0);
  expect(await relay.drain()).toBe(0);
});

test("a relay looks by itself, and stops", async () => {
  const { source, listener, transport } = await createPair();
  const relay = relayOf(source, transport, 5);
  await record(source.db, rang, bells(1, 3), cause);
  await expect.poll(() => listener.book()).toEqual([1, 2, 3]);
  await relay.stop();
  await record(source.db, rang, bells(4, 4), cause);
  await sleep(50);
  expect(await waiting(source)).toBe(1);
  await relayOf(source, transport).drain();
  expect(await listener.book()).toEqual([1, 2, 3, 4]);
});

test("a listener that fails keeps the events waiting; they arrive once it has recovered", async () => {
  const { source, listener, transport } = await createPair();
  const second = await createEventDatabase();
  let broken = true;
  const { name, apply } = second.writesBook;
  const breaksAtThree = {
    name,
    apply: async (...[tx, event]: Parameters<typeof apply>) => {
      if (broken && (event.payload as { nth: number }).nth === 3) throw new Error("broken");
      await apply(tx, event);
    },
  };
  consume("second", second.db, transport, [breaksAtThree]);
  const relay = relayOf(source, transport);
  await relay.drain();
  await record(source.db, rang, bells(1, 5), cause);
  await expect(relay.drain()).rejects.toThrow(/could not take test.rang.v1/);
  // By then nobody is at work any more, and whoever is well has got all of it.
  expect(await listener.book()).toEqual([1, 2, 3, 4, 5]);
  expect(await second.book()).toEqual([1, 2]);
  expect(await waiting(source)).toBe(5);

  broken = false;
  expect(await relay.drain()).toBe(5);
  expect(await second.book()).toEqual([1, 2, 3, 4, 5]);
  expect(await listener.book()).toEqual([1, 2, 3, 4, 5]);
  expect(await waiting(source)).toBe(0);
});

test("a relay tells of a failure and tries again by itself", async () => {
  const { source, listener, transport } = await createPair();
  let failures = 2;
  const unsteady: Transport = {
    ...transport,
    publish: (events) => (failures-- > 0 ? Promise.reject(new Error("away")) : transport.publish(events)),
  };
  await record(source.db, rang, bells(1, 2), cause);
  const relay = relayOf(source, unsteady, 5);
  await expect.poll(() => listener.book()).toEqual([1, 2]);
  expect(relay.errors.map((error) => (error as Error).message)).toEqual(["away", "away"]);
});

test("two relays of one service send in turn: in order, and each event once", async () => {
  const { source, listener, transport } = await createPair();
  const published: number[] = [];
  let atOnce = 0;
  const watched: Transport = {
    ...transport,
    async publish(events: readonly EventRecord[]) {
      atOnce += 1;
      expect(atOnce).toBe(1);
      published.push(...numbers(events.map(({ payload }) => payload as { nth: number })));
      await transport.publish(events);
      atOnce -= 1;
    },
  };
  const relays = [relayOf(source, watched), relayOf(source, watched)];
  await Promise.all(relays.map(({ drain }) => drain()));
  for (let round = 0; round < 10; round++) {
    await record(source.db, rang, bells(round * 60 + 1, round * 60 + 60), cause);
    await Promise.all([...relays, ...relays].map(({ drain }) => drain()));
  }
  await relays[0]!.drain();
  expect(published).toEqual(numbers(bells(1, 600)));
  expect(await listener.book()).toEqual(numbers(bells(1, 600)));
});

test("what is recorded while another transaction is open is not lost when that commits", async () => {
  const { source, listener, transport } = await createPair();
  const relay = relayOf(source, transport);
  await relay.drain();
  await source.db.transaction(async (tx) => {
    await record(tx, rang, { nth: 1 }, cause);
    await record(source.db, rang, { nth: 2 }, cause);
    expect(await relay.drain()).toBe(1);
  });
  expect(await relay.drain()).toBe(1);
  expect(await listener.book()).toEqual([2, 1]);
});
