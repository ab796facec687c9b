import { setTimeout as delay } from "node:timers/promises";
import { verifiedResidents } from "@linli/demo-world";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseUrl, type Environment, newcomer, postgresOf, start } from "../test/platform-process.ts";
import { liveOffer } from "./live-offer.ts";
import { claimCoupon } from "./operations.ts";

const finishers: (() => void | Promise<void>)[] = [];
const atEnd = (finish: () => void | Promise<void>) => void finishers.push(finish);

let env: Environment;
let platform: ReturnType<typeof start>;
let tokens: readonly string[];

async function launch() {
  platform = start(env, atEnd);
  await platform.says("Ctrl-C");
}

beforeAll(async () => {
  env = await newcomer(atEnd);
  await launch();
  const people = verifiedResidents().slice(0, 200);
  tokens = await Promise.all(people.map(({ id }) => platform.token({ personId: id })));
}, 120_000);
afterAll(async () => {
  await platform.end("SIGTERM");
  for (const finish of finishers.toReversed()) await finish();
}, 60_000);

const pause = `mutation ($id: ID!) { pauseOffer(id: $id, reason: "盘点库存") { __typename } }`;
const resume = `mutation ($id: ID!) { resumeOffer(id: $id, reason: "盘点完毕") { __typename } }`;

type Wish = { offerId: string; token: string; key: string };
/** What somebody was told: a coupon's id, the code of a refusal, or nothing that could be relied on. */
type Told = { coupon: string } | { refused: string } | { unanswered: string };

async function claim({ offerId, token, key }: Wish): Promise<Told> {
  try {
    const { data, errors, status } = await platform.ask(claimCoupon, { offerId, key }, token);
    const answer = data?.claimCoupon;
    if (!answer) return { unanswered: String(errors?.[0]?.extensions.code ?? status) };
    return answer.__typename === "Coupon" ? { coupon: answer.id } : { refused: answer.code };
  } catch {
    return { unanswered: "no connection" };
  }
}

/** Asks with the same key until there is an answer, as a client does. */
async function insist(wish: Wish): Promise<Told> {
  for (let attempt = 1; ; attempt++) {
    const told = await claim(wish);
    if (!("unanswered" in told) || attempt === 60) return told;
    await delay(500);
  }
}

const wishes = (offerId: string, count = tokens.length): Wish[] =>
  tokens.slice(0, count).map((token, index) => ({ offerId, token, key: `${offerId} for ${index}` }));

type Happening = {
  /** How many have no answer yet at any time. */
  atOnce?: number;
  /** After how many answers it happens. */
  after?: number;
  happens?: () => unknown;
};

/** Lets all of them claim, and something happen in the middle. */
async function drop(
  all: readonly Wish[],
  { atOnce = all.length, after = Infinity, happens }: Happening = {},
) {
  const told: Told[] = [];
  const waiting = all.entries();
  let answered = 0;
  let happening: unknown;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, wish] of waiting) {
        told[index] = await claim(wish);
        if (++answered === after) happening = happens?.();
      }
    }),
  );
  await happening;
  return told;
}

function tally(told: readonly Told[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of told) {
    const what =
      "coupon" in one ? "COUPON" : "refused" in one ? one.refused : `unanswered: ${one.unanswered}`;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

const given = (told: readonly Told[]) => told.flatMap((one) => ("coupon" in one ? one.coupon : []));

async function rows<Row extends object>(sql: string, offerIds: readonly string[]): Promise<Row[]> {
  const client = new pg.Client(await databaseUrl(env, "merchants"));
  await client.connect();
  try {
    return (await client.query<Row>(sql, [offerIds])).rows;
  } finally {
    await client.end();
  }
}

/**
 * What must be true whatever happened: nothing oversold, each coupon counted and announced once, nobody with two, and a
 * coupon for everybody who was told so. Prints the counts; gives the number of coupons.
 */
async function expectTruth(
  what: string,
  offerIds: readonly string[],
  told: readonly Told[],
): Promise<number> {
  const coupons = await rows<{ id: string; holder: string; offer: string }>(
    "select id, holder_id as holder, offer_id as offer from coupons where offer_id = any($1)",
    offerIds,
  );
  const events = await rows<{ id: string }>(
    `select payload->>'couponId' as id from outbox
     where name like 'merchants.coupon-moved.%' and (payload->>'offerId')::uuid = any($1)`,
    offerIds,
  );
  const oversold = await rows(
    `select from offers join (select offer_id, count(*) as given from coupons group by offer_id) c on offer_id = offers.id
     join offer_totals using (offer_id) where offers.id = any($1) and (given > stock or given <> issued)`,
    offerIds,
  );
  console.log(
    `${what}: ${coupons.length} coupons, ${events.length} events; told ${JSON.stringify(tally(told))}`,
  );
  expect(oversold).toEqual([]);
  expect(events.map(({ id }) => id).toSorted()).toEqual(coupons.map(({ id }) => id).toSorted());
  expect(new Set(coupons.map(({ holder, offer }) => `${holder} ${offer}`)).size).toBe(coupons.length);
  expect(coupons.map(({ id }) => id)).toEqual(expect.arrayContaining(given(told)));
  return coupons.length;
}

test("failure: double tap, a storm of repetitions with the same keys gives each one coupon, and one answer", async () => {
  const offerId = await liveOffer(platform, { stock: 60 });
  const people = wishes(offerId, 90);
  const told = await drop(people.flatMap((wish) => [wish, wish, wish, wish]));
  const settled = await Promise.all(people.map(insist));
  expect(await expectTruth("repeated", [offerId], [...told, ...settled])).toBe(60);
  for (const [index, last] of settled.entries())
    expect(new Set([...given(told.slice(4 * index, 4 * index + 4)), ...given([last])]).size).toBe(
      "coupon" in last ? 1 : 0,
    );
  expect(tally(settled)).toEqual({ COUPON: 60, SOLD_OUT: 30 });
});

test("an offer that is paused in the middle gives nothing afterwards, and all of it once it is resumed", async () => {
  const offerId = await liveOffer(platform, { stock: 150 });
  const owner = await platform.token("merchant-owner");
  const all = wishes(offerId);
  const told = await drop(all, {
    atOnce: 20,
    after: 50,
    happens: () => platform.ask(pause, { id: offerId }, owner),
  });
  const before = await expectTruth("paused", [offerId], told);
  expect(before).toBeLessThan(150);
  const others = all.slice(-20).map((wish) => insist({ ...wish, key: `${wish.key} again` }));
  expect(tally(await Promise.all(others))).toEqual({ OFFER_NOT_LIVE: 20 });
  expect(await expectTruth("still paused", [offerId], told)).toBe(before);
  await platform.ask(resume, { id: offerId }, owner);
  const settled = await Promise.all(all.map(insist));
  expect(await expectTruth("resumed", [offerId], [...told, ...settled])).toBe(150);
});

test("200 offers at once: each gives what it has, to three who want it", async () => {
  const first = await liveOffer(platform, { stock: 2 });
  const copies = await rows<{ id: string }>(
    `with copied as (
       insert into offers select (jsonb_populate_record(offers, jsonb_build_object('id', gen_random_uuid()))).*
       from offers, generate_series(1, 199) where id = any($1) returning id),
     placed as (
       insert into offer_places select copied.id, place_id from copied, offer_places where offer_id = any($1))
     select id from copied`,
    [first],
  );
  const offerIds = [first, ...copies.map(({ id }) => id)];
  const all = offerIds.flatMap((offerId, index) =>
    [0, 1, 2].map((turn) => ({
      offerId,
      token: tokens[(index + turn) % tokens.length]!,
      key: `${offerId} for ${turn}`,
    })),
  );
  const told = await drop(all);
  const settled = await Promise.all(all.map(insist));
  expect(await expectTruth("200 offers", offerIds, [...told, ...settled])).toBe(400);
  expect(tally(settled)).toEqual({ COUPON: 400, SOLD_OUT: 200 });
});

test("PostgreSQL restarted in the middle: whoever was told yes has a coupon, and the others get theirs afterwards", async () => {
  const offerId = await liveOffer(platform, { stock: 150 });
  const all = wishes(offerId);
  const postmaster = await postgresOf(env);
  // A fast shutdown: sessions are ended, and what had committed stays.
  const told = await drop(all, { after: 40, happens: () => process.kill(postmaster, "SIGINT") });
  const settled = await Promise.all(all.map(insist));
  expect(await postgresOf(env)).not.toBe(postmaster);
  expect(await expectTruth("PostgreSQL restarted", [offerId], [...told, ...settled])).toBe(150);
  expect(tally(settled)).toEqual({ COUPON: 150, SOLD_OUT: 50 });
}, 60_000);

test("failure: retry after a lost response, killed in the middle and started again, the same keys get what was there or a first one", async () => {
  const offerId = await liveOffer(platform, { stock: 150 });
  const all = wishes(offerId);
  const told = await drop(all, { after: 40, happens: () => platform.child.kill("SIGKILL") });
  await launch();
  await expectTruth("killed", [offerId], told);
  const settled = await Promise.all(all.map(insist));
  expect(await expectTruth("started again", [offerId], [...told, ...settled])).toBe(150);
  expect(tally(settled)).toEqual({ COUPON: 150, SOLD_OUT: 50 });
}, 120_000);
