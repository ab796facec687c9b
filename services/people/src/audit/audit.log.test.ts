import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { constraintOf } from "@linli/testing";
import { sql } from "drizzle-orm";
import { expect, inject, test } from "vitest";
import { person, place } from "../../test/harness.ts";
import { createPrivacyWorld, more, viewers } from "../../test/privacy.ts";
import { auditEntries } from "../db/tables.ts";
import { hashOf } from "./audit.rules.ts";
import { checkChain } from "./audit.store.ts";

const { worker, self, auditor, admin, analyst, neighbour, visitor } = viewers;

test("each read in clear is logged once for a request and person, with all its fields, before the answer", async () => {
  const w = await createPrivacyWorld();
  const { id } = await w.request(worker);
  await w.see("name phone residences { tenure }", worker, person.resident, more.colleague, more.child);
  const { resident } = person;
  // However often one operation asks for it, by whichever door.
  await w.execute(
    `query ($id: ID!, $r: [_Any!]!) {
      one: person(id: $id) { phone } other: person(id: $id) { phone again: phone }
      _entities(representations: $r) { ... on Person { phone birthDate } }
    }`,
    { id: resident, r: [resident, resident].map((each) => ({ __typename: "Person", id: each })) },
    worker,
  );
  const entry = {
    readerId: person.worker,
    personId: resident,
    role: "COMMUNITY_WORKER",
    scope: place.community,
    dataClass: "C2",
    disclosureId: id,
    requestId: expect.any(String),
  };
  const entries = await w.log();
  expect(entries).toMatchObject([
    { ...entry, sequence: 1, fields: ["name", "phone", "residences"] },
    { ...entry, sequence: 2, fields: ["birthDate", "phone"] },
  ]);
  expect(entries[0]!.requestId).not.toBe(entries[1]!.requestId);
  expect(JSON.stringify(entries)).not.toMatch(/李|1990000/);
});

test("what is masked, one's own, or a colleague's name is not logged", async () => {
  const w = await createPrivacyWorld();
  await w.see("name phone", worker, person.resident);
  await w.see("name phone birthDate residences { room }", self, person.resident);
  await w.see("name", neighbour, person.resident);
  expect(await w.log()).toEqual([]);
});

test("where the log cannot be written nothing is shown", async () => {
  const w = await createPrivacyWorld();
  await w.request(worker);
  await w.db.execute(sql`alter table audit_entries add constraint broken check (false) not valid`);
  const answer = await w.execute(
    `query ($id: ID!) { person(id: $id) { phone } }`,
    { id: person.resident },
    worker,
  );
  expect(answer.data ?? null).toBeNull();
  expect(answer.errors).toMatchObject([{ extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
  expect(JSON.stringify(answer)).not.toContain("19900000001");
});

test("the person concerned sees who looked; nobody else does, and the auditor sees no names", async () => {
  const w = await createPrivacyWorld();
  await w.request(worker);
  await w.see("phone", worker, person.resident);
  const mine = `query ($id: ID!) { person(id: $id) { accessLog { totalCount nodes { fields dataClass reader { name } } } } }`;
  const ask = (viewer: Parameters<typeof w.execute>[2]) => w.execute(mine, { id: person.resident }, viewer);
  expect(await ask(self)).toEqual({
    data: {
      person: {
        accessLog: {
          totalCount: 1,
          nodes: [{ fields: ["phone"], dataClass: "C2", reader: { name: "陆**" } }],
        },
      },
    },
  });
  for (const viewer of [worker, neighbour])
    expect(await ask(viewer)).toMatchObject({ data: { person: { accessLog: null } } });
  for (const viewer of [auditor, admin, analyst, visitor])
    expect(await ask(viewer)).toEqual({ data: { person: null } });

  const log = `{ auditLog { nodes { readerId personId reader { name } } } auditLogCheck { checked broken { position } } }`;
  expect(await w.execute(log, {}, auditor)).toEqual({
    data: {
      auditLog: { nodes: [{ readerId: person.worker, personId: person.resident, reader: null }] },
      auditLogCheck: { checked: 1, broken: null },
    },
  });
  for (const viewer of [self, worker, admin, analyst, visitor]) {
    const { data, errors } = await w.execute(log, {}, viewer);
    expect(data).toEqual({ auditLog: null, auditLogCheck: null });
    expect(errors).toMatchObject([
      { extensions: { code: "NOT_ALLOWED" } },
      { extensions: { code: "NOT_ALLOWED" } },
    ]);
  }
});

test("reads at the same time make one chain; the log refuses changes, and what is forced is found", async () => {
  const w = await createPrivacyWorld();
  await w.request(worker);
  await Promise.all(Array.from({ length: 6 }, () => w.see("phone", worker, person.resident)));
  expect(await checkChain(w.db)).toMatchObject({ checked: 6, broken: null });

  const change = { readerId: person.stranger };
  for (const write of [
    w.db.update(auditEntries).set(change),
    w.db.delete(auditEntries),
    w.db.execute(sql`truncate audit_entries`),
  ])
    expect(await write.then(() => "accepted", constraintOf)).toBe("only_added_to");

  const force = async (...statements: ReturnType<typeof sql>[]) => {
    await w.db.execute(sql`alter table audit_entries disable trigger user`);
    for (const statement of statements) await w.db.execute(statement);
    return (await checkChain(w.db)).broken;
  };
  const [, , third, fourth] = await w.log();
  const changed = sql`update audit_entries set reader_id = ${person.stranger} where sequence = 3`;
  expect(await force(changed)).toEqual({ sequence: 3, kind: "CHANGED" });
  const remade = hashOf({ ...third!, readerId: person.stranger });
  const rehashed = sql`update audit_entries set hash = ${remade} where sequence = 3`;
  expect(await force(rehashed)).toEqual({ sequence: 4, kind: "OUT_OF_ORDER" });
  expect(await force(sql`delete from audit_entries where sequence > 5`)).toMatchObject({ sequence: 4 });
  await force(
    sql`update audit_entries set reader_id = ${person.worker}, hash = ${third!.hash} where sequence = 3`,
  );
  // The tail that was cut off is missed by what the log says of itself.
  expect((await checkChain(w.db)).broken).toEqual({ sequence: 6, kind: "MISSING" });
  expect(fourth!.previousHash).toBe(third!.hash);
});

test("the command says that the chain holds, or names the first broken link and fails", async () => {
  const w = await createPrivacyWorld();
  await w.request(worker);
  await w.see("phone", worker, person.resident);
  const { rows } = await w.db.execute<{ name: string }>(sql`select current_database() as name`);
  const url = new URL(inject("postgres").adminUrl);
  url.pathname = rows[0]!.name;
  const main = fileURLToPath(new URL("./verify.main.ts", import.meta.url));
  const verify = () =>
    promisify(execFile)(process.execPath, [main], { env: { DATABASE_URL: url.href } }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
    );
  expect(await verify()).toMatchObject({ code: 0, said: expect.stringContaining("holds: 1 entries") });
  await w.db.execute(sql`alter table audit_entries disable trigger user`);
  await w.db.execute(sql`update audit_entries set fields = '{name}'`);
  expect(await verify()).toEqual({ code: 1, said: "The chain is broken at entry 1 (CHANGED).\n" });
});
