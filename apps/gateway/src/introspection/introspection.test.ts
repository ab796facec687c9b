import { createPassportKeys, type Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { startGateway, startMerchants, startPeople, viewer } from "../../test/graph.ts";
import { startIssuer } from "../../test/issuer.ts";
import type { Readers } from "./introspection.ts";

const introspection = "{ __schema { queryType { name } } }";
const answered = { data: { __schema: { queryType: { name: "Query" } } } };
const refused = { errors: [{ extensions: { code: "INTROSPECTION_NOT_ALLOWED" } }] };

const having = (role: "ANALYST" | "PLATFORM_ADMIN" | "CHAIR", denials: Viewer["denials"] = []): Viewer => ({
  ...viewer,
  grants: [{ role, place: null, organization: null }],
  denials,
});

async function start(readers: Readers) {
  const issuer = await startIssuer();
  const keys = await createPassportKeys();
  const people = await startPeople({
    analyst: having("ANALYST"),
    admin: having("PLATFORM_ADMIN"),
    chair: having("CHAIR"),
    denied: having("ANALYST", [{ role: "ANALYST", place: null, organization: null }]),
  });
  const gateway = await startGateway([people, await startMerchants()], {
    introspection: readers,
    signIn: { issuer: issuer.issuer, audience: "linli", passportKey: keys.private },
  });
  const askAs = async (who: string, query: string) => {
    const response = await gateway.send(query, {
      headers: who === "visitor" ? {} : { authorization: `Bearer ${await issuer.token(who)}` },
    });
    return { status: response.status, body: await response.json() };
  };
  return { people, askAs };
}

test("analysts and administrators read the schema, nobody else", async () => {
  const { askAs } = await start("analysts");
  // A document that was good for one reader is known; it is weighed for the next one all the same.
  for (const who of ["analyst", "visitor", "admin", "chair", "denied"]) {
    const allowed = who === "analyst" || who === "admin";
    const { status, body } = await askAs(who, introspection);
    expect.soft(status, who).toBe(allowed ? 200 : 403);
    expect.soft(body, who).toMatchObject(allowed ? answered : refused);
  }
});

test.each([
  "{ ...a } fragment a on Query { greeting s: __schema { queryType { name } } }",
  '{ greeting ... on Query { __type(name: "Place") { name } } }',
])("there is no way around: %s", async (query) => {
  const { askAs, people } = await start("analysts");
  expect((await askAs("visitor", query)).body).toMatchObject(refused);
  expect((await askAs("visitor", "{ __typename }")).body).toEqual({ data: { __typename: "Query" } });
  expect(people.received).toEqual([]);
});

test("strangers are not told of names like theirs, by the gateway or by a service", async () => {
  const { askAs, people } = await start("analysts");
  const wrong = '{ greetin place(id: "7") }';
  const told = JSON.stringify((await askAs("visitor", wrong)).body);
  expect(told).toContain('Cannot query field \\"greetin\\" on type \\"Query\\".');
  expect(told).not.toContain("Did you mean");
  expect(JSON.stringify((await askAs("analyst", wrong)).body)).toContain('Did you mean \\"greeting\\"?');

  const extensions = { code: "BAD_USER_INPUT" };
  const message = 'Value "CAS" does not exist in "Kind" enum. Did you mean the enum value "CASH"?';
  people.instead = ({ url }, response) =>
    response.end(
      JSON.stringify(url === "/viewer" ? { viewer: null } : { errors: [{ message, extensions }] }),
    );
  expect((await askAs("visitor", "{ greeting }")).body).toMatchObject({
    errors: [{ message: 'Value "CAS" does not exist in "Kind" enum.', extensions }],
  });
});

test("where everybody may read the schema, a visitor does", async () => {
  const { askAs } = await start("everybody");
  expect((await askAs("visitor", introspection)).body).toEqual(answered);
  expect(JSON.stringify((await askAs("visitor", "{ greetin }")).body)).toContain("Did you mean");
});
