import { expect, test } from "vitest";
import { SingleFlight } from "./single-flight.ts";

function start() {
  const flights = new SingleFlight<string>();
  const begun: {
    resolve: (answer: string) => void;
    reject: (error: Error) => void;
    abandoned: AbortSignal;
  }[] = [];
  const ask = (key: string, left?: AbortSignal) =>
    flights.join(key, left, (abandoned) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      begun.push({ resolve, reject, abandoned });
      return promise;
    });
  return { ask, begun, forget: () => flights.forget() };
}

test("nobody joins what began before something changed", async () => {
  const { ask, begun, forget } = start();
  const before = ask("a");
  forget();
  const after = ask("a");
  begun[1]!.resolve("new");
  begun[0]!.resolve("old");
  expect([(await before).answer, (await after).answer]).toEqual(["old", "new"]);
});

test("who asks the same at the same time gets the same answer, and only the first may keep what was read of it", async () => {
  const { ask, begun } = start();
  const answers = Promise.all([ask("a"), ask("a"), ask("b")]);
  expect(begun).toHaveLength(2);
  begun[0]!.resolve("A");
  begun[1]!.resolve("B");
  expect(await answers).toEqual([
    { answer: "A", isFirst: true },
    { answer: "A", isFirst: false },
    { answer: "B", isFirst: true },
  ]);
});

test("what is over is asked anew, after a failure too", async () => {
  const { ask, begun } = start();
  const failing = [ask("a"), ask("a")];
  begun[0]!.reject(new Error("down"));
  for (const each of failing) await expect(each).rejects.toThrow("down");
  const again = ask("a");
  begun[1]!.resolve("A");
  expect(await again).toEqual({ answer: "A", isFirst: true });
});

test("one who leaves does not take the answer from the others; when the last has left it is given up", async () => {
  const { ask, begun } = start();
  const [one, other] = [new AbortController(), new AbortController()];
  const [first, second] = [ask("a", one.signal), ask("a", other.signal)];
  one.abort(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  expect(begun[0]!.abandoned.aborted).toBe(false);
  begun[0]!.resolve("A");
  expect((await second).answer).toBe("A");

  const [third, fourth] = [new AbortController(), new AbortController()];
  const leaving = [ask("a", third.signal), ask("a", fourth.signal)];
  third.abort(new Error("gone"));
  fourth.abort(new Error("gone"));
  for (const each of leaving) await expect(each).rejects.toThrow("gone");
  expect(begun[1]!.abandoned.aborted).toBe(true);
  const later = ask("a");
  begun[2]!.resolve("B");
  expect((await later).answer).toBe("B");
});
