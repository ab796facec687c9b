import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { as, createHarness, noon, own, person, visitor } from "../../test/harness.ts";
import { identityChecks, persons } from "../db/tables.ts";
import { checkCharacter } from "./identity-number.rules.ts";

type Harness = Awaited<ReturnType<typeof createHarness>>;

const verify = `mutation ($number: String!) { answer: verifyIdentityNumber(number: $number) {
  __typename ... on IdentityCheck { verifiedAt } ... on UserError { code message }
} }`;
const since = `{ viewer { identityVerifiedAt } }`;

/** A made-up number of somebody born that day. */
const numberOf = (birthDate: string, sequence = "001") => {
  const start = `532601${birthDate.replaceAll("-", "")}${sequence}`;
  return start + checkCharacter(start);
};
const resident = numberOf("1992-11-24");

async function answer(h: Harness, personId: string | null, number: string) {
  const { data, errors } = await h.execute(verify, { number }, personId === null ? visitor : as(personId));
  if (errors) throw new Error(errors[0]!.message);
  return data.answer;
}
const verifiedSince = async (h: Harness, personId: string) =>
  (await h.execute(since, {}, as(personId))).data.viewer.identityVerifiedAt;
const changes = async (h: Harness) =>
  (await h.db.query.outbox.findMany()).filter(({ payload }) =>
    JSON.stringify(payload).includes("IDENTITY_CHECK"),
  );
const birthDateOf = async (h: Harness, id: string) =>
  (await h.db.query.persons.findFirst({ where: { id } }))!.birthDate;

const verified = { __typename: "IdentityCheck", verifiedAt: noon.toISOString() };
const mismatch = {
  __typename: "IdentityMismatch",
  code: "IDENTITY_MISMATCH",
  message: "The identity number does not agree with what is known.",
};

test("a number verifies its person once, at a double click and later; of the number nothing is kept", async () => {
  const h = await createHarness();
  expect(await verifiedSince(h, person.resident)).toBeNull();
  const clicks = [resident, resident, ` ${resident} `].map((text) => answer(h, person.resident, text));
  expect(await Promise.all(clicks)).toEqual([verified, verified, verified]);
  h.clock.at = new Date(+noon + 86_400_000);
  for (let nth = 0; nth <= own.policies.identityAttemptsPerDay; nth++)
    expect(await answer(h, person.resident, resident)).toEqual(verified);
  expect(await verifiedSince(h, person.resident)).toBe(verified.verifiedAt);

  const events = await changes(h);
  expect(events.map(({ payload }) => payload)).toMatchObject([
    { entity: "IDENTITY_CHECK", id: person.resident, from: null, to: "VERIFIED" },
  ]);
  const [check] = await h.db.select().from(identityChecks);
  expect(JSON.stringify(await h.db.query.outbox.findMany())).not.toContain(check!.numberHash);
  const tables = await h.db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  for (const { name } of tables.rows) {
    const { rows } = await h.db.execute<{ line: string }>(
      sql`select t::text as line from ${sql.identifier(name)} t`,
    );
    expect(JSON.stringify(rows)).not.toContain(resident);
  }
});

test("the birth date inside has to be the person's; where none is known it is taken from the number", async () => {
  const h = await createHarness();
  expect(await answer(h, person.resident, numberOf("1992-11-25"))).toEqual(mismatch);
  expect(await verifiedSince(h, person.resident)).toBeNull();
  expect(await answer(h, person.stranger, numberOf("1988-02-29"))).toEqual(verified);
  expect(await birthDateOf(h, person.stranger)).toBe("1988-02-29");
  // Another number is not theirs, though the birth date is.
  expect(await answer(h, person.stranger, numberOf("1988-02-29", "002"))).toEqual(mismatch);
  expect(await changes(h)).toHaveLength(1);
});

test("a number that somebody else has is answered as a mismatch, be it at the same time", async () => {
  const h = await createHarness();
  const twin = uuidv7();
  await h.db.insert(persons).values({ id: twin, name: "李晓兰", birthDate: null });
  const both = await Promise.all([person.stranger, twin].map((id) => answer(h, id, resident)));
  expect(both).toEqual(expect.arrayContaining([verified, mismatch]));
  expect(await answer(h, person.resident, resident)).toEqual(mismatch);
  const loser = both[0].__typename === "IdentityMismatch" ? person.stranger : twin;
  expect(await birthDateOf(h, loser)).toBeNull();
  expect(await changes(h)).toHaveLength(1);
});

test("what is no number, a visitor and an unknown person are refused, and nothing repeats the number", async () => {
  const h = await createHarness();
  expect((await answer(h, null, resident)).code).toBe("NOT_SIGNED_IN");
  expect((await answer(h, null, "1")).code).toBe("NOT_SIGNED_IN");
  expect((await answer(h, uuidv7(), resident)).code).toBe("NOT_FOUND");
  const wrong = resident.slice(0, 17) + (resident.endsWith("1") ? "2" : "1");
  for (const text of [wrong, "", "\0", "9".repeat(10_000)]) {
    const refused = await answer(h, person.resident, text);
    expect(refused.code).toBe("INVALID_INPUT");
    if (text) expect(JSON.stringify(refused)).not.toContain(text);
  }
  expect(await h.db.query.identityAttempts.findMany()).toEqual([]);
});

test("five attempts a day, counted before comparing, also at once; the right number is too late then, and in time tomorrow", async () => {
  const h = await createHarness();
  const guesses = Array.from({ length: 7 }, (_, nth) => numberOf(`1990-01-0${nth + 1}`));
  const codes = (await Promise.all(guesses.map((guess) => answer(h, person.resident, guess)))).map(
    ({ code }) => code,
  );
  expect(codes.filter((code) => code === "IDENTITY_MISMATCH")).toHaveLength(5);
  expect(codes.filter((code) => code === "TOO_MANY_IDENTITY_ATTEMPTS")).toHaveLength(2);
  expect((await answer(h, person.resident, resident)).code).toBe("TOO_MANY_IDENTITY_ATTEMPTS");
  expect((await answer(h, person.worker, numberOf("1990-05-01"))).__typename).toBe("IdentityCheck");
  h.clock.at = new Date(+noon + 86_400_000);
  expect((await answer(h, person.resident, guesses[0]!)).code).toBe("IDENTITY_MISMATCH");
  expect((await answer(h, person.resident, resident)).__typename).toBe("IdentityCheck");
});

test("the database keeps one person to a number, hashes alone, and counts", async () => {
  const h = await createHarness();
  const broken = async (statement: ReturnType<typeof sql>) =>
    h.db.execute(statement).then(() => undefined, constraintOf);
  const check = (id: string, hash: string) =>
    broken(sql`insert into identity_checks values (${id}, ${hash}, now())`);
  expect(await check(person.resident, "a".repeat(64))).toBeUndefined();
  expect(await check(person.worker, "a".repeat(64))).toBe("one_person_per_identity_number");
  expect(await check(person.worker, resident)).toBe("an_identity_number_is_hashed");
  expect(await broken(sql`insert into identity_attempts values (${person.worker}, '2026-11-23', 0)`)).toBe(
    "attempts_count_from_one",
  );
});
