import { dataReceiptGiven, dataServices } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  addHome,
  as,
  createHarness,
  noon,
  organization,
  person,
  place,
  post,
  visitor,
} from "../../test/harness.ts";
import { accounts, grants, memberships, outbox, persons, residences, verifications } from "../db/tables.ts";
import { viewerOf } from "../viewer/viewer.actions.ts";
import { cleared, pseudonym } from "./data-request.rules.ts";

const request = `id kind at state receipts { service state at counts { kind count } } peoplePart`;
const exportData = `mutation ($key: String!) { exportMyData(idempotencyKey: $key) {
  __typename ... on DataRequest { ${request} } ... on UserError { code } } }`;
const remove = `mutation ($words: String!) { deleteMyAccount(confirmation: $words) {
  __typename ... on AccountDeletion { token request { ${request} } } ... on UserError { code } } }`;
const one = `query ($id: ID!, $token: String) { dataRequest(id: $id, token: $token) { ${request} } }`;
const mine = `{ viewer { dataRequests { totalCount nodes { id kind state } } } }`;
const waiting = `{ pendingDataRequests { totalCount nodes { id kind receipts { service state } } } }`;
const words = { words: "注销账号" };

const holder = as(person.resident);
const watching = (role: "AUDITOR" | "PLATFORM_ADMIN" | "ANALYST", where: string | null = null): Viewer => ({
  ...as(person.stranger),
  grants: [{ role, place: where, organization: null }],
});

/** The small world, in which the resident has a home, a post, a post to come and a right. */
async function createWorld() {
  const h = await createHarness();
  const residenceId = await addHome(h, {
    personId: person.resident,
    room: "3单元402",
    startsOn: "2020-01-01",
    verifiedAt: null,
  });
  await h.db.insert(verifications).values({
    id: uuidv7(),
    residenceId,
    personId: person.resident,
    state: "REFUSED",
    method: "WORKER",
    reportedAt: noon,
    decidedBy: person.worker,
    decidedAt: noon,
    reason: "李晓梅的房产证不清楚",
  });
  await h.db.insert(memberships).values({
    id: uuidv7(),
    postId: post.chair,
    personId: person.resident,
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
  });
  await h.db.insert(grants).values({
    id: uuidv7(),
    personId: person.resident,
    role: "YOUTH_MEMBER",
    organizationId: organization.alliance,
    source: "MANUAL",
    from: new Date("2026-01-01T00:00:00Z"),
  });
  const receipt = (requestId: string, service: (typeof dataServices)[number]) =>
    h.deliver({
      name: dataReceiptGiven.name,
      payload: { requestId, service, counts: { things: 2 }, at: "2026-11-23T05:00:00Z" },
    });
  const events = () =>
    h.db.select({ name: outbox.name, payload: outbox.payload }).from(outbox).orderBy(asc(outbox.sequence));
  return { ...h, receipt, events };
}

test("an export shows what people keeps at once, and is done with the last service's receipt", async () => {
  const w = await createWorld();
  const { data, errors } = await w.execute(exportData, { key: "my wish of today" }, holder);
  expect(errors).toBeUndefined();
  const { id, ...asked } = data.exportMyData;
  expect(asked).toMatchObject({ __typename: "DataRequest", kind: "EXPORT", state: "PENDING" });
  expect(asked.receipts).toEqual([
    {
      service: "PEOPLE",
      state: "DONE",
      at: noon.toISOString(),
      counts: expect.arrayContaining([
        { kind: "person", count: 1 },
        { kind: "residences", count: 1 },
      ]),
    },
    ...["PROJECTS", "MERCHANTS", "MEETINGS"].map((service) => ({
      service,
      state: "PENDING",
      at: null,
      counts: [],
    })),
  ]);
  expect(asked.peoplePart).toMatchObject({
    person: [{ id: person.resident, name: "李晓梅", phone: "19900000001", birthDate: "1992-11-24" }],
    accounts: [{ issuer: "demo", subject: person.resident }],
    residences: [{ placeId: place.building, tenure: "OWNER" }],
    households: [{ room: "3单元402" }],
    memberships: [{ postId: post.chair }],
    grants: [{ role: "YOUTH_MEMBER" }],
    dataRequests: [{ id }],
  });
  expect((await w.events()).at(-1)).toEqual({
    name: "people.data-requested.v1",
    payload: { requestId: id, personId: person.resident, kind: "EXPORT" },
  });

  for (const service of ["PROJECTS", "MERCHANTS", "MERCHANTS"] as const) await w.receipt(id, service);
  expect((await w.execute(waiting, {}, watching("AUDITOR"))).data.pendingDataRequests).toEqual({
    totalCount: 1,
    nodes: [
      {
        id,
        kind: "EXPORT",
        receipts: ["DONE", "DONE", "DONE", "PENDING"].map((state, nth) => ({
          service: dataServices[nth],
          state,
        })),
      },
    ],
  });
  await w.receipt(id, "MEETINGS");
  expect((await w.execute(one, { id }, holder)).data.dataRequest).toMatchObject({
    state: "DONE",
    receipts: [{}, {}, {}, { state: "DONE", counts: [{ kind: "things", count: 2 }] }],
  });
  expect((await w.execute(waiting, {}, watching("PLATFORM_ADMIN"))).data.pendingDataRequests).toEqual({
    totalCount: 0,
    nodes: [],
  });
});

test("the same key gives the same export, another a new one; a bad key and a visitor are refused", async () => {
  const w = await createWorld();
  const ask = async (key: string, viewer: Viewer | null = holder) =>
    (await w.execute(exportData, { key }, viewer)).data.exportMyData;
  const [first, again] = await Promise.all([ask("one and the same"), ask("one and the same")]);
  expect(again.id).toBe(first.id);
  expect((await ask("another wish")).id).not.toBe(first.id);
  expect(await ask("short")).toMatchObject({ code: "INVALID_INPUT" });
  expect(await ask("a key long enough", visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  const { dataRequests } = (await w.execute(mine, {}, holder)).data.viewer;
  expect(dataRequests.totalCount).toBe(2);
  expect(dataRequests.nodes).toHaveLength(2);
});

test("a deleted account leaves a pseudonym: no name, phone, day of birth, room, sign-in, post or right", async () => {
  const w = await createWorld();
  expect((await w.execute(remove, { words: "是的" }, holder)).data.deleteMyAccount.code).toBe(
    "INVALID_INPUT",
  );
  expect((await w.execute(remove, words, visitor)).data.deleteMyAccount.code).toBe("NOT_SIGNED_IN");
  const account = { issuer: "demo", subject: person.resident };
  expect(await viewerOf(w.context, account)).not.toBeNull();

  const answers = await Promise.all([w.execute(remove, words, holder), w.execute(remove, words, holder)]);
  const [deletion, again] = answers.map(({ data }) => data.deleteMyAccount);
  expect(deletion).toMatchObject({
    __typename: "AccountDeletion",
    request: { kind: "DELETION", state: "PENDING", peoplePart: null },
  });
  expect(again).toEqual(deletion);
  expect((await w.execute(remove, words, holder)).data.deleteMyAccount).toEqual(deletion);

  expect(await viewerOf(w.context, account)).toBeNull();
  expect(await w.db.select().from(accounts).where(eq(accounts.personId, person.resident))).toEqual([]);
  expect(await w.db.query.persons.findFirst({ where: { id: person.resident } })).toMatchObject({
    name: pseudonym,
    phone: null,
    birthDate: "1992-01-01",
  });
  expect(await w.db.select().from(residences)).toMatchObject([
    { placeId: place.building, householdId: null, startsOn: "2020-01-01", endsOn: "2026-11-23" },
  ]);
  expect(
    await w.db.select().from(memberships).where(eq(memberships.personId, person.resident)),
  ).toMatchObject([{ startsOn: "2026-01-01", endsOn: "2026-11-23" }]);
  expect(await w.db.select().from(verifications)).toMatchObject([
    { reason: cleared, decidedBy: person.worker },
  ]);
  expect(await w.db.select().from(grants)).toMatchObject([{ until: noon }]);
  const events = await w.events();
  expect(events.slice(-3)).toMatchObject([
    { payload: { entity: "MEMBERSHIP", to: "RESIGNED", reason: "ACCOUNT_DELETED" } },
    { payload: { entity: "GRANT", to: "REVOKED", reason: "ACCOUNT_DELETED" } },
    { name: "people.data-requested.v1", payload: { personId: person.resident, kind: "DELETION" } },
  ]);
  expect(JSON.stringify(events)).not.toMatch(/李晓梅|19900000001/);
  expect(await w.db.select().from(persons).where(eq(persons.id, person.worker))).toMatchObject([
    { name: "陆海燕" },
  ]);
});

test("a passport from before the account was deleted writes nothing more: it is nobody's, but for the answer to that wish", async () => {
  const w = await createWorld();
  const { deleteMyAccount: deletion } = (await w.execute(remove, words, holder)).data;
  // Another process of the service looks every second who was forgotten.
  await expect
    .poll(async () => (await w.execute("{ viewer { id } }", {}, holder)).data.viewer, { timeout: 5_000 })
    .toBeNull();
  const ask = `mutation { exportMyData(idempotencyKey: "another wish of theirs") { __typename } }`;
  expect((await w.execute(ask, {}, holder)).data.exportMyData).toEqual({ __typename: "NotSignedIn" });
  expect((await w.execute(remove, words, holder)).data.deleteMyAccount).toEqual(deletion);
  expect((await w.execute("{ viewer { id } }", {}, as(person.worker))).data.viewer).not.toBeNull();
});

test("of someone who never held a post not even the year of birth stays", async () => {
  const w = await createWorld();
  await w.db.delete(memberships).where(eq(memberships.personId, person.resident));
  await w.execute(remove, words, holder);
  expect(await w.db.query.persons.findFirst({ where: { id: person.resident } })).toMatchObject({
    birthDate: null,
  });
});

test("a request shows to its person and to whoever has its token, and waits under the eyes of those who watch", async () => {
  const w = await createWorld();
  const { request: made, token } = (await w.execute(remove, words, holder)).data.deleteMyAccount;
  const read = async (variables: object, viewer: Viewer | null = visitor) =>
    (await w.execute(one, variables, viewer)).data.dataRequest;
  expect(await read({ id: made.id, token })).toEqual(made);
  expect(await read({ id: made.id }, holder)).toEqual(made);
  const wrong = token.replace(/.$/, token.endsWith("A") ? "B" : "A");
  for (const bad of [null, "", wrong, `${token}x`])
    expect(await read({ id: made.id, token: bad })).toBeNull();
  for (const id of [uuidv7(), "no id"]) expect(await read({ id, token })).toBeNull();
  expect(await read({ id: made.id }, as(person.worker))).toBeNull();

  for (const viewer of [visitor, holder, watching("ANALYST"), watching("AUDITOR", place.county)]) {
    const { data, errors } = await w.execute(waiting, {}, viewer);
    expect(data.pendingDataRequests).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: "NOT_ALLOWED" } }]);
  }
  const watched = await w.execute(waiting, {}, watching("AUDITOR"));
  expect(watched.data.pendingDataRequests.nodes).toMatchObject([{ id: made.id, kind: "DELETION" }]);
  expect(JSON.stringify(watched.data)).not.toContain(person.resident);
});

test("past the gateway too, an export shows to its person alone, many in one statement", async () => {
  const w = await createWorld();
  const ids: string[] = [];
  for (const key of ["first wish", "second wish"])
    ids.push((await w.execute(exportData, { key }, holder)).data.exportMyData.id);
  const representations = [...ids, "no id", uuidv7()].map((id) => ({ __typename: "DataRequest", id }));
  const entities = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on DataRequest { id } } }`;
  w.queries.length = 0;
  const own = await w.execute(entities, { r: representations }, holder);
  expect(own.data._entities).toEqual([{ id: ids[0] }, { id: ids[1] }, null, null]);
  expect(w.queries).toHaveLength(1);
  for (const viewer of [visitor, as(person.worker), watching("AUDITOR")]) {
    const foreign = await w.execute(entities, { r: representations }, viewer);
    expect(foreign.data._entities).toEqual([null, null, null, null]);
  }
});
