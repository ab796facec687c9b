import { placesSaved } from "@linli/events";
import { maxFen, uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { create, newOffer } from "../../test/offer-documents.ts";
import { createWorld, days, justBefore, place, viewers } from "../../test/world.ts";
import { offerPlaces, offers } from "../db/tables.ts";

const item = { name: "豆浆", quantity: 1, unitPriceFen: 2_500 };
const dear = { ...item, unitPriceFen: maxFen };
const aPackage = (given: object) => ({ benefit: { package: { items: [item], priceFen: 1_500, ...given } } });
const discount = (percentOff: number, capFen: number) => ({ benefit: { discount: { percentOff, capFen } } });
const cash = (offFen: number, minimumSpendFen: number) => ({
  benefit: { cash: { offFen, minimumSpendFen } },
});
const exchange = (priceFen: number, worthFen: number) => ({ benefit: { exchange: { priceFen, worthFen } } });
const free = (worthFen: number) => ({ benefit: { freeService: { worthFen } } });
const manyPlaces = (count: number) => Array.from({ length: count }, () => uuidv7());
const refused: [what: string, path: string, given: Record<string, unknown>][] = [
  ["a blank title", "title", { title: " \t" }],
  ["a title that nobody sees", "title", { title: "\u200b\u200b" }],
  ["a title that turns what stands beside it", "title", { title: "早\u202e餐" }],
  ["a title of two lines", "title", { title: "早\n餐" }],
  ["a title of 121 characters", "title", { title: "券".repeat(121) }],
  ["blank terms", "terms", { terms: "" }],
  ["terms of 4,001 characters", "terms", { terms: "券".repeat(4_001) }],
  ["no kind", "benefit", { benefit: {} }],
  ["two kinds", "benefit", { benefit: { ...free(1).benefit, ...cash(1, 1).benefit } }],
  [
    "an item without a name",
    "benefit.package.items.1.name",
    aPackage({ items: [item, { ...item, name: " " }] }),
  ],
  [
    "a package of 51 items",
    "benefit.package.items",
    aPackage({ items: Array.from({ length: 51 }, () => item) }),
  ],
  ["a package worth too much", "benefit.package.items", aPackage({ items: [dear, dear] })],
  [
    "none of an item",
    "benefit.package.items.1.quantity",
    aPackage({ items: [item, { ...item, quantity: 0 }] }),
  ],
  ["a price of its worth", "benefit.package.priceFen", aPackage({ priceFen: 2_500 })],
  ["a price below nothing", "benefit.package.priceFen", aPackage({ priceFen: -1 })],
  ["nothing off", "benefit.discount.percentOff", discount(0, 1)],
  ["all off", "benefit.discount.percentOff", discount(100, 1)],
  ["a cap of nothing", "benefit.discount.capFen", discount(10, 0)],
  ["more off than is spent", "benefit.cash.offFen", cash(2, 1)],
  ["no money off", "benefit.cash.offFen", cash(0, 1)],
  ["an exchange at its worth", "benefit.exchange.priceFen", exchange(1, 1)],
  ["a service worth nothing", "benefit.freeService.worthFen", free(0)],
  ["ten pictures", "pictures", { pictures: Array(10).fill("a") }],
  ["a picture that is nowhere", "pictures.0", { pictures: [""] }],
  ["no coupon a day", "dailyLimit", { dailyLimit: 0 }],
  ["a budget of nothing", "budgetFen", { budgetFen: 0 }],
  ["an age of 13", "minAge", { minAge: 13 }],
  ["an age up to 13", "maxAge", { maxAge: 13 }],
  ["ages that end before they begin", "maxAge", { minAge: 20, maxAge: 19 }],
  ["a budget for less than one coupon", "budgetFen", { ...free(1_000), budgetFen: 999 }],
  ["all off, with a budget", "benefit.discount.percentOff", { ...discount(100, 100), budgetFen: 1_000 }],
  ["no kind, with a budget", "benefit", { benefit: {}, budgetFen: 1_000 }],
  ["claiming from before our years", "claimFrom", { claimFrom: "0000-06-01T00:00:00Z" }],
  ["claiming from just before our years", "claimFrom", { claimFrom: "1999-12-31T23:59:59.999Z" }],
  ["use until the year 2200", "useUntil", { useUntil: "2200-01-01T00:00:00Z" }],
  ["no volunteer hours", "minVolunteerHours", { minVolunteerHours: 0 }],
  ["use on no day", "usableTimes.days", { usableTimes: { days: [] } }],
  ["use from what is no time", "usableTimes.from", { usableTimes: { from: "09:60", until: "10:00" } }],
  ["use from a time on without end", "usableTimes.until", { usableTimes: { from: "09:00" } }],
  ["use until a time without a beginning", "usableTimes.from", { usableTimes: { until: "09:00" } }],
  ["use that ends as it begins", "usableTimes.until", { usableTimes: { from: "09:00", until: "09:00" } }],
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

const inContent = (path: string) => (path === "merchantId" ? path : `content.${path}`);

test("bad input is refused by its path, and nothing is written", async () => {
  const w = await createWorld();
  const answers = [];
  for (const [what, , { merchantId, ...given }] of refused) {
    const answer = await w.answer(create, { merchantId, input: { ...newOffer, ...given } }, viewers.owner);
    answers.push([what, answer.code, answer.problems?.map(({ path }: { path: string }) => path)]);
  }
  expect(answers).toEqual(refused.map(([what, path]) => [what, "INVALID_INPUT", [inContent(path)]]));
  expect(await w.db.$count(offers)).toBe(0);
  expect(await w.events()).toEqual([]);
});

test("a package of nothing is worth nothing, below which there is no price", async () => {
  const w = await createWorld();
  const { problems } = await w.answer(
    create,
    { input: { ...newOffer, ...aPackage({ items: [] }) } },
    viewers.owner,
  );
  expect(problems).toEqual([
    { path: "content.benefit.package.items" },
    { path: "content.benefit.package.priceFen" },
  ]);
});

test("every problem is named at once", async () => {
  const w = await createWorld();
  const input = { ...newOffer, title: "", stock: 0, placeIds: ["?"] };
  const { problems } = await w.answer(create, { input }, viewers.owner);
  expect(problems).toEqual([
    { path: "content.title" },
    { path: "content.stock" },
    { path: "content.placeIds.0" },
  ]);
});

test("the bounds themselves are good input, and a place named twice counts once", async () => {
  const w = await createWorld();
  const widest = {
    title: "券".repeat(120),
    terms: "券".repeat(4_000),
    ...aPackage({ items: [dear], priceFen: maxFen - 1 }),
    pictures: Array(9).fill("图".repeat(500)),
    dailyLimit: 1_000_000,
    budgetFen: maxFen,
    minAge: 14,
    maxAge: 150,
    minVolunteerHours: 10_000,
    usableTimes: { days: ["SUNDAY", "MONDAY", "SUNDAY"], from: "00:00", until: "24:00" },
    stock: 1_000_000,
    limitPerPerson: 100,
    useUntil: newOffer.claimUntil,
    placeIds: [place.quarter, place.quarter.toUpperCase(), place.county],
  };
  const narrowest = {
    ...free(1),
    dailyLimit: 1,
    budgetFen: 1,
    minAge: 20,
    maxAge: 20,
    stock: 1,
    limitPerPerson: 1,
    title: " 券 ",
  };
  for (const given of [widest, narrowest]) {
    const input = { ...newOffer, ...given };
    const answer = await w.answer(create, { input, key: uuidv7() }, viewers.owner);
    expect(answer).toMatchObject({ __typename: "Offer", title: given.title.trim(), state: "DRAFT" });
  }
  expect(await w.db.$count(offerPlaces)).toBe(3);
  expect(await w.db.query.offers.findFirst({ where: { maxAge: 150 } })).toMatchObject({
    usableDays: ["MONDAY", "SUNDAY"],
    usableFromMinute: 0,
    usableUntilMinute: 1_440,
  });
});

test("what cannot even be read is refused before anything is asked", async () => {
  const w = await createWorld();
  for (const given of [
    free(maxFen + 1),
    free(12.5),
    { stock: 2 ** 31 },
    { claimFrom: "tomorrow" },
    { benefit: { freeBeer: { worthFen: 1 } } },
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
  ).toMatchObject({ code: "INVALID_INPUT", problems: [{ path: "content.placeIds" }] });
});
