import type { PlaceKind } from "@linli/kernel";
import { liesInScope, liesWhollyInScope } from "@linli/measures";
import type { PlaceScope } from "@linli/passport";
import { placePaths, places } from "@linli/places";
import { and, count, countDistinct, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Db } from "../db/client.ts";
import { memberships } from "../memberships/membership.table.ts";
import { organizations } from "../organizations/organization.table.ts";
import { persons } from "../people/person.table.ts";
import { placements } from "../placements/placement.table.ts";
import { posts } from "../posts/post.table.ts";
import { residences } from "../residences/residence.table.ts";
import { verifications } from "../verifications/verification.table.ts";
import type { CouncilSeats, Foundations, Placements, PostHolders, Vacancies } from "./measure.rules.ts";

/** What an analyst asks about: the places of the grants and, within them, one that was asked for. */
export type Asked = { scope: PlaceScope; within: string | null };

const inside = ({ within }: Asked): PlaceScope => ({
  within: within === null ? null : [within],
  except: [],
});

/** The place of that level above an organization, or where the organization stands if that is higher up. */
const placeOfOrganization = (level: PlaceKind) => sql<string>`coalesce((
  select ${places.id} from ${placePaths} join ${places} on ${places.id} = ${placePaths.ancestorId}
  where ${placePaths.placeId} = ${organizations.placeId} and ${places.kind} = ${level}
), ${organizations.placeId})`;

/** True for what is there on a date: `[from, until)`, without an end where it is not noted. */
const isThere = (from: AnyPgColumn, until: AnyPgColumn, date: string) =>
  and(or(isNull(from), lte(from, date)), or(isNull(until), gt(until, date)));

const isHeldOn = (date: string) => isThere(memberships.startsOn, memberships.endsOn, date);

/** Posts and vacancies on a date, by kind of organization and by place of a level. */
export function vacancies(db: Db, asked: Asked, level: PlaceKind, date: string): Promise<Vacancies[]> {
  const bodies = db.$with("bodies").as(
    db
      .select({
        id: organizations.id,
        classification: organizations.classification,
        placeId: placeOfOrganization(level).as("level_place_id"),
      })
      .from(organizations)
      .where(
        and(
          liesInScope(organizations.placeId, asked.scope),
          liesInScope(organizations.placeId, inside(asked)),
        ),
      ),
  );
  return db
    .with(bodies)
    .select({
      classification: bodies.classification,
      placeId: bodies.placeId,
      posts: countDistinct(posts.id),
      vacancies: count(sql`case when ${memberships.id} is null then 1 end`),
    })
    .from(bodies)
    .innerJoin(
      posts,
      and(eq(posts.organizationId, bodies.id), isThere(posts.createdOn, posts.abolishedOn, date)),
    )
    .leftJoin(memberships, and(eq(memberships.postId, posts.id), isHeldOn(date)))
    .groupBy(bodies.classification, bodies.placeId);
}

/** Organizations by the month in which they were founded, by kind and by place of a level (R5). */
export function foundations(db: Db, asked: Asked, level: PlaceKind): Promise<Foundations[]> {
  return db
    .select({
      classification: organizations.classification,
      placeId: placeOfOrganization(level).as("level_place_id"),
      month: sql<string | null>`to_char(${organizations.foundedOn}, 'YYYY-MM')`.as("month"),
      founded: count(),
    })
    .from(organizations)
    .where(
      and(liesInScope(organizations.placeId, asked.scope), liesInScope(organizations.placeId, inside(asked))),
    )
    .groupBy(sql`1`, sql`2`, sql`3`);
}

/**
 * Posts that are held on a date, by the holder's age and by county. A county counts as a whole or not at all: figures of
 * its parts beside its own would tell of the rest.
 */
export function postHolders(db: Db, asked: Asked, date: string): Promise<PostHolders[]> {
  const bodies = db
    .$with("bodies")
    .as(
      db
        .select({ id: organizations.id, placeId: placeOfOrganization("COUNTY").as("level_place_id") })
        .from(organizations),
    );
  return db
    .with(bodies)
    .select({
      placeId: bodies.placeId,
      age: sql<number | null>`extract(year from age(${date}::date, ${persons.birthDate}))::int`.as("age"),
      persons: countDistinct(persons.id),
      posts: count(),
    })
    .from(bodies)
    .innerJoin(posts, eq(posts.organizationId, bodies.id))
    .innerJoin(memberships, and(eq(memberships.postId, posts.id), isHeldOn(date)))
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .where(and(liesWhollyInScope(bodies.placeId, asked.scope), liesInScope(bodies.placeId, inside(asked))))
    .groupBy(sql`1`, sql`2`);
}

/** Seats that are taken in youth councils, by council and by the building of its place where the holder lives. */
export function councilSeats(db: Db, asked: Asked, date: string, at: Date): Promise<CouncilSeats[]> {
  const home = sql<string | null>`(
    select ${residences.placeId} from ${residences}
    join ${placePaths} on ${placePaths.placeId} = ${residences.placeId}
      and ${placePaths.ancestorId} = ${organizations.placeId}
    where ${residences.personId} = ${memberships.personId} and exists (
        select from ${verifications} where ${verifications.residenceId} = ${residences.id}
          and ${verifications.from} <= ${at.toISOString()} and ${verifications.until} > ${at.toISOString()})
      and ${residences.startsOn} <= ${date} and (${residences.endsOn} is null or ${residences.endsOn} > ${date})
    order by ${residences.startsOn} desc, ${residences.id} limit 1)`;
  return db
    .select({
      councilId: organizations.id,
      buildingId: home.as("building_id"),
      persons: countDistinct(memberships.personId),
      seats: count(),
    })
    .from(organizations)
    .innerJoin(posts, eq(posts.organizationId, organizations.id))
    .innerJoin(memberships, and(eq(memberships.postId, posts.id), isHeldOn(date)))
    .where(
      and(
        eq(organizations.classification, "YOUTH_COUNCIL"),
        liesInScope(organizations.placeId, asked.scope),
        liesInScope(organizations.placeId, inside(asked)),
      ),
    )
    .groupBy(sql`1`, sql`2`);
}

/** Recommendations to property companies and owners' committees, by county and by month in the business zone (R16). */
export function placementsMade(db: Db, asked: Asked): Promise<Placements[]> {
  const bodies = db
    .$with("bodies")
    .as(
      db
        .select({ id: organizations.id, placeId: placeOfOrganization("COUNTY").as("level_place_id") })
        .from(organizations),
    );
  const accepted = sql`${placements.state} = 'ACCEPTED'`;
  return db
    .with(bodies)
    .select({
      placeId: bodies.placeId,
      month: sql<string>`to_char(${placements.recommendedAt} at time zone 'Asia/Shanghai', 'YYYY-MM')`.as(
        "month",
      ),
      recommended: count(),
      accepted: count(sql`case when ${accepted} then 1 end`),
      personsAccepted: countDistinct(sql`case when ${accepted} then ${placements.personId} end`),
      personsNot: countDistinct(sql`case when not ${accepted} then ${placements.personId} end`),
    })
    .from(placements)
    .innerJoin(posts, eq(posts.id, placements.postId))
    .innerJoin(bodies, eq(bodies.id, posts.organizationId))
    .where(and(liesWhollyInScope(bodies.placeId, asked.scope), liesInScope(bodies.placeId, inside(asked))))
    .groupBy(sql`1`, sql`2`);
}
