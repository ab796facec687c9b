import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { createServiceHarness, type Result } from "@linli/testing";
import type { Db } from "../src/db/client.ts";
import {
  accounts,
  memberships,
  organizations,
  persons,
  posts,
  residences,
  verifications,
} from "../src/db/tables.ts";
import { findOrMakeHousehold } from "../src/households/household.store.ts";
import { layOutPlaces } from "../src/places/place.actions.ts";
import { defaultPolicies } from "../src/policies/policy.rules.ts";
import { people } from "../src/service.ts";
import { validity } from "../src/verifications/verification.rules.ts";

/** What the service's context holds of its own, in tests. */
export const own = { secret: "a secret of tests, and of nothing else", policies: defaultPolicies };
export const service = people(own);

let made = 0;
/** The same ids in all processes of a run, in this order and before all that tests make. */
const ids = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(
    names.map((name) => [name, `00000000-0000-7000-8000-${String(++made).padStart(12, "0")}`]),
  ) as Record<Name, string>;

/** The ids of a small world: two quarters in one community, two bodies with a post each, three people. */
export const place = ids("prefecture", "county", "community", "quarter", "otherQuarter", "building");
export const organization = ids("committee", "alliance");
export const post = ids("worker", "chair");
export const person = ids("resident", "worker", "stranger");
const membership = ids("worker");

/** A day in the middle of everybody's terms: 12:00 in Shanghai. */
export const noon = new Date("2026-11-23T04:00:00Z");

export const visitor = null;
/** Somebody who is signed in, without homes or rights. */
export const as = (personId: string): Viewer => ({ person: personId, age: 30, residences: [], grants: [] });

async function layOutSmallWorld(db: Db) {
  await layOutPlaces({ db, now: () => noon, viewer: null, requestId: null }, [
    { id: place.prefecture, kind: "PREFECTURE", name: "文山州", parentId: null },
    { id: place.county, kind: "COUNTY", name: "文山市", parentId: place.prefecture },
    { id: place.community, kind: "COMMUNITY", name: "高登社区", parentId: place.county },
    { id: place.quarter, kind: "QUARTER", name: "盛世盘龙小区", parentId: place.community },
    { id: place.otherQuarter, kind: "QUARTER", name: "卧龙花园", parentId: place.community },
    { id: place.building, kind: "BUILDING", name: "3幢", parentId: place.quarter },
  ]);
  await db.insert(organizations).values([
    {
      id: organization.committee,
      name: "高登社区居委会",
      classification: "RESIDENTS_COMMITTEE",
      placeId: place.community,
    },
    {
      id: organization.alliance,
      name: "盛世盘龙团建联盟",
      classification: "ALLIANCE",
      placeId: place.quarter,
    },
  ]);
  await db.insert(posts).values([
    {
      id: post.worker,
      organizationId: organization.committee,
      title: "社区工作者",
      role: "COMMUNITY_WORKER",
    },
    { id: post.chair, organizationId: organization.alliance, title: "轮值主席", role: "CHAIR" },
  ]);
  await db.insert(persons).values([
    { id: person.resident, name: "李晓梅", phone: "19900000001", birthDate: "1992-11-24" },
    { id: person.worker, name: "陆海燕", phone: "19900000002", birthDate: "1990-05-01" },
    { id: person.stranger, name: "阿依努尔·买买提江" },
  ]);
  await db
    .insert(accounts)
    .values(Object.values(person).map((id) => ({ issuer: "demo", subject: id, personId: id })));
  await db
    .insert(memberships)
    .values({ id: membership.worker, postId: post.worker, personId: person.worker, startsOn: "2025-01-01" });
}

/** The service over that small world, at a time that `clock.at` sets. */
export async function createHarness() {
  const clock = { at: noon };
  const h = await createServiceHarness(service, {
    now: () => clock.at,
    world: { name: "small_world", layOut: layOutSmallWorld },
  });
  const context = { db: h.db, now: () => clock.at, viewer: null, requestId: null, ...own };

  return {
    ...h,
    clock,
    context,
    /** Asks with this as the passport, valid or not. */
    async show(passport: string, query: string, variables: object = {}): Promise<Result> {
      const response = await h.app.inject({
        method: "POST",
        url: "/graphql",
        headers: { "linli-passport": passport },
        payload: { query, variables },
      });
      return response.json<Result>();
    },
  };
}

/** A home of somebody's in the building, verified for three years from `verifiedAt` on, or not. */
export async function addHome(
  { db }: { db: Db },
  home: {
    personId: string;
    placeId?: string;
    room?: string;
    tenure?: "OWNER" | "TENANT" | "FAMILY";
    startsOn?: string;
    endsOn?: string;
    verifiedAt?: Date | null;
  },
): Promise<string> {
  const {
    personId,
    placeId = place.building,
    room = "1602",
    tenure = "OWNER",
    startsOn = "2020-05-01",
    endsOn,
    verifiedAt = new Date("2025-01-01"),
  } = home;
  const id = uuidv7();
  const householdId = await findOrMakeHousehold(db, placeId, room);
  await db.insert(residences).values({ id, personId, householdId, placeId, tenure, startsOn, endsOn });
  if (verifiedAt) {
    await db.insert(verifications).values({
      id: uuidv7(),
      residenceId: id,
      personId,
      state: "VERIFIED",
      method: "WORKER",
      reportedAt: verifiedAt,
      decidedAt: verifiedAt,
      ...validity(verifiedAt, own.policies.verificationMonths, undefined),
    });
  }
  return id;
}
