import { offerMoved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { approve, create, newOffer, reject, submit } from "../../test/offer-documents.ts";
import { createWorld, days, justBefore, merchant, noon, place, viewers, visitor } from "../../test/world.ts";
import { offerPlaces, offers } from "../db/tables.ts";
import { storedOfferStates } from "./offer.rules.ts";

const everybody = { visitor, ...viewers };
const draft = { state: "DRAFT", submittedBy: null } as const;
const submitted = { state: "SUBMITTED", submittedBy: viewers.owner.person } as const;

/** The ones who may; everybody else is refused, and how. */
const table = {
  create: { document: create, may: ["owner", "editor", "ownerWhoReviews"], given: null },
  submit: { document: submit, may: ["owner", "editor", "ownerWhoReviews"], given: draft },
  approve: { document: approve, may: ["worker"], given: submitted },
  reject: { document: reject, may: ["worker"], given: submitted },
} as const;

test.each(Object.keys(table) as (keyof typeof table)[])(
  "who may %s an offer, and how the others are refused",
  async (name) => {
    const { document, may, given } = table[name];
    const w = await createWorld();
    for (const [role, viewer] of Object.entries(everybody)) {
      const id = given && (await w.addOffer(given));
      const before = { events: await w.events(), rows: await w.db.select().from(offers).orderBy(offers.id) };
      const { __typename, code } = await w.answer(
        document,
        { id, input: newOffer, key: `a wish of ${role}` },
        viewer,
      );
      const allowed = (may as readonly string[]).includes(role);
      const refusal =
        viewer === null
          ? "NOT_SIGNED_IN"
          : given === submitted && role === "ownerWhoReviews"
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

test("an offer goes from draft to review, back with a reason, and through, each step with its event", async () => {
  const w = await createWorld();
  const made = await w.answer(create, { input: newOffer }, viewers.editor);
  expect(made).toEqual({
    __typename: "Offer",
    id: made.id,
    title: newOffer.title,
    state: "DRAFT",
    stock: 100,
    remaining: 100,
    merchant: { name: "云朵烘焙" },
  });
  const { id } = made;
  expect((await w.answer(submit, { id }, viewers.editor)).state).toBe("SUBMITTED");
  expect(await w.answer(reject, { id, reason: " 请写明时段 " }, viewers.worker)).toMatchObject({
    state: "REJECTED",
    reviewReason: "请写明时段",
  });
  expect(await w.answer(submit, { id }, viewers.owner)).toMatchObject({
    state: "SUBMITTED",
    reviewReason: null,
  });
  expect((await w.answer(approve, { id }, viewers.worker)).state).toBe("SCHEDULED");

  const step = (by: keyof typeof viewers, from: string | null, to: string, reason: string | null = null) => ({
    name: offerMoved.name,
    payload: { offerId: id, merchantId: merchant.bakery, from, to, reason },
    actor: viewers[by].person,
    at: noon,
  });
  expect(await w.events()).toEqual([
    step("editor", null, "DRAFT"),
    step("editor", "DRAFT", "SUBMITTED"),
    step("worker", "SUBMITTED", "REJECTED", "请写明时段"),
    step("owner", "REJECTED", "SUBMITTED"),
    step("worker", "SUBMITTED", "APPROVED"),
  ]);
  expect(await w.db.select().from(offers)).toMatchObject([
    {
      createdBy: viewers.editor.person,
      submittedBy: viewers.owner.person,
      submittedHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      reviewedBy: viewers.worker.person,
    },
  ]);
});

test.each([
  ["submit", submit, viewers.owner, ["DRAFT", "REJECTED"]],
  ["approve", approve, viewers.worker, ["SUBMITTED"]],
  ["reject", reject, viewers.worker, ["SUBMITTED"]],
] as const)("from any other state there is nothing to %s", async (_name, document, viewer, from) => {
  const w = await createWorld();
  for (const state of storedOfferStates.filter((one) => !(from as readonly string[]).includes(one))) {
    const id = await w.addOffer({ ...submitted, state });
    expect(await w.answer(document, { id }, viewer)).toMatchObject({ code: "WRONG_OFFER_STATE" });
    expect(await w.db.query.offers.findFirst({ where: { id } })).toMatchObject({ state, reviewedBy: null });
  }
  expect(await w.events()).toEqual([]);
});

test("of reviews at once one is done, and the others are told that they come too late", async () => {
  const w = await createWorld();
  const id = await w.addOffer(submitted);
  const another = { ...viewers.worker, person: uuidv7() };
  const answers = await Promise.all(
    [approve, reject, approve, reject].map((document, index) =>
      w.answer(document, { id }, index % 2 ? another : viewers.worker),
    ),
  );
  expect(answers.filter(({ __typename }) => __typename === "Offer")).toHaveLength(1);
  const { state } = (await w.db.query.offers.findFirst({ where: { id } }))!;
  expect(answers.filter(({ code }) => code === "WRONG_OFFER_STATE").map((late) => late.state)).toEqual(
    Array(3).fill(state),
  );
  expect(await w.events()).toMatchObject([{ payload: { from: "SUBMITTED", to: state } }]);
});

test("a reviewer's scope must hold all places of an offer, and an offer of no place is nobody's to review", async () => {
  const w = await createWorld();
  const both = await w.addOffer(submitted, [place.quarter, place.otherCommunity]);
  const above = await w.addOffer(submitted, [place.county]);
  const nowhere = await w.addOffer(submitted);
  await w.db.delete(offerPlaces).where(eq(offerPlaces.offerId, nowhere));
  for (const id of [both, above, nowhere])
    expect((await w.answer(approve, { id }, viewers.worker)).code).toBe("NOT_ALLOWED");
  const grants = [...viewers.worker.grants, ...viewers.workerElsewhere.grants];
  expect((await w.answer(approve, { id: both }, { ...viewers.worker, grants })).state).toBe("LIVE");
});

test("there is nothing to do with an offer that is not there", async () => {
  const w = await createWorld();
  for (const id of ["not-a-uuid", uuidv7()])
    for (const [document, viewer] of [
      [submit, viewers.owner],
      [approve, viewers.worker],
      [reject, viewers.worker],
    ] as const)
      expect((await w.answer(document, { id }, viewer)).code).toBe("NOT_FOUND");
});

test("an offer is handed in until just before its claiming ends, with terms", async () => {
  const w = await createWorld();
  const [late, inTime, bare] = [
    await w.addOffer(draft),
    await w.addOffer(draft),
    await w.addOffer({ ...draft, terms: "" }),
  ];
  expect((await w.answer(submit, { id: bare }, viewers.owner)).code).toBe("OFFER_NOT_SUBMITTABLE");
  w.clock.at = justBefore(days(7));
  expect((await w.answer(submit, { id: inTime }, viewers.owner)).state).toBe("SUBMITTED");
  w.clock.at = days(7);
  expect((await w.answer(submit, { id: late }, viewers.owner)).code).toBe("OFFER_NOT_SUBMITTABLE");
});

test("nothing is sent back without a reason that can be kept", async () => {
  const w = await createWorld();
  const id = await w.addOffer(submitted);
  for (const reason of ["", "  ", "因".repeat(1_001), "\u0000"])
    expect(await w.answer(reject, { id, reason }, viewers.worker)).toMatchObject({
      code: "INVALID_INPUT",
      problems: [{ path: "reason" }],
    });
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
