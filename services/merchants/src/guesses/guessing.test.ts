import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import {
  createWorld,
  days,
  justBefore,
  merchant,
  newResident,
  noon,
  outlet,
  viewers,
} from "../../test/world.ts";
import { invalidCodes, merchantStaff } from "../db/tables.ts";

const unknownCode = "0000000000000";

async function createTill() {
  const w = await createWorld();
  return { w, code: (await w.claim(await w.addOffer())).code as string };
}

test("after 10 invalid codes in 5 minutes one waits, and only who typed them", async () => {
  const { w, code } = await createTill();
  for (let attempt = 1; attempt <= 10; attempt++) {
    w.clock.at = new Date(+noon + attempt * 1_000);
    expect((await w.redeem(unknownCode)).code).toBe("INVALID_CODE");
  }
  expect(await w.redeem(code)).toMatchObject({ code: "TOO_MANY_ATTEMPTS", retryAfterSeconds: 291 });
  expect((await w.redeem(unknownCode, {}, viewers.owner)).code).toBe("INVALID_CODE");
  const firstForgotten = new Date(+noon + 301_000);
  w.clock.at = justBefore(firstForgotten);
  expect(await w.redeem(code)).toMatchObject({ code: "TOO_MANY_ATTEMPTS", retryAfterSeconds: 1 });
  w.clock.at = firstForgotten;
  expect((await w.redeem(code)).__typename).toBe("Redemption");
});

test("a burst of guesses passes no limit: of a person, of an outlet, of an address", async () => {
  const { w, code } = await createTill();
  const tally = (answers: { code?: string; __typename: string }[]) =>
    Object.fromEntries(
      Map.groupBy(answers, (one) => one.code ?? one.__typename)
        .entries()
        .map(([key, all]) => [key, all.length]),
    );
  const burst = (tries: number, viewer: Viewer, given: object = {}) =>
    Promise.all(Array.from({ length: tries }, () => w.redeem(unknownCode, given, viewer)));
  // Whoever guesses right behind ten wrong ones is not told, however fast.
  const [wrong, right] = await Promise.all([burst(25, viewers.cashier), w.redeem(code)]);
  expect(tally([...wrong, right])).toEqual(
    right.code
      ? { INVALID_CODE: 10, TOO_MANY_ATTEMPTS: 16 }
      : { INVALID_CODE: 10, TOO_MANY_ATTEMPTS: 15, Redemption: 1 },
  );

  // 30 of an outlet, whoever works there.
  const hands = Array.from({ length: 4 }, newResident);
  await w.db.insert(merchantStaff).values(
    hands.map(({ person }) => ({
      id: uuidv7(),
      merchantId: merchant.bakery,
      personId: person,
      role: "CASHIER" as const,
      from: days(-1),
    })),
  );
  const ofAll = (await Promise.all(hands.map((hand) => burst(8, hand)))).flat();
  expect(tally(ofAll)).toEqual({ INVALID_CODE: 20, TOO_MANY_ATTEMPTS: 12 });

  // 60 of an address, at whatever outlet: it is known by the gateway's word and kept as a hash alone.
  const address = "203.0.113.7";
  w.clock.at = days(1);
  const from = async (viewer: Viewer, outletId: string) => {
    const input = { code: unknownCode, outletId, nonce: uuidv7(), spentFen: 0 };
    const headers = { "linli-passport": w.passport(viewer), "linli-address": address };
    const query = `mutation ($input: RedeemCouponInput!) { redeemCoupon(input: $input) { __typename ... on UserError { code } } }`;
    const response = await w.app.inject({
      method: "POST",
      url: "/graphql",
      headers,
      payload: { query, variables: { input } },
    });
    return response.json().data.redeemCoupon as { code: string; __typename: string };
  };
  const everybody = [...hands, viewers.owner, viewers.cashier, viewers.otherCashier];
  const outletOf = (viewer: Viewer, index: number) =>
    viewer === viewers.otherCashier
      ? outlet.laundry
      : index % 2 && viewer !== viewers.cashier
        ? outlet.secondBakery
        : outlet.bakery;
  const guesses = everybody.flatMap((viewer, index) =>
    Array.from({ length: 10 }, () => from(viewer, outletOf(viewer, index))),
  );
  expect(tally(await Promise.all(guesses))).toEqual({ INVALID_CODE: 60, TOO_MANY_ATTEMPTS: 10 });
  expect(JSON.stringify(await w.db.select().from(invalidCodes))).not.toContain(address);
});

test("a lost answer is given again to whoever has typed too many invalid codes since", async () => {
  const { w, code } = await createTill();
  const nonce = uuidv7();
  const redemption = await w.redeem(code, { nonce });
  for (let attempt = 1; attempt <= 10; attempt++) await w.redeem(unknownCode);
  expect(await w.redeem(code, { nonce })).toEqual(redemption);
  expect((await w.redeem(unknownCode, { nonce })).code).toBe("TOO_MANY_ATTEMPTS");
});
