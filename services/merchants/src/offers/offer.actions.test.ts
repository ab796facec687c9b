import { offerMoved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  addBudget,
  addStock,
  approve,
  changePictures,
  create,
  edit,
  newOffer,
  pause,
  reduceStock,
  reject,
  resume,
  submit,
  terminate,
  withdraw,
} from "../../test/offer-documents.ts";
import { hold, waiting } from "../../test/meeting.ts";
import { createWorld, days, justBefore, merchant, noon, place, viewers, visitor } from "../../test/world.ts";
import { offerPlaces, offers, offerSteps } from "../db/tables.ts";
import { storedOfferStates } from "./offer.rules.ts";

const everybody = { visitor, ...viewers };
const draft = { state: "DRAFT", submittedBy: null, submittedAt: null } as const;
const submitted = { state: "SUBMITTED", submittedBy: viewers.owner.person } as const;
const live = { state: "APPROVED", budgetFen: 10_000 } as const;
const paused = { state: "PAUSED" } as const;
const writers = ["owner", "editor", "ownerWhoReviews"];
const owners = ["owner", "ownerWhoReviews"];

/** The ones who may; everybody else is refused. */
const table = {
  create: { document: create, may: writers, given: null },
  edit: { document: edit, may: writers, given: draft },
  changePictures: { document: changePictures, may: writers, given: live },
  submit: { document: submit, may: owners, given: draft },
  withdraw: { document: withdraw, may: writers, given: submitted },
  approve: { document: approve, may: ["worker"], given: submitted },
  reject: { document: reject, may: ["worker"], given: submitted },
  pause: { document: pause, may: [...owners, "worker", "admin"], given: live },
  resume: { document: resume, may: [...owners, "worker", "admin"], given: paused },
  terminate: { document: terminate, may: [...owners, "admin"], given: live },
  addStock: { document: addStock, may: owners, given: live },
  reduceStock: { document: reduceStock, may: owners, given: live },
  addBudget: { document: addBudget, may: owners, given: live },
} as const;

test.each(Object.keys(table) as (keyof typeof table)[])(
  "who may %s an offer, and how the others are refused",
  async (name) => {
    const { document, may, given } = table[name];
    const w = await createWorld();
    for (const [role, viewer] of Object.entries(everybody)) {
      const id = given && (await w.addOffer(given));
      const hash = id && (await w.hashOf(id));
      const before = { events: await w.events(), rows: await w.db.select().from(offers).orderBy(offers.id) };
      const variables = { id, hash, input: newOffer, key: `a wish of ${role}` };
      const { __typename, code } = await w.answer(document, variables, viewer);
      const allowed = (may as readonly string[]).includes(role);
      const refusal =
        viewer === null
          ? "NOT_SIGNED_IN"
          : given === submitted && name !== "withdraw" && role === "ownerWhoReviews"
            ? "OWN_SUBMISSION"
            : "NOT_ALLOWED";
      expect([role, allowed ? __typename : code]).toEqual([role, allowed ? "Offer" : refusal]);
      if (allowed) expect(await w.events()).toHaveLength(before.events.length + 1);
      else
        expect({
          events: await w.events(),
          rows: await w.db.select().from(offers).orderBy(offers.id),
        }).toEqual(before);
    }
  },
);

test("there is nothing to do with an offer that is not there", async () => {
  const w = await createWorld();
  for (const id of ["not-a-uuid", uuidv7()])
    for (const [name, { document }] of Object.entries(table).filter(([one]) => one !== "create")) {
      const { code } = await w.answer(document, { id, hash: "", input: newOffer }, viewers.owner);
      expect([name, code]).toEqual([name, "NOT_FOUND"]);
    }
});

test("the same key writes one draft, and no other", async () => {
  const w = await createWorld();
  const write = (given: object = {}) =>
    w.answer(create, { input: { ...newOffer, ...given } }, viewers.editor);
  const [first, ...others] = await Promise.all([write(), write(), write()]);
  expect(first.__typename).toBe("Offer");
  expect(others).toEqual([first, first]);
  expect((await write({ stock: 1 })).code).toBe("IDEMPOTENCY_KEY_REUSED");
  expect(await w.db.$count(offers)).toBe(1);
  expect(await w.events()).toHaveLength(1);
});

test("an editor who has left creates nothing any more", async () => {
  const w = await createWorld();
  await w.dismiss(viewers.editor, noon);
  expect((await w.answer(create, { input: newOffer }, viewers.editor)).code).toBe("NOT_ALLOWED");
  w.clock.at = justBefore(noon);
  expect((await w.answer(create, { input: newOffer }, viewers.editor)).state).toBe("DRAFT");
});

const rewritten = {
  ...newOffer,
  title: "晚餐",
  benefit: { cash: { offFen: 500, minimumSpendFen: 3_000 } },
  placeIds: [place.community, place.otherCommunity],
};

test("an edit changes all of an offer and makes a draft of it, whatever it was before it could be claimed (R71)", async () => {
  const w = await createWorld();
  const scheduled = { state: "APPROVED", claimFrom: days(1), reviewedBy: viewers.worker.person } as const;
  for (const given of [draft, submitted, { ...submitted, state: "REJECTED" } as const, scheduled]) {
    const id = await w.addOffer(given);
    expect(await w.answer(edit, { id, input: rewritten }, viewers.editor)).toMatchObject({
      state: "DRAFT",
      version: 2,
    });
    expect(
      await w.db.query.offers.findFirst({ where: { id }, with: { places: { columns: { id: true } } } }),
    ).toMatchObject({
      kind: "CASH",
      title: "晚餐",
      items: null,
      priceFen: null,
      offFen: 500,
      submittedBy: null,
      submittedHash: null,
      reviewedBy: null,
      places: expect.toSatisfy((all: { id: string }[]) => all.length === 2),
    });
    const events = await w.events();
    expect(events.at(-1)).toMatchObject({
      name: offerMoved.name,
      payload: {
        offerId: id,
        merchantId: merchant.bakery,
        step: "EDIT",
        from: given.state,
        to: "DRAFT",
        version: 2,
      },
      actor: viewers.editor.person,
    });
  }
});

test("from the instant it can be claimed an offer keeps its terms, and only its pictures change", async () => {
  const w = await createWorld();
  const id = await w.addOffer({ claimFrom: days(1) });
  w.clock.at = days(1);
  expect(await w.answer(edit, { id, input: rewritten }, viewers.owner)).toMatchObject({
    code: "TERMS_FIXED",
  });
  expect(await w.answer(changePictures, { id }, viewers.editor)).toMatchObject({ state: "LIVE", version: 2 });
  expect(await w.db.query.offers.findFirst({ where: { id } })).toMatchObject({
    title: "早餐套餐",
    pictures: ["pictures/2"],
    reviewedBy: null,
  });
  w.clock.at = justBefore(days(1));
  expect(await w.answer(edit, { id, version: 2, input: rewritten }, viewers.owner)).toMatchObject({
    version: 3,
  });
  for (const state of storedOfferStates.filter((one) => one !== "APPROVED" && one !== "PAUSED")) {
    const other = await w.addOffer({ ...submitted, state });
    expect((await w.answer(changePictures, { id: other }, viewers.owner)).code).toBe("WRONG_OFFER_STATE");
  }
});

test("an edit that waits until claiming has begun, or whose clock is behind, changes nothing that was claimed", async () => {
  const w = await createWorld();
  const id = await w.addOffer({ claimFrom: days(1), dailyLimit: 2 });
  w.clock.at = justBefore(days(1));
  const held = await hold(w, sql`select from offers where id = ${id} for no key update`);
  const editing = w.answer(edit, { id, input: { ...rewritten, dailyLimit: 1 } }, viewers.owner);
  await waiting(w, 1);
  w.clock.at = days(1);
  await held.letGo();
  expect((await editing).code).toBe("TERMS_FIXED");

  expect((await w.claim(id)).__typename).toBe("Coupon");
  w.clock.at = justBefore(days(1));
  expect((await w.answer(edit, { id, input: rewritten }, viewers.owner)).code).toBe("TERMS_FIXED");
  expect(await w.db.query.offers.findFirst({ where: { id } })).toMatchObject({
    title: "早餐套餐",
    state: "APPROVED",
    version: 1,
  });
});

test("of two editors of one version one is told that there is a newer one, also when they write at once", async () => {
  const w = await createWorld();
  const id = await w.addOffer(draft);
  const write = (title: string, version: number, viewer = viewers.editor) =>
    w.answer(edit, { id, version, input: { ...newOffer, title } }, viewer);
  const atOnce = await Promise.all([write("甲", 1), write("乙", 1, viewers.owner), write("丙", 1)]);
  expect(atOnce.filter(({ __typename }) => __typename === "Offer")).toHaveLength(1);
  const told = atOnce.filter(({ code }) => code === "STALE");
  expect(told.map(({ version }) => version)).toEqual([2, 2]);
  expect(await write("丁", 1)).toMatchObject({ code: "STALE", version: 2 });
  expect(await write("戊", 2)).toMatchObject({ __typename: "Offer", version: 3 });
  expect(await w.db.$count(offerSteps)).toBe(2);
});

test("an edit is bound by the same rules as a new offer, and by its merchant", async () => {
  const w = await createWorld();
  const id = await w.addOffer(draft);
  const write = (given: object) => w.answer(edit, { id, input: { ...newOffer, ...given } }, viewers.owner);
  expect(await write({ title: "" })).toMatchObject({ code: "INVALID_INPUT" });
  expect(await write({ placeIds: [uuidv7()] })).toMatchObject({
    code: "INVALID_INPUT",
    problems: [{ path: "content.placeIds" }],
  });
  await w.setMerchant("SUSPENDED");
  expect(await write({})).toMatchObject({ code: "MERCHANT_NOT_ACTIVE" });
  expect(await w.answer(submit, { id }, viewers.owner)).toMatchObject({
    code: "MERCHANT_NOT_ACTIVE",
  });
  expect(await w.db.$count(offerPlaces)).toBe(1);
  expect(await w.events()).toEqual([]);
});
