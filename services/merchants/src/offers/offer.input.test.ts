import { placesSaved } from "@linli/events";
import { maxFen, uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { create, newOffer } from "../../test/offer-documents.ts";
import { createWorld, days, justBefore, place, viewers } from "../../test/world.ts";
import { offerPlaces, offers } from "../db/tables.ts";

const manyPlaces = (count: number) => Array.from({ length: count }, () => uuidv7());
const refused: [what: string, path: string, given: object][] = [
  ["a blank title", "title", { title: " \t" }],
  ["a title of 121 characters", "title", { title: "券".repeat(121) }],
  ["blank terms", "terms", { terms: "" }],
  ["terms of 4,001 characters", "terms", { terms: "券".repeat(4_001) }],
  ["a price of its worth", "priceFen", { priceFen: 2_500 }],
  ["a price above its worth", "priceFen", { priceFen: 2_501 }],
  ["a price below nothing", "priceFen", { priceFen: -1 }],
  ["no stock", "stock", { stock: 0 }],
  ["a stock of 1,000,001", "stock", { stock: 1_000_001 }],
  ["no coupon for anybody", "limitPerPerson", { limitPerPerson: 0 }],
  ["101 coupons for one person", "limitPerPerson", { limitPerPerson: 101 }],
  ["claiming that ends as it begins", "claimUntil", { claimFrom: days(7) }],
  ["using that ends as it begins", "useUntil", { useFrom: days(30) }],
  ["using that ends before claiming does", "useUntil", { useUntil: justBefore(days(7)) }],
  ["no place", "placeIds", { placeIds: [] }],
  ["51 places", "placeIds", { placeIds: manyPlaces(51) }],
  ["a place that is not there", "placeIds", { placeIds: [place.quarter, uuidv7()] }],
  ["a malformed place", "placeIds.1", { placeIds: [place.quarter, "' or 1=1"] }],
  ["a malformed merchant", "merchantId", { merchantId: "not-a-uuid" }],
  ["a title that no database can hold", "title", { title: "早\u0000餐" }],
  ["terms that no database can hold", "terms", { terms: "\u0000" }],
];

test("bad input is refused by its path, and nothing is written", async () => {
  const w = await createWorld();
  const answers = [];
  for (const [what, , given] of refused) {
    const answer = await w.answer(create, { input: { ...newOffer, ...given } }, viewers.owner);
    answers.push([what, answer.code, answer.problems?.map(({ path }: { path: string }) => path)]);
  }
  expect(answers).toEqual(refused.map(([what, path]) => [what, "INVALID_INPUT", [path]]));
  expect(await w.db.$count(offers)).toBe(0);
  expect(await w.events()).toEqual([]);
});

test("every problem is named at once", async () => {
  const w = await createWorld();
  const input = { ...newOffer, title: "", stock: 0, placeIds: ["?"] };
  const { problems } = await w.answer(create, { input }, viewers.owner);
  expect(problems).toEqual([{ path: "title" }, { path: "stock" }, { path: "placeIds.0" }]);
});

test("the bounds themselves are good input, and a place named twice counts once", async () => {
  const w = await createWorld();
  const widest = {
    title: "券".repeat(120),
    terms: "券".repeat(4_000),
    priceFen: maxFen - 1,
    worthFen: maxFen,
    stock: 1_000_000,
    limitPerPerson: 100,
    useUntil: newOffer.claimUntil,
    placeIds: [place.quarter, place.quarter.toUpperCase(), place.county],
  };
  const narrowest = { priceFen: 0, worthFen: 1, stock: 1, limitPerPerson: 1, title: " 券 " };
  for (const given of [widest, narrowest]) {
    const answer = await w.answer(create, { input: { ...newOffer, ...given } }, viewers.owner);
    expect(answer).toMatchObject({ __typename: "Offer", title: given.title.trim(), state: "DRAFT" });
  }
  expect(await w.db.$count(offerPlaces)).toBe(3);
});

test("what cannot even be read is refused before anything is asked", async () => {
  const w = await createWorld();
  for (const given of [
    { priceFen: maxFen + 1 },
    { worthFen: 12.5 },
    { stock: 2 ** 31 },
    { claimFrom: "tomorrow" },
    { kind: "FREE_BEER" },
  ]) {
    const { data, errors } = await w.execute(create, { input: { ...newOffer, ...given } }, viewers.owner);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  }
  expect(w.queries).toEqual([]);
});

test("a merchant who is not active creates no offer", async () => {
  const w = await createWorld();
  for (const state of ["SUSPENDED", "APPLIED", "CLOSED"] as const) {
    await w.setMerchant(state);
    const answer = await w.answer(create, { input: newOffer }, viewers.owner);
    expect(answer).toEqual({ __typename: "MerchantNotActive", code: "MERCHANT_NOT_ACTIVE" });
  }
  expect(await w.db.$count(offers)).toBe(0);
});

test("nothing new is offered in a place that was retired", async () => {
  const w = await createWorld();
  const retired = { id: place.quarter, kind: "QUARTER", name: "盛世盘龙小区", parentId: place.community };
  await w.deliver({ name: placesSaved.name, payload: { places: [{ ...retired, retiredOn: "2026-11-01" }] } });
  expect(
    await w.answer(create, { input: { ...newOffer, placeIds: [place.quarter] } }, viewers.owner),
  ).toMatchObject({ code: "INVALID_INPUT", problems: [{ path: "placeIds" }] });
});
