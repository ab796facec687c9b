import { dataRequested } from "@linli/events";
import { dateIn, midnight, uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { isNull } from "drizzle-orm";
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
  visitor,
} from "../../test/world.ts";
import { merchantStaff, ratings, redemptions } from "../db/tables.ts";

const rating = `__typename ... on UserError { code } ... on InvalidInput { problems { path } }
  ... on Rating { id stars text ratedOn answer answeredAt hiddenReason }`;
const documents = {
  rate: `mutation ($input: RateCouponInput!) { rateCoupon(input: $input) { ${rating} ... on RatingTooLate { until } } }`,
  answer: `mutation ($id: ID!, $answer: String = "谢谢光临") { answerRating(id: $id, answer: $answer) { ${rating} } }`,
  hide: `mutation ($id: ID!, $reason: String = "辱骂店员") { hideRating(id: $id, reason: $reason) { ${rating} } }`,
};
const reverse = `mutation ($id: ID!, $key: String!) {
  reverseRedemption(id: $id, reason: "退货", idempotencyKey: $key) { __typename } }`;
const list = "rating { count average } ratings(first: 9) { totalCount nodes { id stars text answer } }";
const of = `query ($id: ID!) { merchant(id: $id) { ${list} outlets { nodes { name ${list} } } } }`;
const own = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { coupons { nodes { rating { stars hiddenReason } } } } } }`;

async function createShop() {
  const w = await createWorld();
  const offerId = await w.addOffer({ stock: 50 });
  const ask = (what: keyof typeof documents, variables: object, viewer: Viewer | null) =>
    w.answer(documents[what], variables, viewer);
  /** Somebody new who has redeemed a coupon of the bakery. */
  const guest = async (given: object = {}, till: Viewer = viewers.cashier) => {
    const viewer = newResident();
    const { id: couponId, code } = await w.claim(offerId, viewer);
    const { id: redemptionId } = await w.redeem(code, given, till);
    const rate = (said: object = {}, by: Viewer | null = viewer) =>
      ask("rate", { input: { couponId, stars: 5, text: "豆浆很香", ...said } }, by);
    return { viewer, couponId, code, redemptionId, rate };
  };
  const shown = async (viewer: Viewer | null = visitor) => w.answer(of, { id: merchant.bakery }, viewer);
  const ownRatings = async (viewer: Viewer) => {
    const { data } = await w.execute(own, { r: [{ __typename: "Person", id: viewer.person }] }, viewer);
    return data._entities[0].coupons.nodes.map((node: { rating: object | null }) => node.rating);
  };
  return { ...w, offerId, ask, guest, shown, ownRatings };
}

test("whoever has redeemed a coupon rates that once, and merchant, offer and outlet show what ratings come to (R72)", async () => {
  const w = await createShop();
  const [one, other] = [
    await w.guest(),
    await w.guest({ outletId: outlet.secondBakery }, viewers.secondCashier),
  ];
  const twins = await Promise.all([one.rate(), one.rate()]);
  expect(twins[0]).toMatchObject({ stars: 5, text: "豆浆很香", ratedOn: dateIn(noon), answer: null });
  expect(twins[1]).toEqual(twins[0]);
  expect(await one.rate({ stars: 1 })).toMatchObject({ code: "ALREADY_RATED" });
  expect(await other.rate({ stars: 2, text: " " })).toMatchObject({ stars: 2, text: null });
  expect(await w.shown()).toMatchObject({
    rating: { count: 2, average: 3.5 },
    ratings: { totalCount: 2 },
    outlets: {
      nodes: [
        { name: "一店", rating: { count: 1, average: 5 }, ratings: { nodes: [{ text: "豆浆很香" }] } },
        { name: "二店", rating: { count: 1, average: 2 }, ratings: { nodes: [{ stars: 2 }] } },
      ],
    },
  });
  const offer = await w.answer(`query ($id: ID!) { offer(id: $id) { ${list} } }`, { id: w.offerId }, visitor);
  expect(offer).toMatchObject({ rating: { count: 2, average: 3.5 }, ratings: { totalCount: 2 } });
  expect(await w.answer(of, { id: merchant.laundry }, visitor)).toMatchObject({
    rating: { count: 0, average: null },
  });
  expect(await w.ownRatings(one.viewer)).toEqual([{ stars: 5, hiddenReason: null }]);
  const moves = (await w.events()).filter(({ name }) => name === "merchants.rating-moved.v1");
  expect(moves).toMatchObject([
    { payload: { stars: 5, from: null, to: "GIVEN" }, actor: one.viewer.person },
    { payload: { stars: 2, from: null, to: "GIVEN" } },
  ]);
});

test("what was not redeemed, or was reversed, or was long ago, or is another's, is not rated", async () => {
  const w = await createShop();
  const { id } = await w.claim(w.offerId);
  const rate = (input: object, viewer: Viewer | null) =>
    w.ask("rate", { input: { stars: 4, ...input } }, viewer);
  expect(await rate({ couponId: id }, viewers.resident)).toMatchObject({ code: "NOT_REDEEMED" });
  const [first, second, third] = [await w.guest(), await w.guest(), await w.guest()];
  expect(await first.rate({}, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [viewers.resident, viewers.owner, viewers.cashier, viewers.worker])
    expect(await first.rate({}, viewer)).toMatchObject({ code: "NOT_FOUND" });
  for (const couponId of [uuidv7(), "x"])
    expect(await rate({ couponId }, viewers.resident)).toMatchObject({ code: "NOT_FOUND" });
  for (const [path, said] of [
    ["stars", { stars: 0 }],
    ["stars", { stars: 6 }],
    ["text", { text: "字".repeat(501) }],
    ["text", { text: "\u0000" }],
  ] as const)
    expect(await first.rate(said)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });
  await w.db
    .update(redemptions)
    .set({ reversedAt: noon, reversedBy: viewers.owner.person, reversalReason: "退货" });
  expect(await first.rate()).toMatchObject({ code: "NOT_REDEEMED" });
  await w.db.update(redemptions).set({ reversedAt: null, reversedBy: null, reversalReason: null });
  w.clock.at = justBefore(days(30));
  expect(await second.rate()).toMatchObject({ stars: 5 });
  w.clock.at = days(30);
  expect(await third.rate()).toMatchObject({ code: "RATING_TOO_LATE", until: days(30).toISOString() });
});

test("a coupon that is reversed and redeemed again is rated anew, and counts once (R72)", async () => {
  const w = await createShop();
  const guest = await w.guest();
  const first = await guest.rate({ stars: 5 });
  await w.ask("answer", { id: first.id }, viewers.owner);
  for (const stars of [4, 3]) {
    const [standing] = await w.db
      .select({ id: redemptions.id })
      .from(redemptions)
      .where(isNull(redemptions.reversedAt));
    await w.answer(reverse, { id: standing!.id, key: uuidv7() }, viewers.owner);
    expect(await guest.rate({ stars })).toMatchObject({ code: "NOT_REDEEMED" });
    await w.redeem(guest.code, { outletId: outlet.secondBakery }, viewers.secondCashier);
    const twins = await Promise.all([1, 2].map(() => guest.rate({ stars })));
    expect(twins[0]).toMatchObject({ id: first.id, stars, answer: null });
    expect(twins[1]).toEqual(twins[0]);
    expect(await guest.rate({ stars: 1 })).toMatchObject({ code: "ALREADY_RATED" });
    expect(await w.shown()).toMatchObject({
      rating: { count: 1, average: stars },
      ratings: { totalCount: 1, nodes: [{ stars }] },
      outlets: { nodes: [{ rating: { count: 0 } }, { rating: { count: 1 } }] },
    });
  }
});

test("neither the id nor the order of a rating tells the hour at which it was given", async () => {
  const w = await createShop();
  await (await w.guest()).rate();
  const [row] = await w.db.select().from(ratings);
  expect(row!.id).toMatch(/^.{14}4/);
  expect(row!.ratedAt).toEqual(midnight(dateIn(noon)));
});

test("whoever works for a merchant does not rate it, though a guest there like others", async () => {
  const w = await createShop();
  const guest = await w.guest();
  const staff = { id: uuidv7(), merchantId: merchant.bakery, role: "EDITOR", from: noon } as const;
  await w.db.insert(merchantStaff).values({ ...staff, personId: guest.viewer.person });
  expect(await guest.rate()).toMatchObject({ code: "OWN_MERCHANT" });
});

test("a merchant's owner answers, and may say it otherwise later; nobody else does", async () => {
  const w = await createShop();
  const { id } = await (await w.guest()).rate();
  for (const viewer of [viewers.editor, viewers.cashier, viewers.otherOwner, viewers.worker])
    expect(await w.ask("answer", { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.ask("answer", { id }, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const unknown of [uuidv7(), "x"])
    expect(await w.ask("answer", { id: unknown }, viewers.owner)).toMatchObject({ code: "NOT_FOUND" });
  for (const answer of ["", " ", "答".repeat(501), "\u0000"])
    expect(await w.ask("answer", { id, answer }, viewers.owner)).toMatchObject({
      problems: [{ path: "answer" }],
    });
  expect(await w.ask("answer", { id }, viewers.owner)).toMatchObject({ answer: "谢谢光临" });
  await w.ask("answer", { id, answer: "欢迎再来" }, viewers.owner);
  expect((await w.shown()).ratings.nodes).toMatchObject([{ id, answer: "欢迎再来" }]);
});

test("a reviewer of the offer, or the platform, hides what is abusive: it counts no more, and its writer reads why", async () => {
  const w = await createShop();
  const guest = await w.guest();
  const { id } = await guest.rate({ stars: 1, text: "不堪入目" });
  for (const viewer of [viewers.owner, viewers.resident, viewers.workerElsewhere, viewers.analyst])
    expect(await w.ask("hide", { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.ask("hide", { id }, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.ask("hide", { id }, viewers.ownerWhoReviews)).toMatchObject({ code: "OWN_MERCHANT" });
  expect(await w.ask("hide", { id }, { ...guest.viewer, grants: viewers.worker.grants })).toMatchObject({
    code: "NOT_ALLOWED",
  });
  for (const reason of ["", " ", "因".repeat(1_001), "\u0000"])
    expect(await w.ask("hide", { id, reason }, viewers.worker)).toMatchObject({
      problems: [{ path: "reason" }],
    });
  for (const unknown of [uuidv7(), "x"])
    expect(await w.ask("hide", { id: unknown }, viewers.worker)).toMatchObject({ code: "NOT_FOUND" });
  const answers = await Promise.all(
    [viewers.worker, viewers.admin].map((viewer) => w.ask("hide", { id }, viewer)),
  );
  expect(answers.map(({ __typename }) => String(__typename)).toSorted()).toEqual(["Rating", "RatingHidden"]);
  expect(await w.shown()).toMatchObject({ rating: { count: 0, average: null }, ratings: { nodes: [] } });
  expect(await w.ask("answer", { id }, viewers.owner)).toMatchObject({ code: "RATING_HIDDEN" });
  expect(await w.ownRatings(guest.viewer)).toEqual([{ stars: 1, hiddenReason: "辱骂店员" }]);
});

test("nothing that a merchant reads says who has rated (I7)", async () => {
  const w = await createShop();
  const guest = await w.guest();
  const { id } = await guest.rate();
  const answered = await w.ask("answer", { id }, viewers.owner);
  const seen = [answered, await w.shown(viewers.owner), await w.shown(viewers.cashier)];
  expect(JSON.stringify(seen)).toContain("豆浆很香");
  expect(JSON.stringify(seen)).not.toContain(guest.viewer.person);
});

test("no list of a till leads from a redemption to what was said of it, hidden or not (I7)", async () => {
  const w = await createShop();
  const guest = await w.guest();
  await w.ask("hide", { id: (await guest.rate()).id }, viewers.worker);
  const till = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Outlet {
    redemptions { nodes { coupon { rating { stars text hiddenReason } } } } } } }`;
  for (const viewer of [viewers.owner, viewers.cashier]) {
    const { data } = await w.execute(till, { r: [{ __typename: "Outlet", id: outlet.bakery }] }, viewer);
    expect(data._entities[0].redemptions.nodes).toEqual([{ coupon: { rating: null } }]);
  }
});

test("a deleted account leaves the stars and takes the words", async () => {
  const w = await createShop();
  const guest = await w.guest();
  await guest.rate();
  const request = { requestId: uuidv7(), personId: guest.viewer.person, kind: "DELETION" };
  await w.deliver({ name: dataRequested.name, payload: request });
  expect(await w.shown()).toMatchObject({
    rating: { count: 1, average: 5 },
    ratings: { nodes: [{ stars: 5, text: null }] },
  });
});

test("ratings of many merchants and outlets come in one SQL", async () => {
  const w = await createShop();
  for (let count = 0; count < 3; count++) await (await w.guest()).rate({ stars: 2 + count });
  w.queries.length = 0;
  const { data } = await w.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Merchant { ${list} outlets { nodes { ${list} } } } } }`,
    { r: Object.values(merchant).map((id) => ({ __typename: "Merchant", id })) },
  );
  expect(data._entities).toMatchObject([{ rating: { count: 3, average: 3 } }, { rating: { count: 0 } }]);
  expect(w.queries).toHaveLength(1);
});
