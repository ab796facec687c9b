import { createPassportKeys, type Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { startGateway, startPeople, viewer } from "../../test/graph.ts";
import { startIssuer } from "../../test/issuer.ts";
import { startService } from "../../test/service.ts";
import { fulfils } from "./permissions.rules.ts";
import { requirementsOf, withoutRequirements } from "./requirements.ts";

const startTill = () =>
  startService({
    name: "till",
    sdl: `
      extend schema @link(
        url: "https://specs.apollo.dev/federation/v2.9"
        import: ["@key", "@authenticated", "@requiresScopes", "@policy"]
      )
      type Query {
        shops: [Shop!]
        members: [Member!]!
        mine: String @authenticated
        things: [Thing!]
        named: [Named!]
      }
      type Mutation { close: String @authenticated open: String }
      interface Named { title: String! }
      type Shop implements Named @key(fields: "id") {
        id: ID!
        title: String!
        takings(in: String): Int @requiresScopes(scopes: [["ANALYST"], ["CHAIR", "AUDITOR"]])
        safe: Safe
        wine: String! @policy(policies: [["ADULT"]])
      }
      type Member implements Named @authenticated { title: String! }
      type Safe { code: String! @requiresScopes(scopes: [["PLATFORM_ADMIN"]]) place: String! }
      union Thing = Shop | Member
    `,
    resolvers: {
      Query: {
        shops: () => [shop("1"), shop("2")],
        members: () => [{ title: "Li" }],
        mine: () => "mine",
        things: () => [
          { __typename: "Shop", ...shop("1") },
          { __typename: "Member", title: "Li" },
        ],
        named: () => [{ __typename: "Shop", ...shop("1") }],
      },
      Mutation: { close: () => "closed", open: () => "opened" },
    },
  });

const shop = (id: string) => ({
  id,
  title: `shop ${id}`,
  takings: 7,
  safe: { code: "1", place: "back" },
  wine: "red",
});

const having = (role: "ANALYST" | "CHAIR" | "AUDITOR", age: number | null = 30): Viewer => ({
  ...viewer,
  age,
  grants: [{ role, place: null, organization: null }],
});

async function start() {
  const issuer = await startIssuer();
  const keys = await createPassportKeys();
  const people = await startPeople({
    analyst: having("ANALYST"),
    young: having("ANALYST", 17),
    chair: having("CHAIR"),
  });
  const till = await startTill();
  const gateway = await startGateway([people, till], {
    signIn: { issuer: issuer.issuer, audience: "linli", passportKey: keys.private },
  });
  const askAs = async (who: string, query: string) =>
    gateway.ask(query, {
      headers: who === "visitor" ? {} : { authorization: `Bearer ${await issuer.token(who)}` },
    });
  /** What the till was asked for. */
  const asked = () => till.received.map(({ body }) => JSON.stringify(body)).join();
  return { ...gateway, askAs, asked };
}

const error = (...path: string[]) => ({
  message: "Unauthorized field or type",
  path,
  extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" },
});

test("a field is null for whom it is not, no service is asked for it, and others get it", async () => {
  const { askAs, asked } = await start();
  const query = '{ mine shops { title sum: takings(in: "CNY") } }';
  const shops = (sum: number | null) => [
    { title: "shop 1", sum },
    { title: "shop 2", sum },
  ];
  expect(await askAs("visitor", query)).toEqual({
    data: { mine: null, shops: shops(null) },
    errors: [error("mine"), error("shops", "@", "sum")],
  });
  expect(asked()).not.toMatch(/mine|takings/);
  expect(await askAs("chair", query)).toEqual({
    data: { mine: "mine", shops: shops(null) },
    errors: [error("shops", "@", "sum")],
  });
  expect(await askAs("analyst", query)).toEqual({ data: { mine: "mine", shops: shops(7) } });
  // What was known of the document for one is not used for another.
  expect(await askAs("visitor", query)).toMatchObject({ data: { mine: null, shops: shops(null) } });
});

test("where null may not stand it goes further up", async () => {
  const { askAs } = await start();
  expect(await askAs("analyst", "{ shops { title safe { code place } } }")).toEqual({
    data: { shops: [1, 2].map((id) => ({ title: `shop ${id}`, safe: null })) },
    errors: [error("shops", "@", "safe", "code")],
  });
  expect(await askAs("young", "{ shops { title wine } mine }")).toEqual({
    data: { shops: null, mine: "mine" },
    errors: [error("shops", "@", "wine")],
  });
  expect(await askAs("visitor", "{ members { title } }")).toEqual({ data: null, errors: [error("members")] });
});

test("a type behind a union or an interface is kept from whom it is not for", async () => {
  const { askAs, asked } = await start();
  expect(
    await askAs("visitor", "{ things { ... on Shop { title } ...m } } fragment m on Member { title }"),
  ).toEqual({
    data: { things: [{ title: "shop 1" }, {}] },
    errors: [error("things", "@", "... on Member")],
  });
  // Of an interface it may be any type: the field is for those who may see them all.
  expect(await askAs("visitor", "{ named { title } }")).toEqual({
    data: { named: null },
    errors: [error("named")],
  });
  expect(asked()).not.toContain("Member");
  expect(await askAs("chair", "{ named { title } }")).toEqual({ data: { named: [{ title: "shop 1" }] } });
});

test("a mutation that is not allowed is not carried out, the others are", async () => {
  const { askAs, asked } = await start();
  expect(await askAs("visitor", "mutation { close open }")).toEqual({
    data: { close: null, open: "opened" },
    errors: [error("close")],
  });
  expect(asked()).not.toContain("close");
});

test.each([
  ["one of the lists is enough", [["CHAIR"], ["ANALYST", "AUDITOR"]], ["CHAIR"], true],
  ["all of a list are needed", [["CHAIR"], ["ANALYST", "AUDITOR"]], ["ANALYST"], false],
  ["no list, no demand", [], [], true],
])("scopes: %s", (_, scopes, roles, expected) => {
  expect(fulfils(viewer, roles, { authenticated: false, scopes, policies: [] })).toBe(expected);
});

test.each([
  [[["ADULT"]], viewer, true],
  [[["ADULT"]], { ...viewer, age: 17 }, false],
  [[["ADULT"]], { ...viewer, age: null }, false],
  [[["RESIDENT"], ["ADULT"]], viewer, true],
  [[["ADULT", "RESIDENT"]], viewer, false],
  [[["constructor"]], viewer, false],
  [[["ADULT"]], null, false],
])("policies %j of %j: %s", (policies, who, expected) => {
  expect(fulfils(who, [], { authenticated: false, scopes: [], policies })).toBe(expected);
});

test("the directives are found and taken off under whatever name a supergraph links them", () => {
  const sdl = `
    schema @link(url: "https://specs.apollo.dev/link/v1.0")
      @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", as: "needs", for: SECURITY) { query: Query }
    directive @needs(scopes: [[needs__Scope!]!]!) on FIELD_DEFINITION
    scalar needs__Scope
    type Query { a: String @needs(scopes: [["ANALYST"]]) b: String }
  `;
  expect(requirementsOf(sdl)).toEqual(
    new Map([["Query.a", { authenticated: false, scopes: [["ANALYST"]], policies: [] }]]),
  );
  expect(JSON.stringify(withoutRequirements(sdl))).not.toMatch(/needs|requiresScopes/);
});
