import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { noon, person, place } from "../../test/harness.ts";
import { createPrivacyWorld, more, viewers } from "../../test/privacy.ts";
import { disclosures } from "../db/tables.ts";

const { worker, reviewer, secondWorker, elsewhere, self, neighbour, admin, visitor } = viewers;
const all = "name phone birthDate residences { place { name } }";
const inMinutes = (minutes: number) => new Date(+noon + minutes * 60_000);

test("with a reason personal data is open at once, to the asker alone, until the minutes are over", async () => {
  const w = await createPrivacyWorld();
  const masked = { name: "李**", phone: "199****0001", birthDate: null, residences: null };
  const clear = {
    name: "李晓梅",
    phone: "19900000001",
    birthDate: "1992-11-24",
    residences: [{ place: { name: "3幢" } }],
  };
  expect(await w.see(all, worker, person.resident)).toEqual([masked]);
  expect(await w.request(worker)).toMatchObject({ state: "OPEN", openUntil: inMinutes(30).toISOString() });
  expect(await w.see(all, worker, person.resident)).toEqual([clear]);
  expect(await w.see(all, secondWorker, person.resident)).toEqual([masked]);
  // Whoever is no worker there any more sees nothing of it.
  expect(await w.see("name", { ...worker, grants: [] }, person.resident)).toEqual([{ name: "李**" }]);
  w.clock.at = new Date(+inMinutes(30) - 1);
  expect(await w.see(all, worker, person.resident)).toEqual([clear]);
  w.clock.at = inMinutes(30);
  expect(await w.see(all, worker, person.resident)).toEqual([masked]);
});

test("sensitive data is open when another one has approved, and never by one's own hand", async () => {
  const w = await createPrivacyWorld();
  const room = "residences { room }";
  await w.request(worker);
  expect(await w.see(room, worker, person.resident)).toEqual([{ residences: [{ room: null }] }]);
  const { id } = await w.request(worker, { dataClass: "C3" });
  expect(await w.approve(id, worker)).toMatchObject({ code: "OWN_REQUEST" });
  expect(await w.refuse(id, worker)).toMatchObject({ code: "OWN_REQUEST" });
  for (const viewer of [neighbour, elsewhere, self, admin])
    expect(await w.approve(id, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.approve(id, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.see(room, worker, person.resident)).toEqual([{ residences: [{ room: null }] }]);

  const pending = `{ pendingDisclosures { nodes { id person { name } } } }`;
  expect(await w.execute(pending, {}, secondWorker)).toMatchObject({
    data: { pendingDisclosures: { nodes: [{ id, person: { name: "李**" } }] } },
  });
  for (const viewer of [worker, elsewhere, neighbour])
    expect(await w.execute(pending, {}, viewer)).toEqual({ data: { pendingDisclosures: { nodes: [] } } });

  w.clock.at = inMinutes(60);
  expect(await w.approve(id, secondWorker)).toMatchObject({ openUntil: inMinutes(90).toISOString() });
  expect(await w.see(room, worker, person.resident)).toEqual([{ residences: [{ room: "1602" }] }]);
  expect(await w.see("phone", secondWorker, person.resident)).toEqual([{ phone: "199****0001" }]);
});

test("of two who decide at once one is told; what was refused stays closed", async () => {
  const w = await createPrivacyWorld();
  const { id } = await w.request(worker, { dataClass: "C3" });
  const answers = await Promise.all([w.approve(id, secondWorker), w.refuse(id, reviewer)]);
  expect(answers.map(({ code }) => code).filter(Boolean)).toEqual(["DISCLOSURE_DECIDED"]);
  const other = await w.request(worker, { dataClass: "C3" });
  expect(await w.refuse(other.id, secondWorker, "不")).toMatchObject({ code: "INVALID_INPUT" });
  expect(await w.refuse(other.id, secondWorker)).toMatchObject({ state: "REFUSED", openUntil: null });
  expect(await w.approve(other.id, secondWorker)).toMatchObject({ code: "DISCLOSURE_DECIDED" });
  // What was open without approval needs none afterwards.
  const personal = await w.request(worker);
  expect(await w.approve(personal.id, secondWorker)).toMatchObject({ code: "DISCLOSURE_DECIDED" });
});

test("of a child everything is sensitive, and a right from above the community does not reach it", async () => {
  const w = await createPrivacyWorld();
  const nothing = { name: "**", phone: null, birthDate: null, residences: null };
  expect(await w.see(all, worker, more.child)).toEqual([nothing]);
  expect(await w.see(all, reviewer, more.child)).toEqual([null]);
  expect(await w.request(reviewer, { personId: more.child, dataClass: "C3" })).toMatchObject({
    code: "NOT_ALLOWED",
  });
  await w.request(worker, { personId: more.child });
  expect(await w.see(all, worker, more.child)).toEqual([nothing]);
  const { id } = await w.request(worker, { personId: more.child, dataClass: "C3" });
  // To decide shows nothing, and may be done from above.
  expect(await w.approve(id, reviewer)).toMatchObject({ state: "OPEN" });
  expect(await w.see("name phone", worker, more.child)).toEqual([{ name: "李小禾", phone: "19900000004" }]);
  expect((await w.log()).map(({ dataClass, fields }) => [dataClass, fields])).toEqual([
    ["C3", ["name", "phone"]],
  ]);
  // On the 14th birthday, in Shanghai, a child is none any more.
  w.clock.at = new Date("2026-11-23T15:59:59.999Z");
  expect(await w.see("name", neighbour, more.child)).toEqual([null]);
  w.clock.at = new Date("2026-11-23T16:00:00Z");
  expect(await w.see("name", neighbour, more.child)).toEqual([{ name: "李**" }]);
});

test("only who works with the person asks, with a reason; a double click asks once", async () => {
  const w = await createPrivacyWorld();
  expect(await w.request(visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [self, neighbour, elsewhere, admin, viewers.auditor, viewers.analyst])
    expect(await w.request(viewer, { reason: "" })).toMatchObject({ code: "NOT_ALLOWED" });
  for (const personId of [uuidv7(), "not-an-id"])
    expect(await w.request(worker, { personId })).toMatchObject({ code: "NOT_ALLOWED" });
  for (const reason of ["", "看看", "\u0000漏水联系住户", "因".repeat(501)])
    expect(await w.request(worker, { reason })).toMatchObject({ code: "INVALID_INPUT" });
  const denied = { ...worker, denials: [{ role: null, place: place.quarter, organization: null }] };
  expect(await w.request(denied)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.db.query.disclosures.findMany()).toEqual([]);

  const key = "one request, twice";
  const [one, other] = await Promise.all([w.request(worker, {}, key), w.request(worker, {}, key)]);
  expect(other).toEqual(one);
  expect(await w.request(worker, { dataClass: "C3" }, key)).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  const mine = `{ viewer { disclosures { nodes { id reason state } } } }`;
  expect(await w.execute(mine, {}, worker)).toEqual({
    data: {
      viewer: { disclosures: { nodes: [{ id: one.id, reason: "楼上漏水，联系住户", state: "OPEN" }] } },
    },
  });
});

test("the database opens nothing sensitive without another one's approval", async () => {
  const { db } = await createPrivacyWorld();
  const asked = {
    id: uuidv7(),
    personId: person.resident,
    askedBy: person.worker,
    dataClass: "C3",
    role: "COMMUNITY_WORKER",
    reason: "核实救助申请",
    askedAt: noon,
  } as const;
  const opened = { openedAt: noon, openUntil: inMinutes(30) };
  const approved = { decision: "APPROVED", decidedAt: noon, decidedBy: person.stranger } as const;
  const refused: [string, object][] = [
    ["sensitive_data_needs_approval", opened],
    ["asker_is_not_approver", { ...approved, decidedBy: person.worker }],
    ["a_decision_is_somebodys", { decision: "APPROVED" }],
    ["what_was_refused_stays_closed", { ...approved, ...opened, decision: "REFUSED", dataClass: "C2" }],
    ["it_closes", { ...approved, openedAt: noon }],
    ["nobody_asks_about_themselves", { personId: person.worker }],
  ];
  for (const [constraint, change] of refused) {
    const write = db.insert(disclosures).values({ ...asked, ...change });
    expect(await write.then(() => "accepted", constraintOf)).toBe(constraint);
  }
});
