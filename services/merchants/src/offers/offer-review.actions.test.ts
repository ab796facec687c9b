import { offerMoved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  addStock,
  approve,
  changePictures,
  create,
  edit,
  newOffer,
  pause,
  reject,
  resume,
  submit,
  withdraw,
} from "../../test/offer-documents.ts";
import {
  createWorld,
  days,
  justBefore,
  merchant,
  newResident,
  noon,
  place,
  viewers,
} from "../../test/world.ts";
import { merchantStaff, offerPlaces, offers } from "../db/tables.ts";
import { storedOfferStates } from "./offer.rules.ts";

const draft = { state: "DRAFT", submittedBy: null, submittedAt: null } as const;
const submitted = { state: "SUBMITTED", submittedBy: viewers.owner.person } as const;

test("an offer goes from draft to review, back with a reason, and through, each step with its event", async () => {
  const w = await createWorld();
  const made = await w.answer(create, { input: newOffer }, viewers.editor);
  const { id } = made;
  expect(made).toMatchObject({ state: "DRAFT", stock: 100, remaining: 100, merchant: { name: "云朵烘焙" } });
  const own = (document: string) => {
    w.clock.at = new Date(+w.clock.at + 1);
    return w.answer(document, { id }, viewers.owner);
  };
  const judge = async (document: string, reason?: string) => {
    w.clock.at = new Date(+w.clock.at + 1);
    return w.answer(document, { id, hash: await w.hashOf(id), reason }, viewers.worker);
  };
  await own(submit);
  expect(await own(withdraw)).toMatchObject({ state: "DRAFT" });
  await own(submit);
  expect(await judge(reject, " 请写明时段 ")).toMatchObject({
    state: "REJECTED",
    reviewReason: "请写明时段",
  });
  expect(await own(submit)).toMatchObject({ state: "SUBMITTED", reviewReason: null });
  expect((await judge(approve)).state).toBe("SCHEDULED");

  const step = (
    name: string,
    by: keyof typeof viewers,
    from: string | null,
    to: string,
    reason: string | null = null,
  ) => ({
    name: offerMoved.name,
    payload: {
      offerId: id,
      merchantId: merchant.bakery,
      step: name,
      from,
      to,
      version: 1,
      reason,
      delta: null,
    },
    actor: viewers[by].person,
  });
  const steps = [
    step("CREATE", "editor", null, "DRAFT"),
    step("SUBMIT", "owner", "DRAFT", "SUBMITTED"),
    step("WITHDRAW", "owner", "SUBMITTED", "DRAFT"),
    step("SUBMIT", "owner", "DRAFT", "SUBMITTED"),
    step("REJECT", "worker", "SUBMITTED", "REJECTED", "请写明时段"),
    step("SUBMIT", "owner", "REJECTED", "SUBMITTED"),
    step("APPROVE", "worker", "SUBMITTED", "APPROVED"),
  ];
  const ticks = steps.map((one, tick) => ({ ...one, at: new Date(+noon + tick) }));
  expect(await w.events()).toEqual(ticks);
  const history = await w.db.query.offerSteps.findMany({ orderBy: { id: "asc" } });
  const noted = ({ step: name, from, to, reason, at }: (typeof history)[number]) => [
    name,
    from,
    to,
    reason,
    at,
  ];
  expect(history.map(noted)).toEqual(
    ticks.map(({ payload, at }) => [payload.step, payload.from, payload.to, payload.reason, at]),
  );
  expect(history.map(({ actor }) => actor)).toEqual(ticks.map(({ actor }) => actor));
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
  ["withdraw", withdraw, viewers.owner, ["SUBMITTED"]],
  ["approve", approve, viewers.worker, ["SUBMITTED"]],
  ["reject", reject, viewers.worker, ["SUBMITTED"]],
] as const)("from any other state there is nothing to %s", async (_name, document, viewer, from) => {
  const w = await createWorld();
  for (const state of storedOfferStates.filter((one) => !(from as readonly string[]).includes(one))) {
    const id = await w.addOffer({ ...submitted, state });
    const hash = await w.hashOf(id);
    expect(await w.answer(document, { id, hash }, viewer)).toMatchObject({ code: "WRONG_OFFER_STATE" });
    expect(await w.db.query.offers.findFirst({ where: { id } })).toMatchObject({ state, reviewedBy: null });
  }
  expect(await w.events()).toEqual([]);
});

test("a refusal names the state that the offer shows, and not what is stored of it", async () => {
  const w = await createWorld();
  const told = async (id: string, document: string = submit) =>
    (await w.answer(document, { id, key: uuidv7() }, viewers.owner)).state;
  const live = await w.addOffer();
  expect([await told(live), await told(live, withdraw), await told(live, resume)]).toEqual(
    Array(3).fill("LIVE"),
  );
  expect(await told(await w.addOffer({ claimFrom: days(1) }))).toBe("SCHEDULED");
  for (const document of [submit, pause, addStock])
    expect(await told(await w.addOffer({ stock: 1, issued: 1 }), document)).toBe("ENDED");
  expect(await told(await w.addOffer(draft), changePictures)).toBe("DRAFT");
  await w.setMerchant("SUSPENDED");
  expect(await told(live, withdraw)).toBe("PAUSED");
});

test("of reviews at once one is done, and the others are told that they come too late", async () => {
  const w = await createWorld();
  const id = await w.addOffer(submitted);
  const hash = await w.hashOf(id);
  const another = { ...viewers.worker, person: uuidv7() };
  const answers = await Promise.all(
    [approve, reject, approve, reject].map((document, index) =>
      w.answer(document, { id, hash }, index % 2 ? another : viewers.worker),
    ),
  );
  expect(answers.filter(({ __typename }) => __typename === "Offer")).toHaveLength(1);
  const { state } = (await w.db.query.offers.findFirst({ where: { id } }))!;
  const shown = (await w.execute(`query ($id: ID!) { offer(id: $id) { state } }`, { id }, viewers.owner)).data
    .offer;
  expect(answers.filter(({ code }) => code === "WRONG_OFFER_STATE").map((late) => late.state)).toEqual(
    Array(3).fill(shown.state),
  );
  expect(await w.events()).toMatchObject([{ payload: { from: "SUBMITTED", to: state } }]);
});

test("a verdict is about what was read, and about nothing that came after", async () => {
  const w = await createWorld();
  const id = await w.addOffer(submitted);
  const read = await w.hashOf(id);
  expect(await w.answer(edit, { id, input: newOffer }, viewers.editor)).toMatchObject({ version: 2 });
  expect((await w.answer(approve, { id, hash: read }, viewers.worker)).code).toBe("WRONG_OFFER_STATE");
  await w.answer(submit, { id }, viewers.owner);
  for (const document of [approve, reject])
    for (const hash of [read, "", "0".repeat(64)])
      expect(await w.answer(document, { id, hash }, viewers.worker)).toMatchObject({
        code: "STALE",
        version: 2,
      });
  // Nor about what somebody changed behind the service's back.
  const hash = await w.hashOf(id);
  await w.db.update(offers).set({ terms: "概不退换" }).where(eq(offers.id, id));
  expect((await w.answer(approve, { id, hash }, viewers.worker)).code).toBe("STALE");
  await w.db.update(offers).set({ terms: newOffer.terms }).where(eq(offers.id, id));
  expect((await w.answer(approve, { id, hash }, viewers.worker)).state).toBe("SCHEDULED");
});

test("a reviewer's scope must hold all places; a campaign across communities is a league reviewer's, too", async () => {
  const w = await createWorld();
  const both = [place.quarter, place.otherCommunity];
  const ask = async (id: string, viewer: (typeof viewers)["worker"]) =>
    w.answer(approve, { id, hash: await w.hashOf(id) }, viewer);
  const nowhere = await w.addOffer(submitted);
  await w.db.delete(offerPlaces).where(eq(offerPlaces.offerId, nowhere));
  const across = await w.addOffer(submitted, both);
  for (const id of [across, await w.addOffer(submitted, [place.county]), nowhere])
    expect((await ask(id, viewers.worker)).code).toBe("NOT_ALLOWED");
  for (const id of [nowhere, await w.addOffer(submitted)])
    expect((await ask(id, viewers.leagueReviewer)).code).toBe("NOT_ALLOWED");
  expect((await ask(across, viewers.leagueReviewer)).state).toBe("LIVE");
  const grants = [...viewers.worker.grants, ...viewers.workerElsewhere.grants];
  const worker = { ...viewers.worker, grants };
  expect((await ask(await w.addOffer(submitted, both), worker)).state).toBe("LIVE");
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
  const hash = await w.hashOf(id);
  for (const reason of ["", "  ", "因".repeat(1_001), "\u0000"])
    expect(await w.answer(reject, { id, hash, reason }, viewers.worker)).toMatchObject({
      code: "INVALID_INPUT",
      problems: [{ path: "reason" }],
    });
});

test("a reviewer's queue is what the reviewer may judge, the oldest first, page by page", async () => {
  const w = await createWorld();
  const at = (day: number) => ({ ...submitted, submittedAt: days(day) });
  const newer = await w.addOffer(at(-1));
  const older = await w.addOffer(at(-3), [place.building, place.community]);
  const across = await w.addOffer(at(-2), [place.quarter, place.otherCommunity]);
  const above = await w.addOffer(at(-1), [place.county]);
  const elsewhere = await w.addOffer(at(-1), [place.otherCommunity]);
  await w.addOffer({ ...at(-4), submittedBy: viewers.worker.person });
  for (const state of storedOfferStates.filter((one) => one !== "SUBMITTED"))
    await w.addOffer({ ...submitted, state });
  const queue = async (viewer: (typeof viewers)["worker"] | null, page = "first: 9") =>
    (await w.execute(`{ offersToReview(${page}) { nodes { id } pageInfo { endCursor } } }`, {}, viewer)).data
      .offersToReview;
  const idsOf = async (viewer: (typeof viewers)["worker"] | null) =>
    (await queue(viewer)).nodes.map(({ id }: { id: string }) => id);
  expect(await idsOf(viewers.worker)).toEqual([older, newer]);
  expect(await idsOf(viewers.workerElsewhere)).toEqual([elsewhere]);
  expect(await idsOf(viewers.leagueReviewer)).toEqual([across, above]);
  for (const viewer of [null, viewers.owner, viewers.resident, viewers.admin, viewers.analyst])
    expect(await idsOf(viewer)).toEqual([]);
  const denied = { ...viewers.worker, denials: [{ role: null, place: place.building, organization: null }] };
  expect(await idsOf(denied)).toEqual([newer]);
  const { endCursor } = (await queue(viewers.worker, "first: 1")).pageInfo;
  expect((await queue(viewers.worker, `first: 9, after: "${endCursor}"`)).nodes).toEqual([{ id: newer }]);
});

test("who works for a merchant, or has ever handed its offer in, neither judges the offer nor finds it in the queue", async () => {
  const w = await createWorld();
  const { grants } = viewers.worker;
  const second = { ...newResident(), grants };
  const staff = {
    merchantId: merchant.bakery,
    personId: second.person,
    role: "OWNER",
    outletId: null,
  } as const;
  await w.db.insert(merchantStaff).values({ ...staff, id: uuidv7(), from: days(-9) });
  const { id } = await w.answer(create, { input: newOffer }, viewers.editor);
  await w.answer(submit, { id }, second);
  await w.answer(withdraw, { id }, viewers.owner);
  await w.answer(submit, { id }, viewers.owner);
  const hash = await w.hashOf(id);
  const refusals = async (viewer: (typeof viewers)["worker"]) => {
    const answers = [];
    for (const document of [approve, reject])
      answers.push((await w.answer(document, { id, hash }, viewer)).code);
    const { nodes } = (await w.execute(`{ offersToReview { nodes { id } } }`, {}, viewer)).data
      .offersToReview;
    expect(nodes).toEqual([]);
    return answers;
  };
  for (const viewer of [viewers.editor, viewers.cashier])
    expect(await refusals({ ...viewer, grants })).toEqual(["OWN_MERCHANT", "OWN_MERCHANT"]);
  expect(await refusals(viewers.ownerWhoReviews)).toEqual(["OWN_SUBMISSION", "OWN_SUBMISSION"]);
  // Also once they have left.
  await w.dismiss(second, noon);
  expect(await refusals(second)).toEqual(["OWN_SUBMISSION", "OWN_SUBMISSION"]);
  await w.dismiss(viewers.cashier, noon);
  expect((await w.answer(approve, { id, hash }, { ...viewers.cashier, grants })).state).toBe("SCHEDULED");
});
