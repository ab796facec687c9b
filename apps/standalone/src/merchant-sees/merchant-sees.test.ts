import { fixedId, people } from "@linli/demo-world";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workplace } from "../journeys/live-offer.ts";
import { startTestGraph, type TestGraph } from "../test/graph.ts";
import { viewsOfMerchants, waysToPeople } from "./reach.ts";

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 120_000);
afterAll(() => graph.stop());

const staff = ["merchant-owner", "merchant-staff"] as const;

type Kind = { kind: string };
const ownOutlets = `{ viewer { merchants { outlets(first: 9) { nodes { place { kind } district { places { kind } } } } } } }`;
type OwnOutlets = {
  viewer: { merchants: { outlets: { nodes: { place: Kind; district: { places: Kind[] } | null }[] } }[] };
};
const outletsIn = (data: OwnOutlets) => data.viewer.merchants.flatMap(({ outlets }) => outlets.nodes);

/** There are places, and none of them is a building, which somebody could be known by. */
function expectNoHomes(places: readonly Kind[]) {
  expect(places.length).toBeGreaterThan(0);
  expect(places.filter(({ kind }) => kind === "BUILDING")).toEqual([]);
}

/** How each way from merchants to somebody is tried by who works for a merchant. */
const ways: Record<string, (who: (typeof staff)[number]) => Promise<void>> = {
  /** Figures by place are for analysts. */
  async "CouponMeasuresRow.place"(who) {
    const measures = `{ couponMeasures(groupBy: [PLACE]) { rows { place { id } } } }`;
    const { data, errors } = await graph.ask(measures, {}, await graph.token(who));
    expect(data?.couponMeasures ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["NOT_ALLOWED"]);
  },
  /** Those who work there, to its owners, and to others themselves: as people shows them, without phone or home. */
  async "MerchantStaff.person"(who) {
    const colleagues = `{ viewer { person { id } merchants { staff(first: 9) { nodes { person { id name phone } } } } } }`;
    const { data } = await graph.ask(colleagues, {}, await graph.token(who));
    const me = data.viewer.person.id as string;
    type Staff = { nodes: { person: { id: string; name: string | null; phone: string | null } }[] } | null;
    const seen = (data.viewer.merchants as { staff: Staff }[]).flatMap(
      ({ staff: list }) => list?.nodes ?? [],
    );
    expect(seen.length).toBeGreaterThan(0);
    const others = seen.filter(({ person }) => person.id !== me);
    expect(others.length > 0).toBe(who === "merchant-owner");
    expect(others.filter(({ person }) => person.phone !== null || !person.name?.includes("*"))).toEqual([]);
  },
  /** The community or quarter that a merchant has pledged its service to. */
  async "Pledge.place"(who) {
    const pledged = `{ viewer { merchants { pledges(first: 9) { nodes { place { kind } } } } } }`;
    const { data } = await graph.ask(pledged, {}, await graph.token(who));
    type Pledges = { pledges: { nodes: { place: { kind: string } }[] } };
    const kinds = (data.viewer.merchants as Pledges[]).flatMap(({ pledges }) =>
      pledges.nodes.map(({ place }) => place.kind),
    );
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.filter((kind) => kind !== "COMMUNITY" && kind !== "QUARTER")).toEqual([]);
  },
  /** Whom an offer is for, as the merchant wrote it: whole communities and quarters. */
  async "Offer.places"(who) {
    const query = `query ($id: ID!) { offer(id: $id) { places { kind } } }`;
    const { data } = await graph.ask(
      query,
      { id: fixedId("offer:granny-noodles/1") },
      await graph.token(who),
    );
    expectNoHomes(data.offer.places);
  },
  /** Where the merchant's own shops are, and what they are near to. */
  async "Outlet.place"(who) {
    const { data } = await graph.ask(ownOutlets, {}, await graph.token(who));
    expectNoHomes(outletsIn(data).map(({ place }) => place));
  },
  async "BusinessDistrict.places"(who) {
    const { data } = await graph.ask(ownOutlets, {}, await graph.token(who));
    expectNoHomes(outletsIn(data).flatMap(({ district }) => district?.places ?? []));
  },
  /** Colleagues and reviewers, who did something with an offer: as people shows them, without phone or home. */
  async "OfferStep.actor"(who) {
    const history = `query ($id: ID!) { viewer { person { id } } offer(id: $id) { history(first: 9) { nodes { actor { id name phone } } } } }`;
    const { data } = await graph.ask(
      history,
      { id: fixedId("offer:granny-noodles/1") },
      await graph.token(who),
    );
    const me = data.viewer.person.id as string;
    const nodes = data.offer.history.nodes as {
      actor: { id: string; name: string | null; phone: string | null };
    }[];
    const actors = nodes.map(({ actor }) => actor);
    expect(actors.length).toBeGreaterThan(0);
    const others = actors.filter(({ id }) => id !== me);
    expect(others.filter(({ name, phone }) => phone !== null || !name?.includes("*"))).toEqual([]);
  },
};

test("each way from what a merchant may ask to a person or a home is known, and tried (I7)", () => {
  expect(waysToPeople()).toEqual(Object.keys(ways).toSorted());
});

test.each(staff.flatMap((who) => Object.keys(ways).map((way) => [way, who] as const)))(
  "by %s the %s learns nothing about a resident (I7)",
  (way, who) => ways[way]!(who),
);

/** Those who have claimed of a merchant, and neither work there nor have reviewed it. */
async function customersOf(merchantId: string) {
  const merchants = new pg.Client(graph.databaseUrl("merchants"));
  await merchants.connect();
  const { rows } = await merchants.query<{ id: string }>(
    `select holder_id as id from coupons join offers on offers.id = offer_id where merchant_id = $1
     except select person_id from merchant_staff where merchant_id = $1
     except select actor from offer_steps join offers on offers.id = offer_id where merchant_id = $1
     except select reviewed_by from merchants where id = $1`,
    [merchantId],
  );
  await merchants.end();
  const ids = new Set(rows.map(({ id }) => id));
  return people.filter(({ id }) => ids.has(id));
}

test.each(staff)(
  "all that the %s can see of the merchant, six steps down, holds no customer's id, name or phone (I7)",
  { timeout: 120_000 },
  async (who) => {
    const token = await graph.token(who);
    const { merchantId } = await workplace(graph, who);
    const customers = await customersOf(merchantId);
    expect(customers.length).toBeGreaterThan(100);
    const secrets = new Set(customers.flatMap(({ id, name, phone }) => [id, name, phone]));
    const views = viewsOfMerchants();
    expect(views.map(({ path }) => path)).toContain("viewer.merchants.outlets.nodes.redemptions.nodes");
    let seen = 0;
    for (const { path, all, single } of views) {
      const whole = await graph.ask(all, {}, token);
      // What is refused takes its neighbours along: each is asked by itself then.
      const answers = whole.errors
        ? await Promise.all(single.map((query) => graph.ask(query, {}, token)))
        : [whole];
      for (const { data, errors = [] } of answers) {
        expect([path, errors.filter(({ extensions }) => extensions.code !== "NOT_ALLOWED")]).toEqual([
          path,
          [],
        ]);
        const values = [...JSON.stringify(data ?? null).matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(
          ([, value]) => value!,
        );
        expect([path, values.filter((value) => secrets.has(value))]).toEqual([path, []]);
        seen += values.length;
      }
    }
    expect(seen).toBeGreaterThan(500);
  },
);
