import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { memberships, persons } from "../src/db/tables.ts";
import { addHome, as, createHarness, organization, person, place, post } from "./harness.ts";

const right = (personId: string, role: "COMMUNITY_WORKER" | "LEAGUE_REVIEWER", placeId: string): Viewer => ({
  ...as(personId),
  grants: [{ role, place: placeId, organization: null }],
});

/** A child of 13 who lives with the resident; a colleague of the worker's; a second worker. */
export const more = { child: uuidv7(), colleague: uuidv7() };

/** Who looks. */
export const viewers = {
  self: as(person.resident),
  worker: {
    ...as(person.worker),
    grants: [{ role: "COMMUNITY_WORKER", place: place.community, organization: organization.committee }],
  },
  reviewer: right(person.stranger, "LEAGUE_REVIEWER", place.county),
  secondWorker: right(person.stranger, "COMMUNITY_WORKER", place.community),
  elsewhere: right(person.stranger, "COMMUNITY_WORKER", place.otherQuarter),
  neighbour: as(person.stranger),
  analyst: { ...as(person.stranger), grants: [{ role: "ANALYST", place: null, organization: null }] },
  admin: { ...as(person.stranger), grants: [{ role: "PLATFORM_ADMIN", place: null, organization: null }] },
  auditor: { ...as(person.stranger), grants: [{ role: "AUDITOR", place: null, organization: null }] },
  visitor: null,
} satisfies Record<string, Viewer | null>;

const answer = `__typename ... on UserError { code } ... on Disclosure { id state openUntil dataClass }`;

/** The small world with homes, and the doors by which people's data is seen. */
export async function createPrivacyWorld() {
  const h = await createHarness();
  await h.db.insert(persons).values([
    { id: more.child, name: "李小禾", phone: "19900000004", birthDate: "2012-11-24" },
    { id: more.colleague, name: "侬志远", phone: "19900000005", birthDate: "1991-02-03" },
  ]);
  await addHome(h, { personId: person.resident });
  await addHome(h, { personId: more.child, tenure: "FAMILY" });
  await h.db
    .insert(memberships)
    .values({ id: uuidv7(), postId: post.chair, personId: more.colleague, startsOn: "2026-01-01" });
  h.queries.length = 0;
  let keys = 0;
  const ask = async (document: string, variables: object, viewer: Viewer | null) =>
    Object.values((await h.execute(document, variables, viewer)).data)[0] as Record<string, string> & {
      id: string;
    };
  return {
    ...h,
    request: (viewer: Viewer | null, change: object = {}, key = `request ${++keys} of a test`) =>
      ask(
        `mutation ($input: RequestDisclosureInput!, $key: String!) { requestDisclosure(input: $input, idempotencyKey: $key) { ${answer} } }`,
        {
          input: { personId: person.resident, dataClass: "C2", reason: "楼上漏水，联系住户", ...change },
          key,
        },
        viewer,
      ),
    approve: (id: string, viewer: Viewer | null) =>
      ask(`mutation ($id: ID!) { approveDisclosure(id: $id) { ${answer} } }`, { id }, viewer),
    refuse: (id: string, viewer: Viewer | null, reason = "电话联系即可") =>
      ask(
        `mutation ($id: ID!, $reason: String!) { refuseDisclosure(id: $id, reason: $reason) { ${answer} } }`,
        { id, reason },
        viewer,
      ),
    /** What somebody sees of a person, as another service's reference would ask. */
    see: async (fields: string, viewer: Viewer | null, ...ids: string[]) =>
      (
        await h.execute(
          `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { ${fields} } } }`,
          { r: ids.map((id) => ({ __typename: "Person", id })) },
          viewer,
        )
      ).data._entities as (Record<string, unknown> | null)[],
    log: () => h.db.query.auditEntries.findMany({ orderBy: { sequence: "asc" } }),
  };
}
