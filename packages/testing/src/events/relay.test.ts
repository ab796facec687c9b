import { setTimeout as sleep } from "node:timers/promises";
import { isNull } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { bells, cause, createEventDatabase, rang } from "./harness.ts";
import {
  consume,
  deliveries,
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
  await record(source.db, rang, bells(1, 503), cause);
  expect(await relay.drain()).toBe(503);
  expect(await listener.book()).toEqual(numbers(bells(1, 503)));
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

/** A listener that takes nothing from the `nth` event on, while it is broken. */
async function createBreakable(transport: Transport, nth: number) {
  const h = await createEventDatabase();
  const state = { broken: true };
  const { name, apply } = h.writesBook;
  const breaks = async (...[tx, event, at]: Parameters<typeof apply>) => {
    if (state.broken && (event.payload as { nth: number }).nth === nth) throw new Error("broken");
    await apply(tx, event, at);
  };
  consume("second", h.db, transport, [{ name, apply: breaks }]);
  return { ...h, state };
}

const owed = async ({ db }: Source) =>
  (await db.select().from(deliveries).orderBy(deliveries.sequence)).map(({ consumer }) => consumer);

test("a listener that fails is owed the rest, in order; whoever is well goes on getting what comes", async () => {
  const { source, listener, transport } = await createPair();
  const second = await createBreakable(transport, 3);
  const relay = relayOf(source, transport);
  await relay.drain();
  await record(source.db, rang, bells(1, 5), cause);
  await expect(relay.drain()).rejects.toThrow(/second could not take test.rang.v1/);
  expect(await listener.book()).toEqual([1, 2, 3, 4, 5]);
  expect(await second.book()).toEqual([1, 2]);
  expect(await waiting(source)).toBe(0);
  expect(await owed(source)).toEqual(["second", "second", "second"]);

  // More than a batch later the well one is still not held up, nor is anything skipped for the other.
  await record(source.db, rang, bells(6, 510), cause);
  await expect(relay.drain()).rejects.toThrow(/second could not take test.rang.v1/);
  expect(await listener.book()).toEqual(numbers(bells(1, 510)));
  expect(await second.book()).toEqual([1, 2]);

  second.state.broken = false;
  expect(await relay.drain()).toBe(0);
  expect(await second.book()).toEqual(numbers(bells(1, 510)));
  expect(await listener.book()).toEqual(numbers(bells(1, 510)));
  expect(await owed(source)).toEqual([]);
});

test("what is owed outlives the relay: the next one brings it", async () => {
  const { source, transport } = await createPair();
  const second = await createBreakable(transport, 1);
  const first = relayOf(source, transport);
  await record(source.db, rang, bells(1, 3), cause);
  await expect(first.drain()).rejects.toThrow(/second could not take/);
  await first.stop();
  second.state.broken = false;
  await relayOf(source, transport).drain();
  expect(await second.book()).toEqual([1, 2, 3]);
});

test("a listener that hangs holds up nobody", async () => {
  const { source, listener, transport } = await createPair();
  const hangs = Promise.withResolvers<void>();
  transport.subscribe("hanging", [rang.name], () => hangs.promise);
  relayOf(source, transport, 5);
  await record(source.db, rang, bells(1, 1), cause);
  await expect.poll(() => listener.book()).toEqual([1]);
  await record(source.db, rang, bells(2, 2), cause);
  await expect.poll(() => listener.book()).toEqual([1, 2]);
  expect(await owed(source)).toEqual(["hanging", "hanging"]);
  hangs.resolve();
  await expect.poll(() => owed(source)).toEqual([]);
});

test("nothing is sent before all who are expected listen", async () => {
  const [source, listener] = [await createEventDatabase(), await createEventDatabase()];
  const transport = inProcessTransport(["early", "late"]);
  consume("early", listener.db, transport, [listener.writesBook]);
  const relay = relayOf(source, transport);
  await record(source.db, rang, bells(1, 2), cause);
  expect(await relay.drain()).toBe(0);
  expect(await waiting(source)).toBe(2);
  const late = await createEventDatabase();
  consume("late", late.db, transport, [late.writesBook]);
  expect(await relay.drain()).toBe(2);
  expect([await listener.book(), await late.book()]).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

test("a relay tells of a failure and tries again by itself", async () => {
  const { source, listener, transport } = await createPair();
  let failures = 2;
  const unsteady: Transport = {
    ...transport,
    deliver: (...given) => (failures-- > 0 ? Promise.reject(new Error("away")) : transport.deliver(...given)),
  };
  await record(source.db, rang, bells(1, 2), cause);
  const relay = relayOf(source, unsteady, 5);
  await expect.poll(() => listener.book()).toEqual([1, 2]);
  expect(relay.errors.map((error) => (error as Error).message)).toEqual(["away", "away"]);
});

test("two relays of one service: in order, and each event once", async () => {
  const { source, listener, transport } = await createPair();
  const relays = [relayOf(source, transport), relayOf(source, transport)];
  await Promise.all(relays.map(({ drain }) => drain()));
  for (let round = 0; round < 10; round++) {
    await record(source.db, rang, bells(round * 60 + 1, round * 60 + 60), cause);
    await Promise.all([...relays, ...relays].map(({ drain }) => drain()));
  }
  await relays[0]!.drain();
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
