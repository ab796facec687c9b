import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { createBudgets, defaultBudgets } from "./budgets.ts";

const redisUrl = process.env["REDIS_URL"];
if (redisUrl === undefined) console.log("REDIS_URL is not set: budgets that gateways share are not tried.");

function start(url: string | undefined) {
  const budgets = createBudgets({ ...defaultBudgets, viewerPoints: 10, redisUrl: url });
  onTestFinished(() => budgets.stop());
  return budgets;
}

const refused = { extensions: { code: "RATE_LIMITED", http: { status: 429 } } };

test.skipIf(redisUrl === undefined)("what is spent at one gateway is missing at the others", async () => {
  const [one, other] = [start(redisUrl), start(redisUrl)];
  const caller = { subject: `test ${randomUUID()}`, address: "127.0.0.1" };
  // Until it is connected each counts for itself.
  await expect.poll(() => one.isShared() && other.isShared(), { timeout: 5_000 }).toBe(true);
  await one.of(caller).spend(7);
  await expect(other.of(caller).spend(4)).rejects.toMatchObject(refused);
  await other.of(caller).spend(3);
  await expect(one.of(caller).spend(1)).rejects.toMatchObject(refused);
  await one.of(caller).giveBack(5);
  await other.of(caller).spend(5);
  const stranger = { subject: `test ${randomUUID()}`, address: "127.0.0.1" };
  await other.of(stranger).spend(10);
});

test("while Redis does not answer each gateway counts for itself", async () => {
  const [one, other] = [start("redis://127.0.0.1:1"), start("redis://127.0.0.1:1")];
  const caller = { subject: "somebody", address: "127.0.0.1" };
  await one.of(caller).spend(10);
  await expect(one.of(caller).spend(1)).rejects.toMatchObject(refused);
  await other.of(caller).spend(10);
  expect(one.isShared()).toBe(false);
});
