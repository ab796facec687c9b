import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { as, createHarness, noon, person, place } from "../../test/harness.ts";
import { consents } from "../db/tables.ts";
import { consentPurposes, currentVersion } from "./consent.rules.ts";

type Harness = Awaited<ReturnType<typeof createHarness>>;

const self = as(person.resident);
const shown = `__typename ... on Consent { given version changedAt needsRenewal } ... on UserError { code }`;
const give = `mutation ($version: Int!) { answer: giveConsent(purpose: ACTIVITY_PHOTO, version: $version) { ${shown} ... on ConsentTextChanged { currentVersion } } }`;
const withdraw = `mutation { answer: withdrawConsent(purpose: ACTIVITY_PHOTO) { ${shown} } }`;
const mine = `{ viewer { consents { purpose given version currentVersion needsRenewal text } } }`;

async function answer(h: Harness, document: string, variables: object, viewer: Viewer | null = self) {
  const { data, errors } = await h.execute(document, variables, viewer);
  if (errors) throw new Error(errors[0]!.message);
  return data.answer;
}
const changes = async (h: Harness) =>
  (await h.db.query.outbox.findMany({ orderBy: { sequence: "asc" } }))
    .filter(({ name }) => name === "people.consent-changed.v1")
    .map(({ payload }) => payload);

test("a consent is given and withdrawn with one click each; a double click is one step, and each step an event", async () => {
  const h = await createHarness();
  const given = {
    __typename: "Consent",
    given: true,
    version: 2,
    changedAt: noon.toISOString(),
    needsRenewal: false,
  };
  expect(await Promise.all([1, 2, 3].map(() => answer(h, give, { version: 2 })))).toEqual([
    given,
    given,
    given,
  ]);
  h.clock.at = new Date(+noon + 1000);
  const withdrawn = { ...given, given: false, changedAt: h.clock.at.toISOString() };
  expect(await Promise.all([1, 2].map(() => answer(h, withdraw, {})))).toEqual([withdrawn, withdrawn]);
  expect(await answer(h, give, { version: 2 })).toMatchObject({ given: true });
  const step = { personId: person.resident, purpose: "ACTIVITY_PHOTO", version: 2 };
  expect(await changes(h)).toEqual([
    { ...step, given: true },
    { ...step, given: false },
    { ...step, given: true },
  ]);
  const steps = await h.db.query.consents.findMany({ orderBy: { ordinal: "asc" } });
  expect(steps.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
});

test("a changed text asks anew: the old consent says so, and another version than the present is refused", async () => {
  const h = await createHarness();
  const old = { personId: person.resident, purpose: "ACTIVITY_PHOTO" as const, version: 1, given: true };
  await h.db
    .insert(consents)
    .values({ ...old, id: uuidv7(), ordinal: 1, givenBy: person.resident, at: noon });
  h.queries.length = 0;
  const { data } = await h.execute(mine, {}, self);
  expect(h.queries).toHaveLength(1);
  expect(data.viewer.consents.map(({ purpose }: { purpose: string }) => purpose)).toEqual([
    ...consentPurposes,
  ]);
  expect(data.viewer.consents[1]).toEqual({
    purpose: "ACTIVITY_PHOTO",
    given: true,
    version: 1,
    currentVersion: 2,
    needsRenewal: true,
    text: expect.stringContaining("公众号"),
  });
  for (const version of [1, 3, 0, -1])
    expect(await answer(h, give, { version })).toMatchObject({
      code: "CONSENT_TEXT_CHANGED",
      currentVersion: currentVersion("ACTIVITY_PHOTO"),
    });
  expect(await answer(h, give, { version: 2 })).toMatchObject({ version: 2, needsRenewal: false });
});

test("nothing is withdrawn that was not given, and nobody speaks for another", async () => {
  const h = await createHarness();
  expect(await answer(h, withdraw, {})).toMatchObject({ given: false, version: null });
  for (const document of [give, withdraw])
    expect(await answer(h, document, { version: 2 }, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  const other = `mutation ($id: ID) { answer: withdrawConsent(purpose: ACTIVITY_PHOTO, personId: $id) { ${shown} } }`;
  for (const id of [person.stranger, uuidv7(), "not-a-uuid"])
    expect(await answer(h, other, { id })).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await changes(h)).toEqual([]);
});

test("auditors read the record without whose it is; nobody else reads it", async () => {
  const h = await createHarness();
  await answer(h, give, { version: 2 });
  await answer(h, withdraw, {});
  const records = `query ($purpose: ConsentPurpose) { consentRecords(purpose: $purpose) { nodes { purpose version given byGuardian at } } }`;
  const holding = (role: "AUDITOR" | "COMMUNITY_WORKER" | "ANALYST"): Viewer => ({
    ...as(person.stranger),
    grants: [{ role, place: role === "AUDITOR" ? null : place.prefecture, organization: null }],
  });
  const auditor = holding("AUDITOR");
  h.queries.length = 0;
  const { data } = await h.execute(records, {}, auditor);
  const step = { purpose: "ACTIVITY_PHOTO", version: 2, byGuardian: false, at: noon.toISOString() };
  expect(data.consentRecords.nodes).toHaveLength(2);
  expect(data.consentRecords.nodes).toContainEqual({ ...step, given: false });
  expect(h.queries).toHaveLength(1);
  const none = await h.execute(records, { purpose: "COUPON_CLAIM" }, auditor);
  expect(none.data.consentRecords.nodes).toEqual([]);
  for (const viewer of [self, holding("COMMUNITY_WORKER"), holding("ANALYST"), null])
    expect((await h.execute(records, {}, viewer)).errors).toMatchObject([
      { extensions: { code: "NOT_ALLOWED" } },
    ]);
});

test("the record only grows", async () => {
  const h = await createHarness();
  await answer(h, give, { version: 2 });
  const [first] = await h.db.query.consents.findMany();
  const refused = (write: PromiseLike<unknown>) =>
    Promise.resolve(write).then(
      () => "accepted",
      (error: unknown) => constraintOf(error) ?? (error as { cause: Error }).cause.message,
    );
  expect(await refused(h.db.update(consents).set({ given: false }))).toBe("consents are never changed");
  expect(await refused(h.db.execute(sql`delete from consents`))).toBe("consents are never changed");
  expect(await refused(h.db.insert(consents).values({ ...first!, id: uuidv7() }))).toBe(
    "one_step_after_another",
  );
  expect(await refused(h.db.insert(consents).values({ ...first!, id: uuidv7(), ordinal: 0 }))).toBe(
    "steps_count_from_one",
  );
});
