import { expect, test } from "vitest";
import { confirm, createTill } from "../../test/till.ts";
import { createWorld, noon, viewers } from "../../test/world.ts";
import { scans } from "../db/tables.ts";

const at = (ms: number) => new Date(+noon + ms);
const lost = [
  "0000-06-01T00:00:00.000Z",
  "1970-01-01T00:00:00.000Z",
  "2100-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
];

async function createShop() {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 20 });
  const till = await createTill(w);
  return { w, till, scan: async (given: object = {}) => till.scan((await w.claim(offerId)).id, given) };
}

test.each(lost)("a till whose clock says %s uploads, and its owner decides", async (said) => {
  const { till, scan } = await createShop();
  const sentAt = new Date(said);
  const {
    offsetMs,
    receivedAt,
    scans: verdicts,
  } = await till.upload([await scan({ scannedAt: sentAt })], { sentAt });
  expect([offsetMs, receivedAt]).toEqual([sentAt < noon ? 2 ** 31 - 1 : -(2 ** 31), noon.toISOString()]);
  expect(verdicts).toMatchObject([
    { verdict: "NEEDS_REVIEW", reason: "CLOCK_SKEW", scannedAt: noon.toISOString() },
  ]);
});

test("one scan with a time that cannot be keeps none of the others from its verdict, and is redeemed within its upload", async () => {
  const { w, till, scan } = await createShop();
  const odd = [];
  for (const said of lost) odd.push(await scan({ scannedAt: new Date(said) }));
  w.clock.at = at(1_000);
  const kept = [odd[0]!, await scan(), ...odd.slice(1), await scan()];
  const { scans: verdicts } = await till.upload(kept);
  const past = { verdict: "NEEDS_REVIEW", reason: "OUTSIDE_WINDOW" };
  const future = { verdict: "NEEDS_REVIEW", reason: "CLOCK_SKEW" };
  const good = { verdict: "CONFIRMED", reason: null };
  expect(verdicts).toMatchObject([past, good, past, future, future, good]);
  // A clock of the year 9999 that was put right in between: no year that can be written down.
  const beyond = await till.upload([await scan({ scannedAt: new Date(lost[3]!) })], { sentAt: new Date(0) });
  expect(beyond.scans).toMatchObject([{ ...future, scannedAt: lost[3] }]);
  expect((await till.upload(kept)).scans).toEqual(verdicts);
  expect(await w.db.$count(scans)).toBe(7);
  const confirmed = async ({ id }: { id: string }) =>
    (await w.answer(confirm, { id }, viewers.owner)).redemption?.redeemedAt;
  expect([await confirmed(verdicts[0]), await confirmed(verdicts[4])]).toEqual([
    noon.toISOString(),
    at(1_000).toISOString(),
  ]);
});

test("two minutes of skew are allowed, to the millisecond", async () => {
  const { till, scan } = await createShop();
  const minutes = 120_000;
  const verdictOf = async (skew: number) => {
    const sentAt = at(skew);
    const { scans: verdicts } = await till.upload([await scan({ scannedAt: sentAt })], { sentAt });
    return verdicts[0].reason ?? verdicts[0].verdict;
  };
  expect([
    await verdictOf(-minutes),
    await verdictOf(minutes),
    await verdictOf(-minutes - 1),
    await verdictOf(minutes + 1),
  ]).toEqual(["CONFIRMED", "CONFIRMED", "CLOCK_SKEW", "CLOCK_SKEW"]);
  const { scans: ahead } = await till.upload([
    await scan({ scannedAt: at(minutes) }),
    await scan({ scannedAt: at(minutes + 1) }),
  ]);
  expect(ahead).toMatchObject([{ reason: null }, { reason: "CLOCK_SKEW" }]);
});
