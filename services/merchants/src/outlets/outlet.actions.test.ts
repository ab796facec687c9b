import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { merchantDocuments, newOutlet } from "../../test/merchant-documents.ts";
import { confirm, createTill, enrol, invite, tillKeys } from "../../test/till.ts";
import { createWorld, days, merchant, outlet, place, viewers, visitor } from "../../test/world.ts";
import { businessDistricts, outletHours, outlets } from "../db/tables.ts";

async function createStreet() {
  const w = await createWorld();
  const ask = (
    what: keyof typeof merchantDocuments,
    variables: object,
    viewer: Viewer | null = viewers.owner,
  ) => w.answer(merchantDocuments[what], variables, viewer);
  const open = (given: object = {}, viewer: Viewer | null = viewers.owner) =>
    ask("openOutlet", { merchantId: merchant.bakery, input: newOutlet(given), key: uuidv7() }, viewer);
  return { ...w, ask, open };
}

test("an owner opens a shop with its hours, an editor changes them, and the owner retires it", async () => {
  const w = await createStreet();
  const { id, ...opened } = await w.open();
  expect(opened).toMatchObject({
    name: "新店",
    isOpen: true,
    location: { latitude: 23.37, longitude: 104.24 },
  });
  const monday = "2026-11-23";
  const exceptions = [
    { on: monday, openings: [] },
    { on: "2026-12-31", openings: [{ opens: "20:00", closes: "02:00" }] },
  ];
  expect(await w.ask("changeOutlet", { id, input: { exceptions } }, viewers.editor)).toMatchObject({
    isOpen: false,
  });
  const document = `query ($r: [_Any!]!, $at: DateTime) { _entities(representations: $r) { ... on Outlet { name isOpen(at: $at)
    hours { weekday openings { opens closes } } exceptions { on openings { opens closes } }
    distance(from: { latitude: 23.38, longitude: 104.24 }) } } }`;
  w.queries.length = 0;
  const r = Array.from({ length: 100 }, () => ({ __typename: "Outlet", id }));
  const { data } = await w.execute(document, { r, at: "2026-12-31T17:59:59.999Z" });
  expect(w.queries).toHaveLength(1);
  expect(data._entities[99]).toEqual({
    name: "新店",
    isOpen: true,
    hours: [{ weekday: "MONDAY", openings: [{ opens: "08:00", closes: "12:30" }] }],
    exceptions,
    distance: 1112,
  });
  expect(await w.ask("changeOutlet", { id, input: { exceptions: [], hours: [] } })).toMatchObject({
    isOpen: null,
    name: "新店",
  });
  expect(await w.ask("retireOutlet", { id })).toMatchObject({ retiredAt: "2026-11-23T04:00:00.000Z" });
  for (const step of ["changeOutlet", "retireOutlet"] as const)
    expect(await w.ask(step, { id, input: {} })).toMatchObject({ code: "OUTLET_RETIRED" });
  const events = (await w.events()).filter(({ name }) => name === "merchants.outlet-saved.v1");
  expect(events.at(-1)!.payload).toMatchObject({
    outletId: id,
    merchantId: merchant.bakery,
    latitude: 23.37,
  });
  expect(events).toHaveLength(4);
});

test("shops are for those who work for the merchant, and what they say of them can be kept", async () => {
  const w = await createStreet();
  const id = outlet.bakery;
  const change = { id, input: { name: "改名" } };
  expect(await w.open({}, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [viewers.editor, viewers.cashier, viewers.otherOwner, viewers.worker])
    expect(await w.open({}, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const viewer of [viewers.cashier, viewers.otherOwner, viewers.worker])
    expect(await w.ask("changeOutlet", change, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.ask("retireOutlet", { id }, viewers.editor)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const step of ["changeOutlet", "retireOutlet"] as const) {
    expect(await w.ask(step, change, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
    for (const bad of [uuidv7(), "x", "\u0000"])
      expect(await w.ask(step, { ...change, id: bad })).toMatchObject({ code: "NOT_FOUND" });
  }
  const hours = (opens: string, closes: string) => [{ weekday: "MONDAY", openings: [{ opens, closes }] }];
  const twice = [...hours("08:00", "12:00"), ...hours("14:00", "18:00")];
  const overlapping = [
    {
      weekday: "SUNDAY",
      openings: [
        { opens: "18:00", closes: "02:00" },
        { opens: "20:00", closes: "21:00" },
      ],
    },
  ];
  const night = [{ opens: "18:00", closes: "02:00" }];
  const dawn = [{ opens: "01:59", closes: "08:00" }];
  const day = { on: "2026-12-31", openings: [] };
  for (const given of [
    { name: "" },
    ...["\u200B\u200B", "\u3164", "ab\u202Ecd", "ab\u2066cd", "ab\n\ncd", "ab\u2028cd"].map((name) => ({
      name,
    })),
    {
      hours: [
        { weekday: "SUNDAY", openings: night },
        { weekday: "MONDAY", openings: dawn },
      ],
    },
    { exceptions: [day, { ...day, openings: night }] },
    {
      exceptions: [
        { on: "2027-01-01", openings: dawn },
        { ...day, openings: night },
      ],
    },
    { address: "\u0000" },
    { placeId: "x" },
    { location: { latitude: -91, longitude: 0 } },
    { districtId: uuidv7() },
    { hours: hours("24:00", "08:00") },
    { hours: hours("8:00", "12:00") },
    { hours: hours("08:00", "24:01") },
    { hours: twice },
    { hours: overlapping },
    { hours: [{ weekday: "MONDAY", openings: [] }] },
  ])
    expect(await w.ask("changeOutlet", { id, input: given })).toMatchObject({ code: "INVALID_INPUT" });

  const late = [{ opens: "02:00", closes: "08:00" }];
  for (const given of [
    { name: "盛世·盘龙 Café № 3 👨‍👩‍👧" },
    {
      hours: [
        { weekday: "MONDAY", openings: late },
        { weekday: "SUNDAY", openings: night },
      ],
    },
    {
      exceptions: [
        { ...day, openings: night },
        { on: "2027-01-01", openings: late },
      ],
    },
  ])
    expect((await w.ask("changeOutlet", { id, input: given })).__typename).toBe("Outlet");
});

test("a shop that is retired redeems no more and gets no till; what its tills scanned before goes to the owner", async () => {
  const w = await createStreet();
  const till = await createTill(w);
  const invited = (key: string) => ({
    input: { outletId: outlet.bakery, name: "后厨", idempotencyKey: key },
  });
  const waiting = await w.answer(invite, invited("before it is retired"), viewers.owner);
  const offerId = await w.addOffer({ limitPerPerson: 3 });
  const [used, unused, scanned] = [await w.claim(offerId), await w.claim(offerId), await w.claim(offerId)];
  const nonce = uuidv7();
  const redeemed = await w.redeem(used.code, { nonce });
  const scan = await till.scan(scanned.id);
  await w.ask("retireOutlet", { id: outlet.bakery });

  expect(await w.redeem(unused.code)).toMatchObject({ code: "OUTLET_RETIRED" });
  expect(await w.redeem("0".repeat(13))).toMatchObject({ code: "OUTLET_RETIRED" });
  expect(await w.redeem(used.code, { nonce })).toEqual(redeemed);
  expect(await w.answer(invite, invited("after it is retired"), viewers.owner)).toMatchObject({
    code: "OUTLET_RETIRED",
  });
  expect(await w.answer(invite, invited("before it is retired"), viewers.owner)).toEqual(waiting);
  const keys = tillKeys();
  const [code, publicKey] = [waiting.enrolmentCode, keys.publicKey];
  const input = { code, publicKey, signature: keys.sign("enrol", [code, publicKey]) };
  expect(await w.answer(enrol, { input }, viewers.owner)).toMatchObject({ code: "OUTLET_RETIRED" });
  expect((await till.sync()).data.till.isActive).toBe(false);
  const { scans } = await till.upload([scan]);
  expect(scans).toMatchObject([{ verdict: "NEEDS_REVIEW", reason: "OUTLET_RETIRED" }]);
  expect(await w.answer(confirm, { id: scans[0].id }, viewers.owner)).toMatchObject({ verdict: "CONFIRMED" });
});

test("of two who retire the last two shops at once, one is told", async () => {
  const w = await createStreet();
  const answers = await Promise.all(
    [outlet.bakery, outlet.secondBakery].map((id) => w.ask("retireOutlet", { id })),
  );
  expect(answers.map(({ __typename }) => String(__typename)).toSorted()).toEqual(["LastOutlet", "Outlet"]);
});

test("a place shows the merchants and shops in it and below it, for 100 places in one SQL", async () => {
  const w = await createStreet();
  await w.open({ placeId: place.otherCommunity });
  const document = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place {
    merchants { totalCount nodes { name } } outlets { totalCount nodes { name merchant { name } } } } } }`;
  const ids = [place.otherCommunity, ...Array.from({ length: 99 }, () => place.county)];
  const look = async () => {
    w.queries.length = 0;
    const { data } = await w.execute(document, { r: ids.map((id) => ({ __typename: "Place", id })) });
    expect(w.queries).toHaveLength(1);
    return data._entities;
  };
  const all = await look();
  expect(all[0]).toEqual({
    merchants: { totalCount: 1, nodes: [{ name: "云朵烘焙" }] },
    outlets: { totalCount: 1, nodes: [{ name: "新店", merchant: { name: "云朵烘焙" } }] },
  });
  expect(all[99]).toMatchObject({ merchants: { totalCount: 2 }, outlets: { totalCount: 4 } });
  await w.setMerchant("SUSPENDED");
  expect((await look())[99]).toMatchObject({ merchants: { totalCount: 1 }, outlets: { totalCount: 1 } });
});

test("the database holds what the rules say of shops", async () => {
  const w = await createStreet();
  const change = (values: Partial<typeof outlets.$inferInsert>) =>
    w.db.update(outlets).set(values).where(eq(outlets.id, outlet.bakery));
  const opening = {
    outletId: outlet.bakery,
    weekday: "MONDAY",
    opensMinute: 0,
    closesMinute: 1_440,
  } as const;
  const hours = (values: object) => w.db.insert(outletHours).values({ ...opening, ...values });
  await hours({});
  const refused = [
    ["location_is_whole", change({ latitude: 1 })],
    ["location_is_on_earth", change({ latitude: 90.1, longitude: 1 })],
    ["location_is_on_earth", change({ latitude: 1, longitude: 180.1 })],
    ["opens_within_its_day", hours({ opensMinute: 1_440, closesMinute: 1_500 })],
    ["opens_within_its_day", hours({ opensMinute: 10, closesMinute: 10 })],
    ["opens_within_its_day", hours({ opensMinute: 10, closesMinute: 1_451 })],
    ["outlet_hours_pkey", hours({})],
    [
      "name_is_given",
      w.db
        .insert(businessDistricts)
        .values({ id: uuidv7(), name: "", latitude: 0, longitude: 0, createdAt: days(0) }),
    ],
  ] as const;
  for (const [constraint, write] of refused)
    expect(await write.then(() => "accepted", constraintOf)).toBe(constraint);
});
