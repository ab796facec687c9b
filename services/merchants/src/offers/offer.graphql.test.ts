import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { createWorld, days, noon, place, viewers, visitor } from "../../test/world.ts";
import { type Benefit, columnsOf } from "./offer-benefit.rules.ts";
import { publicStates, storedOfferStates } from "./offer.rules.ts";

const doors = `query ($id: ID!, $offer: [_Any!]!, $place: [_Any!]!) {
  offer(id: $id) { title }
  _entities(representations: $offer) { ... on Offer { title } }
  place: _entities(representations: $place) { ... on Place { offers { totalCount nodes { title } } } }
}`;
const through = (id: string) => ({
  id,
  offer: [{ __typename: "Offer", id }],
  place: [{ __typename: "Place", id: place.quarter }],
});
const nowhere = { place: [{ offers: { totalCount: 0, nodes: [] } }] };
const hidden = { offer: null, _entities: [null], ...nowhere };
const title = "早餐套餐";
const shown = { offer: { title }, _entities: [{ title }], ...nowhere };
const unreviewed = storedOfferStates.filter((state) => !(publicStates as readonly string[]).includes(state));

test("what has not passed review shows to staff and to reviewers of its place alone, by every door", async () => {
  const w = await createWorld();
  const staff = ["owner", "editor", "cashier", "secondCashier", "ownerWhoReviews"];
  for (const state of unreviewed) {
    // A draft is the merchant's own affair until it is handed in.
    const insiders = state === "DRAFT" ? staff : [...staff, "worker", "leagueReviewer"];
    const id = await w.addOffer({ state });
    for (const [role, viewer] of Object.entries({ visitor, ...viewers })) {
      const { data, errors } = await w.execute(doors, through(id), viewer);
      expect(errors).toBeUndefined();
      expect([role, data]).toEqual([role, insiders.includes(role) ? shown : hidden]);
    }
  }
});

test("what has passed review shows to everybody", async () => {
  const w = await createWorld();
  for (const state of publicStates) {
    const { data } = await w.execute(doors, through(await w.addOffer({ state })));
    expect(data).toMatchObject({ offer: { title }, _entities: [{ title }] });
  }
});

test("a draft shows to staff for as long as they work there", async () => {
  const w = await createWorld();
  const id = await w.addOffer({ state: "DRAFT" });
  await w.dismiss(viewers.editor, noon);
  expect((await w.execute(doors, through(id), viewers.editor)).data).toEqual(hidden);
  w.clock.at = new Date(+noon - 1);
  expect((await w.execute(doors, through(id), viewers.editor)).data).toEqual(shown);
});

test("what was handed in shows to a worker for everywhere", async () => {
  const w = await createWorld();
  const id = await w.addOffer({ state: "SUBMITTED" });
  const grants = [{ role: "COMMUNITY_WORKER", place: null, organization: null }] as const;
  expect((await w.execute(doors, through(id), { ...viewers.worker, grants: [...grants] })).data).toEqual(
    shown,
  );
});

test("what was handed in does not show to a reviewer who is denied its place, by any door", async () => {
  const w = await createWorld();
  const id = await w.addOffer({ state: "SUBMITTED" });
  const everywhere = { role: "COMMUNITY_WORKER", place: null, organization: null } as const;
  const seenBy = async (
    grants: Viewer["grants"],
    denial: Partial<NonNullable<Viewer["denials"]>[number]>,
  ) => {
    const denials = [{ role: null, place: null, organization: null, ...denial }];
    return (await w.execute(doors, through(id), { ...viewers.worker, grants, denials })).data;
  };
  for (const grants of [viewers.worker.grants, viewers.leagueReviewer.grants, [everywhere]]) {
    for (const denial of [
      {},
      { role: grants[0]!.role },
      { place: place.quarter },
      { place: place.community },
    ])
      expect(await seenBy(grants, denial)).toEqual(hidden);
    for (const denial of [{ place: place.building }, { place: place.otherCommunity }])
      expect(await seenBy(grants, denial)).toEqual(shown);
  }
});

test("an offer tells all about itself", async () => {
  const w = await createWorld();
  const id = await w.addOffer({
    issued: 3,
    pictures: ["pictures/1"],
    dailyLimit: 5,
    budgetFen: 100_000,
    minAge: 14,
    maxAge: 35,
    minVolunteerHours: 8,
    usableDays: ["SATURDAY", "SUNDAY"],
    usableFromMinute: 570,
    usableUntilMinute: 1_440,
  });
  const { data } = await w.execute(
    `query ($id: ID!) { offer(id: $id) { id kind title terms pictures stock remaining limitPerPerson
      dailyLimit budgetFen minAge maxAge minVolunteerHours usableTimes { days from until } version
      benefit { ... on PackageBenefit { items { name quantity unitPriceFen } priceFen worthFen } }
      claimFrom claimUntil useFrom useUntil state reviewReason merchant { name state outlets { totalCount nodes { name } } } } }`,
    { id },
  );
  expect(data.offer).toEqual({
    id,
    kind: "PACKAGE",
    title,
    terms: "每桌限用一张",
    pictures: ["pictures/1"],
    benefit: {
      items: [{ name: "豆浆油条", quantity: 1, unitPriceFen: 2_500 }],
      priceFen: 1_500,
      worthFen: 2_500,
    },
    dailyLimit: 5,
    budgetFen: 100_000,
    minAge: 14,
    maxAge: 35,
    minVolunteerHours: 8,
    usableTimes: { days: ["SATURDAY", "SUNDAY"], from: "09:30", until: "24:00" },
    version: 1,
    stock: 10,
    remaining: 7,
    limitPerPerson: 1,
    claimFrom: days(-1).toISOString(),
    claimUntil: days(7).toISOString(),
    useFrom: days(-1).toISOString(),
    useUntil: days(30).toISOString(),
    state: "LIVE",
    reviewReason: null,
    merchant: {
      name: "云朵烘焙",
      state: "ACTIVE",
      outlets: { totalCount: 2, nodes: [{ name: "一店" }, { name: "二店" }] },
    },
  });
});

test("100 references with merchant and outlets come in one SQL; a malformed and a missing one give null", async () => {
  const w = await createWorld();
  const ids = [];
  for (let index = 0; index < 98; index++) ids.push(await w.addOffer({ title: `第${index}份` }));
  w.queries.length = 0;
  const { data, errors } = await w.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Offer {
      id title state remaining merchant { name outlets(first: 3) { totalCount nodes { name } } } } } }`,
    { r: [...ids, "not-a-uuid", uuidv7()].map((id) => ({ __typename: "Offer", id })) },
    viewers.worker,
  );
  expect(errors).toBeUndefined();
  expect(data._entities.slice(98)).toEqual([null, null]);
  expect(data._entities.slice(0, 98).map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(data._entities[97]).toMatchObject({ title: "第97份", merchant: { outlets: { totalCount: 2 } } });
  expect(w.queries).toHaveLength(1);
});

test("an offer of each kind tells what it gives, and its coupon keeps that (R71)", async () => {
  const w = await createWorld();
  const given: [Benefit, object][] = [
    [
      { kind: "DISCOUNT", percentOff: 15, capFen: 2_000 },
      { __typename: "DiscountBenefit", percentOff: 15, capFen: 2_000 },
    ],
    [
      { kind: "CASH", offFen: 600, minimumSpendFen: 3_000 },
      { __typename: "CashBenefit", offFen: 600, minimumSpendFen: 3_000 },
    ],
    [
      { kind: "EXCHANGE", priceFen: 100, worthFen: 400 },
      { __typename: "ExchangeBenefit", priceFen: 100, worthFen: 400 },
    ],
    [
      { kind: "FREE_SERVICE", worthFen: 1_500 },
      { __typename: "FreeServiceBenefit", worthFen: 1_500 },
    ],
  ];
  const fields = `benefit { __typename ... on DiscountBenefit { percentOff capFen } ... on CashBenefit { offFen minimumSpendFen }
    ... on ExchangeBenefit { priceFen worthFen } ... on FreeServiceBenefit { worthFen } }`;
  await w.consent(viewers.resident);
  for (const [benefit, seen] of given) {
    const id = await w.addOffer({ ...columnsOf(benefit), usableDays: ["MONDAY"] });
    const { offer } = (await w.execute(`query ($id: ID!) { offer(id: $id) { ${fields} } }`, { id })).data;
    expect(offer).toEqual({ benefit: seen });
    const { claimCoupon } = (
      await w.execute(
        `mutation ($id: ID!) { claimCoupon(offerId: $id, idempotencyKey: "for ${benefit.kind}") {
          ... on Coupon { ${fields} usableTimes { days from until } } } }`,
        { id },
        viewers.resident,
      )
    ).data;
    expect(claimCoupon).toEqual({
      benefit: seen,
      usableTimes: { days: ["MONDAY"], from: "00:00", until: "24:00" },
    });
  }
});
