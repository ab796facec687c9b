import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { merchantDocuments, newMerchant } from "../../test/merchant-documents.ts";
import { hold, waiting } from "../../test/meeting.ts";
import {
  createWorld,
  days,
  justBefore,
  merchant,
  newResident,
  place,
  viewers,
  visitor,
  type World,
} from "../../test/world.ts";
import { merchants, merchantStaff, offerStock } from "../db/tables.ts";

const { suspend, resume, close } = merchantDocuments;
const scoped = (role: Viewer["grants"][number]["role"], at: string | null): Viewer => ({
  ...viewers.unverified,
  person: uuidv7(),
  grants: [{ role, place: at, organization: null }],
});
const applicant = viewers.unverified;

async function createTown() {
  const w = await createWorld();
  const ask = (what: keyof typeof merchantDocuments, variables: object, viewer: Viewer | null) =>
    w.answer(merchantDocuments[what], variables, viewer);
  const apply = async (given: object = {}, viewer: Viewer | null = applicant) =>
    ask("apply", { input: newMerchant(given) }, viewer);
  return { ...w, ask, apply };
}

test("a merchant applies, is rejected with a reason, applies again, is approved, suspended, resumed and closed", async () => {
  const w = await createTown();
  const wish = { idempotencyKey: "the same wish" };
  const [first, second] = await Promise.all([w.apply(wish), w.apply(wish)]);
  expect(first).toMatchObject({ __typename: "Merchant", state: "APPLIED", kind: "CATERING" });
  expect(second.id).toBe(first.id);
  const { id } = first;
  const { name, kind, contact } = newMerchant();
  const details = { name, kind, contact, licence: "92532600TEST00002X" };

  expect(await w.ask("reject", { id }, viewers.worker)).toMatchObject({ state: "REJECTED" });
  expect(await w.ask("reject", { id }, viewers.worker)).toMatchObject({
    code: "WRONG_MERCHANT_STATE",
    state: "REJECTED",
  });
  expect(await w.ask("applyAgain", { id, input: details }, applicant)).toMatchObject({
    state: "APPLIED",
    application: { licence: "92532600TEST00002X", reviewReason: null },
  });
  const verdicts = await Promise.all([1, 2].map(() => w.ask("approve", { id }, viewers.worker)));
  expect(verdicts.map(({ __typename }) => String(__typename)).toSorted()).toEqual([
    "Merchant",
    "WrongMerchantState",
  ]);
  for (const [step, state] of [
    ["suspend", "SUSPENDED"],
    ["resume", "ACTIVE"],
  ] as const)
    expect(await w.ask(step, { id }, viewers.worker)).toMatchObject({ state });
  expect(await w.ask("close", { id }, applicant)).toMatchObject({ state: "CLOSED" });
  expect(await w.ask("resume", { id }, viewers.worker)).toMatchObject({ code: "WRONG_MERCHANT_STATE" });

  const moves = (await w.events()).filter(({ name: event }) => event === "merchants.merchant-moved.v1");
  expect(moves.map(({ payload }) => payload)).toMatchObject([
    { from: null, to: "APPLIED" },
    { from: "APPLIED", to: "REJECTED", reason: "证照不清晰" },
    { from: "REJECTED", to: "APPLIED", reason: null },
    { from: "APPLIED", to: "ACTIVE" },
    { from: "ACTIVE", to: "SUSPENDED", reason: "证照不清晰" },
    { from: "SUSPENDED", to: "ACTIVE" },
    { from: "ACTIVE", to: "CLOSED", reason: null },
  ]);
});

test("a merchant is let in by who has all its shops in scope and no part in it, and by nobody else", async () => {
  const w = await createTown();
  const { id } = await w.apply();
  const strangers = [applicant, viewers.workerElsewhere, viewers.resident, scoped("ANALYST", null)];
  for (const step of ["approve", "reject", "suspend", "resume"] as const) {
    expect(await w.ask(step, { id }, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
    for (const viewer of strangers)
      expect(await w.ask(step, { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
    for (const unknown of [uuidv7(), "x", "\u0000"])
      expect(await w.ask(step, { id: unknown }, viewers.worker)).toMatchObject({ code: "NOT_FOUND" });
  }
  const both = { ...applicant, grants: viewers.worker.grants };
  expect(await w.ask("approve", { id }, both)).toMatchObject({ code: "OWN_MERCHANT" });
  expect(
    await w.ask("suspend", { id: merchant.bakery }, { ...viewers.cashier, grants: both.grants }),
  ).toMatchObject({
    code: "OWN_MERCHANT",
  });
  // The platform suspends, and does not review.
  expect(await w.ask("approve", { id }, scoped("PLATFORM_ADMIN", null))).toMatchObject({
    code: "NOT_ALLOWED",
  });
  expect(await w.ask("approve", { id }, scoped("LEAGUE_REVIEWER", place.county))).toMatchObject({
    state: "ACTIVE",
  });
  expect(await w.ask("suspend", { id }, scoped("PLATFORM_ADMIN", null))).toMatchObject({
    state: "SUSPENDED",
  });
  for (const reason of ["", " ", "因".repeat(1_001), "\u0000"])
    expect(await w.ask("suspend", { id, reason }, viewers.worker)).toMatchObject({
      problems: [{ path: "reason" }],
    });
});

test("a shop elsewhere takes a merchant out of nobody's hands: who has any in scope stops it, who has all lets it in", async () => {
  const w = await createTown();
  const { id } = await w.apply();
  const elsewhere = { ...newMerchant().outlet, placeId: place.otherCommunity };
  await w.ask("openOutlet", { merchantId: id, input: elsewhere, key: uuidv7() }, applicant);
  for (const step of ["approve", "reject"] as const)
    for (const viewer of [viewers.worker, viewers.workerElsewhere])
      expect(await w.ask(step, { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  await w.ask("approve", { id }, viewers.leagueReviewer);
  const denials = [{ role: null, place: place.quarter, organization: null }];
  expect(await w.ask("suspend", { id }, { ...viewers.worker, denials })).toMatchObject({
    code: "NOT_ALLOWED",
  });
  expect(await w.ask("suspend", { id }, viewers.worker)).toMatchObject({ state: "SUSPENDED" });
  expect(await w.ask("resume", { id }, viewers.workerElsewhere)).toMatchObject({ state: "ACTIVE" });
});

test("adults apply, with words that can be kept and for places that are there", async () => {
  const w = await createTown();
  expect(await w.apply({}, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const age of [17, null])
    expect(await w.apply({}, { ...applicant, age })).toMatchObject({ code: "ADULTS_ONLY" });
  expect(await w.apply({}, { ...applicant, age: 18 })).toMatchObject({ state: "APPLIED" });
  for (const [path, given] of [
    ["name", { name: " " }],
    ["name", { name: "名".repeat(101) }],
    ["contact", { contact: "\u0000" }],
    ["licence", { licence: "" }],
    ["outlet.placeId", { outlet: { ...newMerchant().outlet, placeId: uuidv7() } }],
    ["outlet.placeId", { outlet: { ...newMerchant().outlet, placeId: "x" } }],
    ["outlet.districtId", { outlet: { ...newMerchant().outlet, districtId: uuidv7() } }],
    [
      "outlet.location.latitude",
      { outlet: { ...newMerchant().outlet, location: { latitude: 90.01, longitude: 0 } } },
    ],
    [
      "outlet.location.longitude",
      { outlet: { ...newMerchant().outlet, location: { latitude: 0, longitude: -180.01 } } },
    ],
    ["idempotencyKey", { idempotencyKey: "short" }],
  ] as const)
    expect(await w.apply(given)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });
});

test("what a merchant wrote for its review shows to its owners and its reviewers alone", async () => {
  const w = await createTown();
  const { id } = await w.apply();
  const document = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Merchant {
    application { contact licence } outlets(first: 1) { nodes { name } } } } }`;
  const look = async (viewer: Viewer | null) => {
    w.queries.length = 0;
    const r = [id, merchant.bakery, merchant.laundry].map((one) => ({ __typename: "Merchant", id: one }));
    const { data } = await w.execute(document, { r }, viewer);
    expect(w.queries).toHaveLength(1);
    contacts.push(data._entities[0]?.application?.contact);
    return data._entities.map(
      (one: { application: object | null } | null) => (one?.application ?? null) !== null,
    );
  };
  const contacts: string[] = [];
  expect(await look(applicant)).toEqual([true, false, false]);
  expect(await look(viewers.owner)).toEqual([false, true, false]);
  expect(await look(viewers.worker)).toEqual([true, true, true]);
  expect(await look({ ...applicant, grants: viewers.worker.grants })).toEqual([true, true, true]);
  expect(await look(viewers.leagueReviewer)).toEqual([true, true, true]);
  // Its number is in clear to those alone whose it is (C2).
  const [clear, masked] = ["店内电话 0876-0000000", "店内电话 087****0000"];
  expect(contacts).toEqual([clear, undefined, masked, clear, masked]);
  for (const viewer of [
    visitor,
    viewers.cashier,
    viewers.editor,
    viewers.workerElsewhere,
    scoped("PLATFORM_ADMIN", null),
  ])
    expect(await look(viewer)).toEqual([false, false, false]);
});

test("a merchant closes once it owes residents nothing, by its owner or the platform", async () => {
  const w = await createTown();
  const id = merchant.bakery;
  const offerId = await w.addOffer({ claimUntil: days(7), useUntil: days(30) });
  await w.claim(offerId);
  for (const viewer of [viewers.editor, viewers.worker, viewers.otherOwner])
    expect(await w.ask("close", { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.ask("close", { id }, viewers.owner)).toMatchObject({
    code: "MERCHANT_NOT_CLEAR",
    offers: 1,
    coupons: 1,
  });
  w.clock.at = days(7);
  expect(await w.ask("close", { id }, viewers.owner)).toMatchObject({ offers: 0, coupons: 1 });
  w.clock.at = days(30);
  expect(await w.ask("close", { id }, scoped("PLATFORM_ADMIN", null))).toMatchObject({ state: "CLOSED" });
});

/** A claim that waits for stock while something is done with its merchant; what that came to, and the coupons there were by then. */
async function claimBeside(w: World, offerId: string, act: () => Promise<{ code?: string; state?: string }>) {
  const held = await hold(w, sql`select from offer_stock where offer_id = ${offerId} for update`);
  const claiming = w.claim(offerId, newResident());
  await waiting(w, 1);
  const acting = act().then(async (answer) => ({ answer, coupons: (await w.coupons()).length }));
  await Promise.race([acting, waiting(w, 2)]);
  await held.letGo();
  const [{ answer, coupons }, claimed] = await Promise.all([acting, claiming]);
  return { answer, coupons, claimed, inTheEnd: (await w.coupons()).length };
}

test("nothing is claimed of a merchant once it is suspended, also by whose claim was under way; resumed, it goes on", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  const { answer, coupons, inTheEnd } = await claimBeside(w, offerId, () =>
    w.answer(suspend, { id: merchant.bakery }, viewers.worker),
  );
  expect(answer.state).toBe("SUSPENDED");
  expect(inTheEnd).toBe(coupons);
  // Nor does an offer that is approved meanwhile begin to give.
  const approved = await w.addOffer();
  expect((await w.claim(approved, newResident())).code).toBe("MERCHANT_NOT_ACTIVE");
  const open = async () =>
    (await w.db.select({ open: offerStock.open }).from(offerStock)).map((one) => one.open);
  expect(await open()).toEqual([false, false]);
  await w.answer(resume, { id: merchant.bakery }, viewers.worker);
  expect(await open()).toEqual([true, true]);
  for (const id of [offerId, approved]) expect((await w.claim(id, newResident())).__typename).toBe("Coupon");
});

test("a merchant does not close beside a claim that it would owe", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  w.clock.at = justBefore(days(7));
  const { answer, inTheEnd } = await claimBeside(w, offerId, () => {
    w.clock.at = days(7);
    return w.answer(close, { id: merchant.bakery }, viewers.owner);
  });
  expect([answer.code ?? answer.state, inTheEnd]).toBeOneOf([
    ["MERCHANT_NOT_CLEAR", 1],
    ["CLOSED", 0],
  ]);
  if (answer.code)
    expect((await w.db.query.merchants.findFirst({ where: { id: merchant.bakery } }))!.state).toBe("ACTIVE");
});

test("a merchant without an owner is not resumed", async () => {
  const w = await createTown();
  await w.dismiss(viewers.owner, days(-1));
  await w.setMerchant("SUSPENDED");
  expect(await w.ask("resume", { id: merchant.bakery }, viewers.worker)).toMatchObject({
    code: "MERCHANT_WITHOUT_OWNER",
  });
  const back = { personId: viewers.owner.person, role: "OWNER" as const, from: days(-1) };
  await w.db.insert(merchantStaff).values({ ...back, id: uuidv7(), merchantId: merchant.bakery });
  expect(await w.ask("resume", { id: merchant.bakery }, viewers.worker)).toMatchObject({ state: "ACTIVE" });
});

test("suspension stops claims, and coupons that are out wait", async () => {
  const w = await createTown();
  const offerId = await w.addOffer({ limitPerPerson: 2 });
  const { id: _id, code } = await w.claim(offerId);
  await w.ask("suspend", { id: merchant.bakery }, viewers.worker);
  expect(await w.claim(offerId)).toMatchObject({ code: "MERCHANT_NOT_ACTIVE" });
  expect(await w.redeem(code)).toMatchObject({ code: "SUSPENDED" });
  await w.ask("resume", { id: merchant.bakery }, viewers.worker);
  expect(await w.claim(offerId)).toMatchObject({ __typename: "Coupon" });
  expect(await w.redeem(code)).toMatchObject({ __typename: "Redemption" });
});

test("the database holds what the rules say of merchants", async () => {
  const w = await createTown();
  const by = viewers.owner.person;
  const refused = [
    ["reviewer_is_not_applicant", { appliedBy: by, appliedAt: days(0), reviewedBy: by }],
    ["rejected_with_a_reason", { state: "REJECTED", reviewReason: "" }],
    ["applied_by_somebody_some_time", { appliedBy: by }],
  ] as const;
  for (const [constraint, values] of refused) {
    const write = w.db.update(merchants).set(values).where(eq(merchants.id, merchant.bakery));
    expect(await write.then(() => "accepted", constraintOf)).toBe(constraint);
  }
});
