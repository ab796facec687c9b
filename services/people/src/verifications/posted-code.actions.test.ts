import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { addHome, as, createHarness, noon, own, person, place } from "../../test/harness.ts";
import { persons, postedCodes, verifications } from "../db/tables.ts";

type Harness = Awaited<ReturnType<typeof createHarness>>;

const worker = (id: string, at: string = place.community): Viewer => ({
  ...as(id),
  grants: [{ role: "COMMUNITY_WORKER", place: at, organization: null }],
});
const resident = as(person.resident);
const first = worker(person.worker);
const { postedCodeAttempts, postedCodeDays, peoplePerHousehold } = own.policies;

async function ask(h: Harness, mutation: string, fields: string, variables: object, viewer: Viewer | null) {
  const declared = Object.keys(variables).map((name) => `$${name}: ${name === "id" ? "ID" : "String"}!`);
  const document = `mutation (${declared.join(", ")}) { answer: ${mutation} { __typename ... on UserError { code } ${fields} } }`;
  const { data, errors } = await h.execute(document, variables, viewer);
  if (errors) throw new Error(errors[0]!.message);
  return data.answer;
}
const standing = "... on Residence { standing }";
const postedCode = "... on PostedCode { id printedAt expiresAt }";
const printed = "... on PrintedLetter { code room letter { id expiresAt } }";
const request = (h: Harness, id: string, viewer: Viewer | null = resident, key: string = uuidv7()) =>
  ask(h, "requestPostedCode(residenceId: $id, idempotencyKey: $key)", postedCode, { id, key }, viewer);
const print = (h: Harness, id: string, viewer: Viewer | null = first) =>
  ask(h, "printLetter(id: $id)", printed, { id }, viewer);
const confirm = (h: Harness, id: string, typed: string, viewer: Viewer | null = resident) =>
  ask(h, "confirmPostedCode(residenceId: $id, code: $typed)", standing, { id, typed }, viewer);
const wrong = { __typename: "WrongPostedCode", code: "WRONG_POSTED_CODE" };
const verified = { __typename: "Residence", standing: "VERIFIED" };

async function reported(h: Harness, personId: string = person.resident): Promise<string> {
  const id = await addHome(h, { personId, verifiedAt: null });
  await h.db
    .insert(verifications)
    .values({ id: uuidv7(), residenceId: id, personId, state: "REPORTED", reportedAt: noon });
  return id;
}

async function posted(h: Harness) {
  const home = await reported(h);
  const { id } = await request(h, home);
  const { code } = await print(h, id);
  return { home, letter: id as string, code: code as string };
}

test("a posted code verifies the home of who asked for it; it is in no event, and its hash alone is kept", async () => {
  const h = await createHarness();
  const home = await reported(h);
  const key = uuidv7();
  const asked = await request(h, home, resident, key);
  expect(asked).toMatchObject({ __typename: "PostedCode", printedAt: null, expiresAt: null });
  expect(await request(h, home, resident, key)).toEqual(asked);
  expect(await request(h, home)).toMatchObject({ code: "POSTED_CODE_UNDER_WAY" });
  expect(await confirm(h, home, "")).toEqual(wrong);

  const waiting = `query ($place: ID!) { lettersToPost(placeId: $place) { nodes { id place { id } printedAt } } }`;
  const letters = async (viewer: Viewer) =>
    (await h.execute(waiting, { place: place.community }, viewer)).data?.lettersToPost?.nodes;
  expect(await letters(first)).toEqual([{ id: asked.id, place: { id: place.building }, printedAt: null }]);
  expect(await letters(resident)).toBeUndefined();
  const { code, ...shown } = await print(h, asked.id);
  expect(shown).toEqual({
    __typename: "PrintedLetter",
    room: "1602",
    letter: {
      id: asked.id,
      expiresAt: new Date(+noon + postedCodeDays * 86_400_000).toISOString(),
    },
  });
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  expect(await letters(first)).toEqual([]);
  expect(await h.db.query.auditEntries.findMany()).toMatchObject([
    { readerId: person.worker, personId: person.resident, dataClass: "C3", fields: ["room"] },
  ]);

  // As people type what they read.
  const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4).replaceAll("0", "O").replaceAll("1", "l")}`;
  expect(await confirm(h, home, typed)).toEqual(verified);
  expect(await h.db.query.verifications.findMany()).toMatchObject([
    { state: "VERIFIED", method: "POSTED_CODE", decidedBy: null, from: noon },
  ]);
  expect(await confirm(h, home, code)).toEqual(wrong);
  expect(await print(h, asked.id)).toMatchObject({ code: "NOTHING_TO_VERIFY" });
  const events = await h.db.query.outbox.findMany({ orderBy: { sequence: "asc" } });
  const steps = events
    .map(({ payload, actor }) => ({ actor, ...(payload as { entity?: string; from: string; to: string }) }))
    .filter(({ entity }) => entity === "POSTED_CODE");
  expect(steps.map(({ from, to, actor }) => [from, to, actor])).toEqual([
    [null, "REQUESTED", person.resident],
    ["REQUESTED", "PRINTED", person.worker],
    ["PRINTED", "USED", person.resident],
  ]);
  for (const kept of [
    events,
    await h.db.query.postedCodes.findMany(),
    await h.db.query.auditEntries.findMany(),
  ])
    expect(JSON.stringify(kept)).not.toContain(code);
});

test("a code counts to the millisecond before it expires; after that another letter takes its place", async () => {
  const h = await createHarness();
  const { home, letter, code } = await posted(h);
  h.clock.at = new Date(+noon + postedCodeDays * 86_400_000);
  expect(await confirm(h, home, code)).toEqual(wrong);
  h.clock.at = new Date(+h.clock.at - 1);
  expect(await request(h, home)).toMatchObject({ code: "POSTED_CODE_UNDER_WAY" });
  expect(await confirm(h, home, code)).toEqual(verified);

  const other = await reported(h, person.stranger);
  const asked = await request(h, other, as(person.stranger));
  const old = await print(h, asked.id);
  h.clock.at = new Date(+h.clock.at + postedCodeDays * 86_400_000);
  const next = await request(h, other, as(person.stranger));
  expect(next).toMatchObject({ __typename: "PostedCode", printedAt: null });
  expect([letter, asked.id]).not.toContain(next.id);
  expect(await print(h, asked.id)).toMatchObject({ code: "NOTHING_TO_VERIFY" });
  expect(await confirm(h, other, old.code, as(person.stranger))).toEqual(wrong);
});

test("a code is tried as often as the policy allows, at once or one by one; printing anew voids the one before", async () => {
  const h = await createHarness();
  const { home, letter, code } = await posted(h);
  for (let tried = 1; tried < postedCodeAttempts; tried++)
    expect(await confirm(h, home, "wrong")).toEqual(wrong);
  // Of two at once at the last one only one is compared.
  await Promise.all([confirm(h, home, "wrong"), confirm(h, home, "wrong\u0000")]);
  expect(await h.db.query.postedCodes.findFirst()).toMatchObject({ attempts: postedCodeAttempts });
  expect(await confirm(h, home, code)).toEqual(wrong);

  const { code: second } = await print(h, letter);
  for (let tried = 1; tried < postedCodeAttempts; tried++)
    expect(await confirm(h, home, code)).toEqual(wrong);
  expect(await confirm(h, home, second)).toEqual(verified);
});

test("of several who use one code at once one does", async () => {
  const h = await createHarness();
  const { home, code } = await posted(h);
  const answers = await Promise.all([1, 2, 3].map(() => confirm(h, home, code)));
  expect(answers.filter(({ __typename }) => __typename === "Residence")).toEqual([verified]);
  expect(answers.filter(({ __typename }) => __typename !== "Residence")).toEqual([wrong, wrong]);
  const steps = await h.db.query.outbox.findMany();
  expect(steps.filter(({ payload }) => (payload as { to?: string }).to === "VERIFIED")).toHaveLength(1);
});

test("nobody asks for, prints or uses a letter that is not theirs to", async () => {
  const h = await createHarness();
  const { home, letter, code } = await posted(h);
  for (const nothing of [uuidv7(), "not-a-uuid", ""]) {
    expect(await request(h, nothing)).toMatchObject({ code: "NOT_FOUND" });
    expect(await print(h, nothing)).toMatchObject({ code: "NOT_FOUND" });
    expect(await confirm(h, nothing, code)).toEqual(wrong);
  }
  expect(await request(h, home, first)).toMatchObject({ code: "NOT_FOUND" });
  expect(await confirm(h, home, code, first)).toEqual(wrong);
  for (const refused of [request(h, home, null), print(h, letter, null), confirm(h, home, code, null)])
    expect(await refused).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [resident, worker(person.stranger, place.otherQuarter)])
    expect(await print(h, letter, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await print(h, letter, worker(person.resident))).toMatchObject({ code: "OWN_HOME" });
  expect(await request(h, home, resident, "short")).toMatchObject({ code: "INVALID_INPUT" });
  // None of that was a try.
  expect(await h.db.query.postedCodes.findMany()).toMatchObject([{ attempts: 0 }]);
  // What a worker decided meanwhile stays decided.
  await ask(h, 'refuseResidence(id: $id, reason: "材料不全")', standing, { id: home }, first);
  expect(await confirm(h, home, code)).toEqual(wrong);
  expect(await request(h, home)).toMatchObject({ code: "NOTHING_TO_VERIFY" });
});

test("in a full household a code leaves it to a person, and no second code takes that person's place", async () => {
  const h = await createHarness();
  const { home, code } = await posted(h);
  for (let index = 0; index < peoplePerHousehold; index++) {
    const personId = uuidv7();
    await h.db.insert(persons).values({ id: personId, name: "住户" });
    await addHome(h, { personId });
  }
  expect(await confirm(h, home, code)).toEqual({ __typename: "Residence", standing: "NEEDS_REVIEW" });
  expect(await request(h, home)).toMatchObject({ code: "NOTHING_TO_VERIFY" });
  expect(await ask(h, "verifyResidence(id: $id)", standing, { id: home }, first)).toEqual(verified);
});

test("the database refuses letters that must never be", async () => {
  const h = await createHarness();
  const residenceId = await reported(h);
  const verification = await h.db.query.verifications.findFirst();
  const waits = {
    residenceId,
    personId: person.resident,
    verificationId: verification!.id,
    requestedAt: noon,
  };
  const later = new Date(+noon + 1);
  const onItsWay = {
    ...waits,
    codeHash: "hash",
    printedAt: noon,
    printedBy: person.worker,
    expiresAt: later,
  };
  const bad: [constraint: string, ...rows: (typeof waits & Partial<typeof postedCodes.$inferInsert>)[]][] = [
    ["one_open_posted_code", waits, onItsWay],
    ["a_code_is_printed_whole", { ...waits, codeHash: "hash" }],
    ["a_code_expires_after_it_is_printed", { ...onItsWay, expiresAt: noon }],
    ["only_a_code_that_counts_is_used", { ...waits, usedAt: noon }],
    ["only_a_code_that_counts_is_used", { ...onItsWay, usedAt: later }],
    ["a_code_is_used_or_void", { ...onItsWay, usedAt: noon, voidedAt: noon }],
    ["only_a_printed_code_is_tried", { ...waits, attempts: 1 }],
    ["only_a_printed_code_is_tried", { ...onItsWay, attempts: -1 }],
    ["nobody_prints_their_own_code", { ...onItsWay, printedBy: person.resident }],
    ["posted_codes_HWGbGyN0Ru7F_fkey", { ...waits, personId: person.worker }],
  ];
  const answers: unknown[] = [];
  for (const [, ...rows] of bad) {
    const insert = h.db.transaction(async (tx) => {
      for (const row of rows) await tx.insert(postedCodes).values({ id: uuidv7(), ...row });
    });
    answers.push(await insert.then(() => "accepted", constraintOf));
  }
  expect(answers).toEqual(bad.map(([constraint]) => constraint));
});
