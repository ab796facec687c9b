import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { meetingAt } from "../../test/meeting.ts";
import { merchantDocuments } from "../../test/merchant-documents.ts";
import * as offerDocuments from "../../test/offer-documents.ts";
import { newInvitation, staffDocuments } from "../../test/staff-documents.ts";
import {
  createWorld,
  days,
  justBefore,
  merchant,
  newResident,
  outlet,
  viewers,
  visitor,
} from "../../test/world.ts";

async function createShop() {
  const w = await createWorld();
  const ask = (what: keyof typeof staffDocuments, variables: object, viewer: Viewer | null) =>
    w.answer(staffDocuments[what], variables, viewer);
  const invite = (given: object = {}, viewer: Viewer | null = viewers.owner) =>
    ask("invite", { input: newInvitation(given) }, viewer);
  /** Somebody new who works there as that. */
  const hire = async (given: object) => {
    const [person, { invitationCode: code }] = [newResident(), await invite(given)];
    const { id } = await ask("accept", { code }, person);
    w.clock.at = new Date(+w.clock.at + 60_000);
    return { person, id };
  };
  const moves = async () =>
    (await w.events()).flatMap(({ name, payload }) => (name === "merchants.staff-moved.v1" ? payload : []));
  return { ...w, ask, invite, hire, moves };
}

test("an owner invites an editor, who writes and edits offers from then on, and neither hands them in nor more", async () => {
  const w = await createShop();
  const { person, id } = await w.hire({ role: "EDITOR" });
  const offer = await w.answer(offerDocuments.create, { input: offerDocuments.newOffer }, person);
  expect(offer).toMatchObject({ __typename: "Offer", state: "DRAFT" });
  expect(
    await w.answer(offerDocuments.edit, { id: offer.id, input: offerDocuments.newOffer }, person),
  ).toMatchObject({
    version: 2,
  });
  expect(await w.answer(offerDocuments.submit, { id: offer.id }, person)).toMatchObject({
    code: "NOT_ALLOWED",
  });
  expect(await w.invite({}, person)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.moves()).toMatchObject([
    { staffId: id, role: "EDITOR", personId: null, from: null, to: "INVITED" },
    { staffId: id, personId: person.person, from: "INVITED", to: "WORKING" },
  ]);
});

test("a cashier redeems at the one outlet of the invitation, until dismissed: then at once no more", async () => {
  const w = await createShop();
  const { person, id } = await w.hire({ role: "CASHIER", outletId: outlet.secondBakery });
  const offerId = await w.addOffer({ limitPerPerson: 3 });
  const [first, second] = [await w.claim(offerId), await w.claim(offerId)];
  expect(await w.redeem(first.code, {}, person)).toMatchObject({ code: "NOT_ALLOWED" });
  const there = { outletId: outlet.secondBakery };
  expect(await w.redeem(first.code, there, person)).toMatchObject({ __typename: "Redemption" });
  expect(await w.ask("dismiss", { id }, viewers.owner)).toMatchObject({
    role: "CASHIER",
    until: w.clock.at.toISOString(),
  });
  expect(await w.redeem(second.code, there, person)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.ask("dismiss", { id }, viewers.owner)).toMatchObject({ code: "NO_LONGER_STAFF" });
  expect((await w.moves()).at(-1)).toMatchObject({ staffId: id, from: "WORKING", to: "DISMISSED" });
});

test("an invitation is accepted once, in time, by an adult who does not do that work already", async () => {
  const w = await createShop();
  const code = async (given: object = {}) => (await w.invite(given)).invitationCode as string;
  const used = await code();
  const winners = [newResident(), newResident()];
  const answers = await Promise.all(winners.map((viewer) => w.ask("accept", { code: used }, viewer)));
  expect(answers.map(({ __typename }) => String(__typename)).toSorted()).toEqual([
    "InvalidInvitation",
    "MerchantStaff",
  ]);
  const winner = winners[answers.findIndex(({ __typename }) => __typename === "MerchantStaff")]!;
  expect(await w.ask("accept", { code: used.toLowerCase() }, winner)).toEqual(
    answers.find(({ __typename }) => __typename === "MerchantStaff"),
  );
  expect(await w.ask("accept", { code: await code() }, winner)).toMatchObject({ code: "ALREADY_STAFF" });
  expect(await w.ask("accept", { code: await code({ role: "CASHIER" }) }, winner)).toMatchObject({
    role: "CASHIER",
  });
  for (const age of [17, null])
    expect(await w.ask("accept", { code: await code() }, { ...newResident(), age })).toMatchObject({
      code: "ADULTS_ONLY",
    });
  const late = await code();
  expect(await w.ask("accept", { code: late }, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  w.clock.at = days(7);
  expect(await w.ask("accept", { code: late }, newResident())).toMatchObject({ code: "INVALID_INVITATION" });
  w.clock.at = justBefore(days(7));
  expect(await w.ask("accept", { code: late }, newResident())).toMatchObject({ role: "EDITOR" });
  for (const none of ["", "x", "\u0000", "0".repeat(13)])
    expect(await w.ask("accept", { code: none }, newResident())).toMatchObject({
      code: "INVALID_INVITATION",
    });
});

test("the same acceptance twice at once is one, and gives its work each time", async () => {
  const w = await createShop();
  const [person, { invitationCode: code }] = [newResident(), await w.invite()];
  const [answer, again] = await meetingAt(w, sql`select from staff_invitations for update`, () =>
    [person, person].map((viewer) => w.ask("accept", { code }, viewer)),
  );
  expect(again).toEqual(answer);
  expect(answer).toMatchObject({ role: "EDITOR", person: { id: person.person } });
  expect((await w.moves()).map((move) => (move as { to: string }).to)).toEqual(["INVITED", "WORKING"]);
});

test("what is withdrawn is accepted by nobody", async () => {
  const w = await createShop();
  const { id, invitationCode: code } = await w.invite();
  for (const viewer of [viewers.editor, viewers.otherOwner, viewers.worker])
    expect(await w.ask("withdraw", { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.ask("withdraw", { id }, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.ask("withdraw", { id }, viewers.owner)).toMatchObject({ state: "WITHDRAWN" });
  expect(await w.ask("withdraw", { id }, viewers.owner)).toMatchObject({
    code: "WRONG_INVITATION_STATE",
    state: "WITHDRAWN",
  });
  expect(await w.ask("accept", { code }, newResident())).toMatchObject({ code: "INVALID_INVITATION" });
  for (const unknown of [uuidv7(), "x"])
    expect(await w.ask("withdraw", { id: unknown }, viewers.owner)).toMatchObject({ code: "NOT_FOUND" });
});

test("nobody begins to work at a shop that is retired or for a merchant that is closed", async () => {
  const w = await createShop();
  const cashier = await w.invite({ role: "CASHIER", outletId: outlet.secondBakery });
  const anywhere = await w.invite({ role: "CASHIER" });
  const elsewhere = await w.invite({ merchantId: merchant.laundry }, viewers.otherOwner);
  await w.answer(merchantDocuments.retireOutlet, { id: outlet.secondBakery }, viewers.owner);
  await w.setMerchant("CLOSED", merchant.laundry);
  const accept = ({ invitationCode: code }: { invitationCode: string }) =>
    w.ask("accept", { code }, newResident());
  expect(await accept(cashier)).toMatchObject({ code: "INVALID_INVITATION" });
  expect(await accept(elsewhere)).toMatchObject({ code: "INVALID_INVITATION" });
  expect(await accept(anywhere)).toMatchObject({ role: "CASHIER", outlet: null });
});

test("owners alone invite, with a key for each wish; and those who would resume a merchant without one invite its owner", async () => {
  const w = await createShop();
  for (const viewer of [viewers.editor, viewers.cashier, viewers.otherOwner, viewers.worker, viewers.admin])
    expect(await w.invite({ role: "OWNER" }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.invite({}, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.invite({ merchantId: uuidv7() })).toMatchObject({ code: "NOT_FOUND" });
  for (const [path, given] of [
    ["outletId", { outletId: outlet.bakery }],
    ["outletId", { role: "CASHIER", outletId: outlet.laundry }],
    ["outletId", { role: "CASHIER", outletId: "x" }],
    ["idempotencyKey", { idempotencyKey: "short" }],
  ] as const)
    expect(await w.invite(given)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });
  const wish = { idempotencyKey: "one wish alone" };
  const [one, same] = await Promise.all([w.invite(wish), w.invite(wish)]);
  expect(same).toEqual(one);
  expect(await w.invite({ ...wish, role: "CASHIER" })).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });

  await w.dismiss(viewers.owner, w.clock.at);
  expect(await w.invite({ role: "EDITOR" }, viewers.worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.invite({ role: "OWNER" }, viewers.workerElsewhere)).toMatchObject({ code: "NOT_ALLOWED" });
  const { invitationCode: code } = await w.invite({ role: "OWNER" }, viewers.worker);
  expect(await w.ask("accept", { code }, newResident())).toMatchObject({ role: "OWNER" });
  await w.setMerchant("CLOSED", merchant.laundry);
  expect(await w.invite({ merchantId: merchant.laundry }, viewers.otherOwner)).toMatchObject({
    code: "WRONG_MERCHANT_STATE",
  });
});

test("a merchant keeps one owner: the last is neither dismissed nor leaves, and of two who dismiss each other one stays", async () => {
  const w = await createShop();
  expect(await w.ask("leave", {}, viewers.owner)).toMatchObject({ code: "LAST_OWNER" });
  const entries = async () =>
    (await w.ask("list", {}, viewers.owner)).staff.nodes as { id: string; role: string }[];
  const own = (await entries()).find(({ role }) => role === "OWNER")!.id;
  expect(await w.ask("dismiss", { id: own }, viewers.owner)).toMatchObject({ code: "LAST_OWNER" });
  const { person, id } = await w.hire({ role: "OWNER" });
  const answers = await Promise.all([
    w.ask("dismiss", { id }, viewers.owner),
    w.ask("dismiss", { id: own }, person),
  ]);
  expect(answers.filter(({ __typename }) => __typename === "MerchantStaff")).toHaveLength(1);
  const owners = await w.db.query.merchantStaff.findMany({
    where: { merchantId: merchant.bakery, role: "OWNER", until: { isNull: true } },
  });
  expect(owners).toHaveLength(1);
});

test("what an owner has invited others to ends with that owner's work", async () => {
  const w = await createShop();
  const { person, id } = await w.hire({ role: "OWNER" });
  const [theirs, others] = [await w.invite({}, person), await w.invite()];
  await w.ask("dismiss", { id }, viewers.owner);
  const accept = (code: string) => w.ask("accept", { code }, newResident());
  expect(await accept(theirs.invitationCode)).toMatchObject({ code: "INVALID_INVITATION" });
  expect(await accept(others.invitationCode)).toMatchObject({ role: "EDITOR" });
  expect(await w.moves()).toContainEqual(
    expect.objectContaining({ staffId: theirs.id, from: "INVITED", to: "WITHDRAWN" }),
  );
});

test("others than owners dismiss nobody; whoever works somewhere may leave, and only that person", async () => {
  const w = await createShop();
  const { person, id } = await w.hire({ role: "EDITOR" });
  for (const viewer of [viewers.editor, viewers.otherOwner, viewers.worker, person])
    expect(await w.ask("dismiss", { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.ask("dismiss", { id }, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const unknown of [uuidv7(), "x"]) {
    expect(await w.ask("dismiss", { id: unknown }, viewers.owner)).toMatchObject({ code: "NOT_FOUND" });
    expect(await w.ask("leave", { id: unknown }, viewers.owner)).toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await w.ask("leave", {}, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.ask("leave", {}, viewers.otherOwner)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.ask("leave", {}, person)).toMatchObject({ id: merchant.bakery });
  expect(await w.ask("leave", {}, person)).toMatchObject({ code: "NOT_ALLOWED" });
  expect((await w.moves()).at(-1)).toMatchObject({ staffId: id, from: "WORKING", to: "LEFT" });
});

test("a merchant's staff and invitations show to its owners; to others their own work, and to nobody else a code", async () => {
  const w = await createShop();
  const { id } = await w.invite();
  const all = await w.ask("list", {}, viewers.owner);
  expect(all.staff.totalCount).toBe(4);
  expect(all.staffInvitations.nodes).toMatchObject([
    { id, state: "OPEN", invitationCode: expect.any(String) },
  ]);
  const own = await w.ask("list", {}, viewers.cashier);
  expect(own.staff.nodes).toMatchObject([
    { person: { id: viewers.cashier.person }, outlet: { name: "一店" } },
  ]);
  for (const viewer of [viewers.cashier, viewers.editor, viewers.otherOwner, viewers.worker, visitor])
    expect((await w.ask("list", {}, viewer)).staffInvitations.nodes).toEqual([]);
  for (const viewer of [viewers.otherOwner, viewers.worker, viewers.analyst, visitor])
    expect((await w.ask("list", {}, viewer)).staff).toEqual({ totalCount: 0, nodes: [] });
});

test("staff and invitations of many merchants come in one SQL", async () => {
  const w = await createShop();
  for (let count = 0; count < 5; count++) await w.hire({ role: "EDITOR" });
  w.queries.length = 0;
  const { data } = await w.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Merchant {
      staff(first: 5) { nodes { role outlet { name } } } staffInvitations(first: 5) { nodes { state invitationCode } } } } }`,
    { r: Object.values(merchant).map((id) => ({ __typename: "Merchant", id })) },
    viewers.owner,
  );
  expect(data._entities[0].staff.nodes).toHaveLength(5);
  expect(data._entities[1].staff.nodes).toEqual([]);
  expect(w.queries).toHaveLength(1);
});
