import { insertAll } from "@linli/database";
import {
  birthDateOf,
  demoIssuer,
  type DemoPerson,
  fixedId,
  grants as demoGrants,
  memberships as demoMemberships,
  monthsAgo,
  organizations as demoOrganizations,
  people as demoPeople,
  pilots as demoPilots,
  places as demoPlaces,
  posts as demoPosts,
  random,
} from "@linli/demo-world";
import { midnight } from "@linli/kernel";
import type { Seed } from "@linli/subgraph";
import type { relations } from "./src/db/relations.ts";
import {
  accounts,
  grants,
  memberships,
  organizations,
  persons,
  pilots,
  posts,
  residences,
} from "./src/db/tables.ts";
import { layOutPlaces } from "./src/places/place.actions.ts";

export const seed: Seed<typeof relations> = async (context) => {
  const today = context.now();
  const on = (months: number) => monthsAgo(months, today);
  const until = (months: number | undefined) => (months === undefined ? null : on(months));
  if (await context.db.query.places.findFirst({ columns: { id: true } })) return null;

  return context.db.transaction(async (tx) => {
    await layOutPlaces(
      { ...context, db: tx },
      demoPlaces.map(({ id, kind, name, parentId }) => ({ id, kind, name, parentId })),
    );
    const born = new Map(demoPeople.map((person) => [person.id, birthDateOf(person, today)]));
    return {
      地点: demoPlaces.length,
      人员: await insertAll(
        tx,
        persons,
        demoPeople.map(({ id, name, phone }) => ({ id, name, phone, birthDate: born.get(id) })),
      ),
      组织: await insertAll(tx, organizations, demoOrganizations),
      岗位: await insertAll(
        tx,
        posts,
        demoPosts.map(({ leadership = false, grantsRole = null, ...post }) => ({
          ...post,
          isLeadership: leadership,
          role: grantsRole,
        })),
      ),
      任职: await insertAll(
        tx,
        memberships,
        demoMemberships.map(({ startsMonthsAgo, endsMonthsAgo, ...membership }) => ({
          ...membership,
          startsOn: on(startsMonthsAgo),
          endsOn: until(endsMonthsAgo),
        })),
      ),
      账号: await insertAll(
        tx,
        accounts,
        demoPeople.map(({ id }) => ({ issuer: demoIssuer, subject: id, personId: id })),
      ),
      居住信息: await insertAll(
        tx,
        residences,
        demoPeople.flatMap((person) => homeOf(person, born.get(person.id)!, on)),
      ),
      授权: await insertAll(
        tx,
        grants,
        demoGrants.map(({ startsMonthsAgo, ...grant }) => ({
          ...grant,
          source: "MANUAL" as const,
          from: midnight(on(startsMonthsAgo)),
        })),
      ),
      试点: await insertAll(
        tx,
        pilots,
        demoPilots.map(({ startedMonthsAgo, ...pilot }) => ({ ...pilot, startedOn: on(startedMonthsAgo) })),
      ),
    };
  });
};

/** Where somebody lives, and since when: nobody moves in before birth, or is verified before moving in. */
function homeOf({ id, key, home }: DemoPerson, birthDate: string, on: (months: number) => string) {
  if (!home) return [];
  const dice = random(`residence:${key}`);
  const startsOn = later(on(dice.integer(12, 120)), birthDate);
  const verifiedOn = later(on(dice.integer(2, 11)), startsOn);
  return [
    {
      id: fixedId(`residence:${key}`),
      personId: id,
      placeId: home.placeId,
      room: home.room,
      tenure: home.tenure,
      startsOn,
      verifiedAt: home.verified ? midnight(verifiedOn) : null,
    },
  ];
}

const later = (one: string, other: string) => (one > other ? one : other);
