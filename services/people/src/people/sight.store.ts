import { childUntil, dateIn, type Role } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { seesPeople, type Sight, workingRoles } from "./sight.rules.ts";

/** A person in SQL: the table, or what a query calls it. */
type PersonRow = { id: unknown };

const never = sql`false`;
const any = (conditions: SQL[]) =>
  conditions.length === 0 ? never : sql`(${sql.join(conditions, sql` or `)})`;
const uuids = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;

/** Where a role holds and where it is denied, as the passport says. */
function reachOf(viewer: Viewer, role: Role) {
  const isEverywhere = (right: { place: string | null; organization: string | null }) =>
    right.place === null && right.organization === null;
  const grants = viewer.grants.filter((grant) => grant.role === role);
  const denials = (viewer.denials ?? []).filter((denial) => denial.role === null || denial.role === role);
  if (denials.some(isEverywhere)) return undefined;
  const left = grants.filter(
    (grant) =>
      !denials.some(
        ({ place, organization }) =>
          (place !== null && place === grant.place) ||
          (organization !== null && organization === grant.organization),
      ),
  );
  const everywhere = left.some(isEverywhere);
  const within = left.flatMap(({ place }) => place ?? []);
  if (!everywhere && within.length === 0) return undefined;
  return { everywhere, within, without: denials.flatMap(({ place }) => place ?? []) };
}

/** Where the viewer works with people, by role. */
const reaches = (viewer: Viewer | null) =>
  viewer === null ? [] : workingRoles.flatMap((role) => reachOf(viewer, role) ?? []);

/** Where people are to be found now: present homes, and the bodies in which they hold a post. */
const whereabouts = (today: string) => ({
  homes: sql`residences w join place_paths t on t.place_id = w.place_id`,
  offices: sql`memberships w join posts p on p.id = w.post_id join organizations o on o.id = p.organization_id
    join place_paths t on t.place_id = o.place_id`,
  present: sql`w.starts_on <= ${today} and (w.ends_on is null or w.ends_on > ${today})`,
});

/** Whether the person is found in a place of the viewer's, as a worker or reviewer, which is not denied. */
export function inScope(viewer: Viewer | null, person: PersonRow, today: string): SQL {
  const { homes, offices, present } = whereabouts(today);
  return any(
    reaches(viewer).flatMap(({ everywhere, within, without }) => {
      const reached = everywhere
        ? sql`t.ancestor_id = t.place_id`
        : sql`t.ancestor_id = any(${uuids(within)})`;
      const denied = sql`exists (select 1 from place_paths d where d.place_id = t.place_id and d.ancestor_id = any(${uuids(without)}))`;
      const allowed = without.length === 0 ? reached : sql`${reached} and not ${denied}`;
      // "offset 0" has PostgreSQL look one person up after the other, and not gather all people of a prefecture first.
      return [homes, offices].map(
        (where) =>
          sql`exists (select 1 from ${where} where w.person_id = ${person.id} and ${present} and ${allowed} offset 0)`,
      );
    }),
  );
}

/** Places at most, with those below them, whose people are gathered before they are looked for. */
const fewPlaces = 200;

/** Whether the viewer works in so few places that those who are to be found there are quickly gathered. */
export async function worksInFewPlaces(db: Db, viewer: Viewer | null): Promise<boolean> {
  const reached = reaches(viewer);
  if (reached.some(({ everywhere }) => everywhere)) return false;
  const places = uuids(reached.flatMap(({ within }) => within));
  // In the order of the index, or the planner reads the table until it has enough.
  const first = sql`select from place_paths where ancestor_id = any(${places}) order by ancestor_id, place_id limit ${fewPlaces}`;
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${first}) first`,
  );
  return rows[0]!.count < fewPlaces;
}

/**
 * Whether the person is among those who are to be found where the viewer works, denied places too. As a list, so that PostgreSQL
 * looks them up by their ids, and does not read whoever else in a prefecture has the same name.
 */
export function isFoundThere(viewer: Viewer | null, person: PersonRow, today: string): SQL {
  const { homes, offices, present } = whereabouts(today);
  const places = uuids(reaches(viewer).flatMap(({ within }) => within));
  const [people, colleagues] = [homes, offices].map(
    (where) => sql`select w.person_id from ${where} where t.ancestor_id = any(${places}) and ${present}`,
  );
  return sql`${person.id} = any(array(${people} union all ${colleagues}))`;
}

/** Whether the person lives in a place or below it. */
export const livesWithin = (person: PersonRow, placeId: string, today: string): SQL => sql`exists (
  select 1 from residences h join place_paths t on t.place_id = h.place_id
  where h.person_id = ${person.id} and h.starts_on <= ${today} and (h.ends_on is null or h.ends_on > ${today})
    and t.ancestor_id = ${placeId}
)`;

/** Whether the person lives in a community for which the viewer has the right itself: rights over children don't descend. */
function inCommunity(viewer: Viewer | null, person: PersonRow, today: string): SQL {
  if (!viewer) return never;
  return any(
    workingRoles.flatMap((role) => {
      const reach = reachOf(viewer, role);
      if (!reach || reach.within.length === 0) return [];
      return [
        sql`exists (
          select 1 from residences h
            join place_paths t on t.place_id = h.place_id
            join places c on c.id = t.ancestor_id and c.kind = 'COMMUNITY'
          where h.person_id = ${person.id} and h.starts_on <= ${today} and (h.ends_on is null or h.ends_on > ${today})
            and c.id = any(${uuids(reach.within)})
            and not exists (
              select 1 from place_paths d where d.place_id = h.place_id and d.ancestor_id = any(${uuids(reach.without)})
            )
        )`,
      ];
    }),
  );
}

/** Whether both hold a post in one body now. */
function inOneBody(viewer: Viewer | null, person: PersonRow, today: string): SQL {
  if (!viewer) return never;
  return sql`exists (
    select 1 from memberships theirs
      join posts their_post on their_post.id = theirs.post_id
      join posts my_post on my_post.organization_id = their_post.organization_id
      join memberships mine on mine.post_id = my_post.id
    where theirs.person_id = ${person.id} and theirs.starts_on <= ${today}
      and (theirs.ends_on is null or theirs.ends_on > ${today})
      and mine.person_id = ${viewer.person} and mine.starts_on <= ${today}
      and (mine.ends_on is null or mine.ends_on > ${today})
  )`;
}

/** Whether the person is in the viewer's care now. */
function inCare(viewer: Viewer | null, person: PersonRow, at: Date): SQL {
  if (!viewer) return never;
  return sql`exists (
    select 1 from guardianships g where g.minor_id = ${person.id} and g.guardian_id = ${viewer.person}
      and g.state = 'CONFIRMED' and g."from" <= ${at} and g.until > ${at}
  )`;
}

/** What of a class is open to the viewer, if anything. */
const open = (viewer: Viewer, person: PersonRow, dataClass: string, at: Date) => sql`(
  select json_build_object('id', id, 'role', role, 'scope', scope) from disclosures
  where person_id = ${person.id} and asked_by = ${viewer.person} and data_class = ${dataClass}
    and opened_at <= ${at} and open_until > ${at}
  order by open_until desc limit 1
)`;

const works = (viewer: Viewer | null): viewer is Viewer =>
  viewer?.grants.some(({ role }) => (workingRoles as readonly Role[]).includes(role)) ?? false;

/** How the viewer stands to a person, to be selected together with the person. */
export const sightOf = (viewer: Viewer | null, person: PersonRow, at: Date): SQL<Sight> => {
  const today = dateIn(at);
  const nothing = sql`null::json`;
  return sql<Sight>`json_build_object(
    'body', ${inOneBody(viewer, person, today)},
    'scope', ${inScope(viewer, person, today)},
    'exactly', ${inCommunity(viewer, person, today)},
    'care', ${inCare(viewer, person, at)},
    'c2', ${works(viewer) ? open(viewer, person, "C2", at) : nothing},
    'c3', ${works(viewer) ? open(viewer, person, "C3", at) : nothing}
  )`;
};

/** Whether the person is there for the viewer at all. */
export function visible(viewer: Viewer | null, person: PersonRow & { birthDate: unknown }, at: Date): SQL {
  if (!viewer) return never;
  const today = dateIn(at);
  const body = inOneBody(viewer, person, today);
  const child = sql`coalesce(${person.birthDate} > (${today}::date - make_interval(years => ${childUntil}))::date, false)`;
  const grownUp = seesPeople(viewer) ? sql`true` : any([body, inScope(viewer, person, today)]);
  return sql`(
    ${person.id} = ${viewer.person}
    or (not ${child} and ${grownUp})
    or (${child} and ${any([body, inCommunity(viewer, person, today), inCare(viewer, person, at)])})
  )`;
}

/** Where somebody lives and serves now, each place with all above it; undefined for one who is not there. */
export async function findWhereabouts(db: Db, personId: string, at: Date) {
  const today = dateIn(at);
  const present = {
    startsOn: { lte: today },
    OR: [{ endsOn: { isNull: true as const } }, { endsOn: { gt: today } }],
  };
  const path = { columns: { id: true, kind: true } } as const;
  const person = await db.query.persons.findFirst({
    columns: { birthDate: true },
    where: { id: personId },
    with: {
      residences: { columns: {}, where: present, with: { place: { columns: {}, with: { path } } } },
      memberships: {
        columns: {},
        where: present,
        with: {
          post: {
            columns: {},
            with: { organization: { columns: {}, with: { place: { columns: {}, with: { path } } } } },
          },
        },
      },
    },
  });
  return (
    person && {
      birthDate: person.birthDate,
      homes: person.residences.map(({ place }) => place.path),
      offices: person.memberships.map(({ post }) => post.organization.place.path),
    }
  );
}
