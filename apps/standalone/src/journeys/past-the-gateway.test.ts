import { person } from "@linli/demo-world";
import { createPassportKeys, passportIssuer, type Viewer } from "@linli/passport";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serviceNames } from "../service-names.ts";
import { startTestGraph, type TestGraph } from "../test/graph.ts";
import { claimCoupon, myCoupons } from "./operations.ts";

let graph: TestGraph;
let badPassports: Record<string, string | undefined>;
const resident = person("resident").id;
const viewer: Viewer = {
  person: resident,
  age: 30,
  residences: [],
  grants: [{ role: "ANALYST", place: null, organization: null }],
};

beforeAll(async () => {
  graph = await startTestGraph();
  const ours = passportIssuer(graph.secrets.passport.private);
  const theirs = passportIssuer((await createPassportKeys()).private);
  badPassports = {
    none: undefined,
    expired: ours(viewer, new Date(Date.now() - 61_000)),
    "signed by another key": theirs(viewer),
    garbled: "eyJhbGciOiJub25lIn0.e30.",
  };
}, 120_000);
afterAll(() => graph.stop());

async function askService(
  name: (typeof serviceNames)[number],
  query: string,
  variables: object,
  passport?: string,
) {
  const response = await graph.services[name].app.inject({
    method: "POST",
    url: "/graphql",
    headers: passport === undefined ? {} : { "linli-passport": passport },
    payload: { query, variables },
  });
  return response.json();
}

const entities = (of: string) => `query ($r: [_Any!]!) { _entities(representations: $r) { ${of} } }`;

test.each(["none", "expired", "signed by another key", "garbled"])(
  "past the gateway, with a passport that is %s, everybody is a visitor",
  async (kind) => {
    const passport = badPassports[kind];
    const ask = (name: (typeof serviceNames)[number], query: string, variables: object = {}) =>
      askService(name, query, variables, passport);

    expect((await ask("people", "{ viewer { id } }")).data).toEqual({ viewer: null });
    const r = [{ __typename: "Person", id: resident }];
    const known = await ask("people", entities("... on Person { name phone residences { id } }"), { r });
    // To a visitor nobody is there.
    expect(known).toEqual({ data: { _entities: [null] } });

    const coupons = await ask(
      "merchants",
      entities("... on Person { coupons { totalCount nodes { id } } }"),
      { r },
    );
    expect(coupons).toMatchObject({
      data: { _entities: [{ coupons: null }] },
      errors: [{ extensions: { code: "NOT_ALLOWED" } }],
    });
    const viewers = [{ __typename: "Viewer", id: resident }];
    const merchants = await ask("merchants", entities("... on Viewer { merchants { id } }"), { r: viewers });
    expect(merchants).toEqual({ data: { _entities: [null] } });
    const claim = await ask("merchants", claimCoupon.replace("id code", "id"), {
      offerId: resident,
      key: "a key long enough",
    });
    expect(claim.data.claimCoupon).toMatchObject({ code: "NOT_SIGNED_IN" });
    const measures = await ask("merchants", "{ couponMeasures(groupBy: []) { asOf } }");
    expect(measures).toMatchObject({
      data: { couponMeasures: null },
      errors: [{ extensions: { code: "NOT_ALLOWED" } }],
    });
  },
);

test.each([
  ["garbled", "Bearer not.a.token"],
  ["of another scheme", "Basic cmVzaWRlbnQ6"],
  ["unsigned", `Bearer ${btoa('{"alg":"none"}')}.${btoa(`{"sub":"${resident}"}`)}.`],
])("at the gateway a token that is %s is refused with 401", async (_kind, authorization) => {
  const response = await fetch(`${graph.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify({ query: myCoupons }),
  });
  expect(response.status).toBe(401);
  expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
});
