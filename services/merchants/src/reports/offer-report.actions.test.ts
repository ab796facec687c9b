import { dataRequested } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { createWorld, newResident, place, viewers, visitor } from "../../test/world.ts";

const answer = `__typename ... on UserError { code } ... on InvalidInput { problems { path } }
  ... on OfferReport { id state reason outcome offer { id } }`;
const documents = {
  report: `mutation ($input: ReportOfferInput!) { reportOffer(input: $input) { ${answer} } }`,
  uphold: `mutation ($id: ID!, $outcome: String = "原价虚高，请更正") {
    upholdOfferReport(id: $id, outcome: $outcome) { ${answer} ... on ReportDecided { state } } }`,
  dismiss: `mutation ($id: ID!, $outcome: String = "已核实，与门店一致") {
    dismissOfferReport(id: $id, outcome: $outcome) { ${answer} ... on ReportDecided { state } } }`,
  queue: `{ offerReportsToReview { nodes { id reason offer { title } } } }`,
  history: `query ($id: ID!) { offer(id: $id) { state heldBy history { nodes { step reason actor { id } } } } }`,
};
const own = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { offerReports { nodes { id state outcome } } } } }`;

async function createTown() {
  const w = await createWorld();
  const ask = (what: keyof typeof documents, variables: object, viewer: Viewer | null) =>
    w.answer(documents[what], variables, viewer);
  const report = (offerId: string, viewer: Viewer | null = viewers.resident, given: object = {}) =>
    ask(
      "report",
      { input: { offerId, reason: "标价与门店不符", idempotencyKey: uuidv7(), ...given } },
      viewer,
    );
  const queue = async (viewer: Viewer | null) =>
    (await ask("queue", {}, viewer)).nodes.map(({ id }: { id: string }) => id) as string[];
  const ownReports = async (viewer: Viewer) => {
    const { data } = await w.execute(own, { r: [{ __typename: "Viewer", id: viewer.person }] }, viewer);
    return data._entities[0].offerReports.nodes;
  };
  return { ...w, ask, report, queue, ownReports };
}

test("a report that is upheld pauses the offer; who reported it reads the outcome, the merchant why and never who", async () => {
  const w = await createTown();
  const offerId = await w.addOffer();
  const { id } = await w.report(offerId);
  expect(await w.queue(viewers.worker)).toEqual([id]);
  expect(await w.ask("uphold", { id }, viewers.worker)).toMatchObject({
    state: "UPHELD",
    offer: { id: offerId },
  });
  expect(await w.queue(viewers.worker)).toEqual([]);
  expect(await w.claim(offerId)).toMatchObject({ code: "OFFER_NOT_LIVE" });
  expect(await w.ownReports(viewers.resident)).toEqual([
    { id, state: "UPHELD", outcome: "原价虚高，请更正" },
  ]);

  const seen = await w.ask("history", { id: offerId }, viewers.owner);
  expect(seen).toMatchObject({
    state: "PAUSED",
    heldBy: "REVIEWER",
    history: { nodes: [{ step: "PAUSE", reason: "原价虚高，请更正", actor: { id: viewers.worker.person } }] },
  });
  expect(JSON.stringify(seen)).not.toContain(viewers.resident.person);
  expect(await w.queue(viewers.owner)).toEqual([]);
  const moves = (await w.events()).filter(({ name }) => name === "merchants.offer-report-moved.v1");
  expect(moves).toMatchObject([
    { payload: { reportId: id, reporterId: viewers.resident.person, from: null, to: "OPEN" } },
    { payload: { reportId: id, from: "OPEN", to: "UPHELD" }, actor: viewers.worker.person },
  ]);
});

test("a report that is dismissed leaves the offer as it is", async () => {
  const w = await createTown();
  const offerId = await w.addOffer();
  const { id } = await w.report(offerId);
  const answers = await Promise.all(
    (["dismiss", "dismiss", "uphold"] as const).map((what) => w.ask(what, { id }, viewers.worker)),
  );
  expect(answers.filter(({ __typename }) => __typename === "OfferReport")).toHaveLength(1);
  expect(answers.filter(({ code }) => code === "REPORT_DECIDED")).toHaveLength(2);
  const [{ state }] = await w.ownReports(viewers.resident);
  const offer = await w.ask("history", { id: offerId }, viewers.owner);
  expect(offer.state).toBe(state === "UPHELD" ? "PAUSED" : "LIVE");
});

test("what a reviewer or the clock has stopped already is upheld without another pause", async () => {
  const w = await createTown();
  const held = await w.addOffer({ state: "PAUSED", heldBy: "PLATFORM" });
  const ended = await w.addOffer({ claimUntil: w.clock.at });
  for (const offerId of [held, ended]) {
    const { id } = await w.report(offerId);
    expect(await w.ask("uphold", { id }, viewers.worker)).toMatchObject({ state: "UPHELD" });
    expect((await w.ask("history", { id: offerId }, viewers.owner)).history.nodes).toEqual([]);
  }
  // Its merchant's own pause is none that it may not lift.
  const paused = await w.addOffer({ state: "PAUSED" });
  const { id } = await w.report(paused);
  await w.ask("uphold", { id }, viewers.worker);
  expect(await w.ask("history", { id: paused }, viewers.owner)).toMatchObject({ heldBy: "REVIEWER" });
});

test("everybody signed in reports what they can see, once at a time", async () => {
  const w = await createTown();
  const offerId = await w.addOffer();
  expect(await w.report(offerId, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  const wish = { idempotencyKey: "one wish alone" };
  const [first, same] = [
    await w.report(offerId, viewers.resident, wish),
    await w.report(offerId, viewers.resident, wish),
  ];
  expect(same).toEqual(first);
  expect(await w.report(offerId, viewers.resident, { ...wish, reason: "另一个" })).toMatchObject({
    code: "IDEMPOTENCY_KEY_REUSED",
  });
  const twins = await Promise.all([1, 2].map(() => w.report(offerId, viewers.neighbour)));
  expect(twins.map(({ __typename }) => String(__typename)).toSorted()).toEqual([
    "AlreadyReported",
    "OfferReport",
  ]);
  await w.ask("dismiss", { id: first.id }, viewers.worker);
  expect(await w.report(offerId)).toMatchObject({ state: "OPEN" });
  for (const unknown of [uuidv7(), "x", await w.addOffer({ state: "DRAFT" })])
    expect(await w.report(unknown)).toMatchObject({ code: "NOT_FOUND" });
  for (const reason of ["", " ", "因".repeat(1_001), "\u0000"])
    expect(await w.report(offerId, newResident(), { reason })).toMatchObject({
      problems: [{ path: "reason" }],
    });
});

test("reports are for who reviews all places of the offer, has no part in the merchant and did not make them", async () => {
  const w = await createTown();
  const offerId = await w.addOffer();
  const { id } = await w.report(offerId);
  const strangers = [
    viewers.owner,
    viewers.resident,
    viewers.workerElsewhere,
    viewers.analyst,
    viewers.admin,
  ];
  for (const what of ["uphold", "dismiss"] as const) {
    for (const viewer of [...strangers, viewers.leagueReviewer])
      expect(await w.ask(what, { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
    expect(await w.ask(what, { id }, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
    expect(await w.ask(what, { id }, viewers.ownerWhoReviews)).toMatchObject({ code: "OWN_MERCHANT" });
    for (const unknown of [uuidv7(), "x"])
      expect(await w.ask(what, { id: unknown }, viewers.worker)).toMatchObject({ code: "NOT_FOUND" });
    for (const outcome of ["", " ", "因".repeat(1_001), "\u0000"])
      expect(await w.ask(what, { id, outcome }, viewers.worker)).toMatchObject({
        problems: [{ path: "outcome" }],
      });
  }
  for (const viewer of [...strangers, visitor]) expect(await w.queue(viewer)).toEqual([]);
  const own1 = await w.report(offerId, viewers.worker);
  expect(await w.ask("uphold", { id: own1.id }, viewers.worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.queue(viewers.worker)).toEqual([id]);
  // A campaign of two communities is the league's.
  const campaign = await w.addOffer({}, [place.community, place.otherCommunity]);
  const { id: third } = await w.report(campaign);
  expect(await w.queue(viewers.leagueReviewer)).toEqual([third]);
  expect(await w.queue(viewers.workerElsewhere)).toEqual([]);
});

test("a deleted account takes its words along", async () => {
  const w = await createTown();
  const reporter = newResident();
  const { id } = await w.report(await w.addOffer(), reporter);
  await w.deliver({
    name: dataRequested.name,
    payload: { requestId: uuidv7(), personId: reporter.person, kind: "DELETION" },
  });
  expect((await w.ask("queue", {}, viewers.worker)).nodes).toMatchObject([{ id, reason: null }]);
});

test("many reports come in one SQL", async () => {
  const w = await createTown();
  for (let count = 0; count < 4; count++) await w.report(await w.addOffer());
  w.queries.length = 0;
  expect(await w.queue(viewers.worker)).toHaveLength(4);
  expect(w.queries).toHaveLength(1);
});
