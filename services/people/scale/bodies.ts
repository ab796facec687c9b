import { memberships, organizations, places as demoPlaces } from "@linli/demo-world";
import type { Step } from "@linli/scale";
import { sql } from "drizzle-orm";
import { type Facts, ids, population } from "./facts.ts";
import { people } from "./population.ts";

/** Terms of one post: one that has ended, and the present one. */
const termsOfPost = 2;

/** The bodies of a community and of a quarter, one after the other; a quarter's fourth depends on which of its community's it is. */
const kinds = sql.raw(`(values
  ('COMMUNITY', 0, null::int, '居民委员会', 'RESIDENTS_COMMITTEE', null),
  ('COMMUNITY', 1, null, '团总支', 'LEAGUE_ORGANIZATION', 'GRASSROOTS'),
  ('COMMUNITY', 2, null, '党总支', 'PARTY_ORGANIZATION', null),
  ('COMMUNITY', 3, null, '青年智囊团', 'THINK_TANK', null),
  ('QUARTER', 0, null, '业主委员会', 'OWNERS_COMMITTEE', null),
  ('QUARTER', 1, null, '物业服务有限公司', 'PROPERTY_COMPANY', null),
  ('QUARTER', 2, null, '青年议事会', 'YOUTH_COUNCIL', null),
  ('QUARTER', 3, 1, '团建联盟', 'ALLIANCE', null),
  ('QUARTER', 3, 2, '物业团支部', 'LEAGUE_ORGANIZATION', 'ENTERPRISE')
) as kinds (kind, round, sibling, ending, classification, sector)`);

/** The bodies of communities and quarters, their posts and who holds them. */
export function bodySteps({ today }: Facts): Step[] {
  const bodies = population.organizations - organizations.length;
  const seats = Math.floor((population.memberships - memberships.length) / termsOfPost);
  const seatsOfBody = sql.raw(String(Math.ceil(seats / bodies)));
  const day = sql`${today}::date`;

  return [
    {
      what: "组织",
      count: bodies,
      run: (from, until) => sql`
        insert into organizations (id, name, classification, sector, place_id, founded_on)
        select pg_temp.fixed_id('organization:' || n),
          place.name || coalesce(ending, '青年志愿服务队' || case when n / place.total > 3 then '第' || (n / place.total - 2) || '分队' else '' end),
          coalesce(classification, 'SOCIAL_ORGANIZATION'), sector, place.id, ${day} - 30 - pg_temp.dice('founded:' || n, 1500)
        from generate_series(${from}::int, ${until - 1}::int) n
        join (
          select id, name, kind, (row_number() over (order by id) - 1)::int as number, (count(*) over ())::int as total,
            (row_number() over (partition by parent_id order by id))::int as sibling
          from places where kind in ('COMMUNITY', 'QUARTER') and not id = any(${ids(demoPlaces.map(({ id }) => id))})
        ) place on place.number = n % place.total
        left join ${kinds} on kinds.kind = place.kind and kinds.round = n / place.total
          and (kinds.sibling is null or kinds.sibling = place.sibling)`,
    },
    {
      what: "岗位",
      count: seats,
      run: (from, until) => sql`
        insert into posts (id, organization_id, title, role, is_responsible, is_contact)
        select pg_temp.fixed_id('post:' || n), body.id, case seat when 0 then '负责人' when 1 then '副负责人' else '委员' end,
          case when seat = 0 then 'ORGANIZATION_ADMIN'
            when body.classification = 'YOUTH_COUNCIL' then 'YOUTH_MEMBER'
            when body.classification = 'OWNERS_COMMITTEE' then 'OWNERS_COMMITTEE'
            when body.classification = 'RESIDENTS_COMMITTEE' and seat = 1 then 'COMMUNITY_WORKER' end,
          seat = 0, seat = 0 and body.classification = 'LEAGUE_ORGANIZATION'
        from generate_series(${from}::int, ${until - 1}::int) n
        cross join lateral (select n % ${seatsOfBody} as seat) seats
        join organizations body on body.id = pg_temp.fixed_id('organization:' || n / ${seatsOfBody})`,
    },
    {
      what: "任职",
      count: seats * termsOfPost + (memberships.length % termsOfPost),
      run: (from, until) => sql`
        insert into memberships (id, post_id, person_id, starts_on, ends_on)
        select pg_temp.fixed_id('membership:' || n), pg_temp.fixed_id('post:' || n / 2),
          pg_temp.fixed_id('person:' || pg_temp.dice('member:' || n, ${people})),
          ${day} - case n % 2 when 0 then 1500 else 500 end, case n % 2 when 0 then ${day} - 500 end
        from generate_series(${from}::int, ${until - 1}::int) n where n / 2 < ${sql.raw(String(seats))}`,
    },
  ];
}
