import { expect, test } from "vitest";
import { memoryStore } from "./memory-store.ts";

test("an entry is found by its id and uid until its time is over", async () => {
  let now = 0;
  const sessions = memoryStore(() => now);
  await sessions.upsert("a", { uid: "u", accountId: "someone" }, 10);
  now = 9_999;
  expect(await sessions.find("a")).toMatchObject({ accountId: "someone" });
  expect(await sessions.findByUid("u")).toMatchObject({ accountId: "someone" });
  now = 10_000;
  expect(await sessions.find("a")).toBeUndefined();
  expect(await sessions.findByUid("u")).toBeUndefined();
});

test("a grant takes its codes with it, and nobody else's", async () => {
  const codes = memoryStore();
  await codes.upsert("mine", { grantId: "g" }, 60);
  await codes.upsert("other", { grantId: "h" }, 60);
  await codes.consume("other");
  await codes.revokeByGrantId("g");
  expect(await codes.find("mine")).toBeUndefined();
  expect(await codes.find("other")).toMatchObject({ consumed: expect.any(Number) });
});

test("strangers can't fill the memory: what is over goes first, then the oldest", async () => {
  let now = 0;
  const interactions = memoryStore(() => now);
  const visits = async (from: number, count: number) => {
    for (let visit = from; visit < from + count; visit++) await interactions.upsert(String(visit), {}, 600);
  };
  await interactions.upsert("lasting", {}, 86_400);
  await visits(0, 20_000);
  expect(await interactions.find("lasting")).toBeUndefined();
  expect(await interactions.find("19999")).toBeDefined();

  await interactions.upsert("patient", {}, 86_400);
  now = 601_000;
  await visits(20_000, 10_000);
  expect(await interactions.find("patient")).toBeDefined();
});
