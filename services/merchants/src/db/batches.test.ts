import { expect, onTestFinished, test, vi } from "vitest";
import { Batches } from "./batches.ts";

/** Batches whose runs end when they are told to. */
function heldBatches() {
  const runs: { asks: readonly number[]; end: PromiseWithResolvers<void> }[] = [];
  const batches = new Batches<number, string>(async (asks) => {
    const end = Promise.withResolvers<void>();
    runs.push({ asks, end });
    await end.promise;
    return asks.map((ask) => `answer ${ask}`);
  });
  return { batches, runs };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("who comes while others are served is served together with the others that came", async () => {
  const { batches, runs } = heldBatches();
  const answers = [1, 2, 3, 4, 5].map((ask) => batches.ask(ask));
  expect(runs.map(({ asks }) => asks)).toEqual([[1], [2]]);
  runs[0]!.end.resolve();
  await turn();
  expect(runs.map(({ asks }) => asks)).toEqual([[1], [2], [3, 4, 5]]);
  runs[1]!.end.resolve();
  runs[2]!.end.resolve();
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5].map((ask) => `answer ${ask}`));
  void batches.ask(6);
  expect(runs.at(-1)!.asks).toEqual([6]);
});

test("no batch is larger than a statement may be", async () => {
  const { batches, runs } = heldBatches();
  const answers = Array.from({ length: 150 }, (_, ask) => batches.ask(ask));
  for (let served = 0; served < 6; served++) {
    await turn();
    for (const { end } of runs) end.resolve();
  }
  await Promise.all(answers);
  expect(runs.map(({ asks }) => asks.length)).toEqual([1, 1, 64, 64, 20]);
});

test("a batch that fails, fails for those in it; the next is served", async () => {
  const { batches, runs } = heldBatches();
  const answers = Promise.allSettled([1, 2, 3, 4].map((ask) => batches.ask(ask)));
  runs[0]!.end.resolve();
  await turn();
  runs[2]!.end.reject(new Error("The database is gone."));
  runs[1]!.end.resolve();
  const next = batches.ask(5);
  await turn();
  runs.at(-1)!.end.resolve();
  expect((await answers).map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "rejected",
  ]);
  expect(await next).toBe("answer 5");
});

test("whoever waits for five seconds waits no longer, and is not served afterwards", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const { batches, runs } = heldBatches();
  const served = [batches.ask(1), batches.ask(2)];
  const waiting = Promise.allSettled([batches.ask(3)]);
  vi.advanceTimersByTime(5_000);
  expect(await waiting).toMatchObject([{ status: "rejected", reason: { code: "BUSY" } }]);
  for (const { end } of runs) end.resolve();
  expect(await Promise.all(served)).toEqual(["answer 1", "answer 2"]);
  expect(runs).toHaveLength(2);
});
