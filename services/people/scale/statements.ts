import { memberships, organizations, people as demoPeople, places as demoPlaces } from "@linli/demo-world";
import type { Step } from "@linli/scale";
import { sql } from "drizzle-orm";

/** How many there are in the prefecture, the demo world's included (`demo-world.md`). */
const wanted = { persons: 400_000, organizations: 6_000, memberships: 120_000 };
/** Terms of one post: one that has ended, and the present one. */
const termsOfPost = 2;

type Facts = {
  names: readonly string[];
  buildings: readonly string[];
  /** The first day of the year in which it is laid out. */
  today: string;
};

const ids = (list: readonly string[]) => sql`${sql.param([...list])}::uuid[]`;

/** What is laid out beside the places, in this order: each step makes its rows from one number up to another. */
export function steps({ names, buildings, today }: Facts): Step[] {
  const people = wanted.persons - demoPeople.length;
  const households = Math.ceil(people / 3);
  const bodies = wanted.organizations - organizations.length;
  const seats = Math.floor((wanted.memberships - memberships.length) / termsOfPost);
  const seatsOfBody = Math.ceil(seats / bodies);
  const building = sql`(${ids(buildings)})[1 + n % ${sql.raw(String(buildings.length))}]`;
  const door = sql.raw(`n / ${buildings.length}`);
  const day = sql`${today}::date`;

  return [
    {
      what: "户",
      count: households,
      run: (from, until) => sql`
        insert into households (id, building_id, room)
        select pg_temp.fixed_id('household:' || n), ${building}, (1 + ${door} / 4) || '0' || (1 + ${door} % 4)
        from generate_series(${from}::int, ${until - 1}::int) n`,
    },
    {
      what: "人员",
      count: people,
      run: (from, until) => sql`
        insert into persons (id, name, phone, birth_date)
        select pg_temp.fixed_id('person:' || n), (${sql.param([...names])}::text[])[1 + pg_temp.dice('name:' || n, ${names.length})],
          '198' || lpad(n::text, 8, '0'), ${day} - 6600 - pg_temp.dice('birth:' || n, 20000)
        from generate_series(${from}::int, ${until - 1}::int) n`,
    },
    {
      what: "居住信息",
      count: people,
      run: (from, until) => sql`
        insert into residences (id, person_id, household_id, place_id, tenure, starts_on)
        select pg_temp.fixed_id('residence:' || person), pg_temp.fixed_id('person:' || person),
          pg_temp.fixed_id('household:' || n), ${building},
          case person % 3 when 0 then 'OWNER' when 1 then 'FAMILY' else 'TENANT' end,
          ${day} - 400 - pg_temp.dice('home:' || person, 2000)
        from (select person, person / 3 as n from generate_series(${from}::int, ${until - 1}::int) person) lives`,
    },
    {
      what: "居住核验",
      // Five of eight are verified.
      count: Math.floor((people * 5) / 8),
      run: (from, until) => sql`
        insert into residency_verifications
          (id, residence_id, person_id, state, method, reported_at, decided_at, "from", "until")
        select pg_temp.fixed_id('verification:' || n), pg_temp.fixed_id('residence:' || n),
          pg_temp.fixed_id('person:' || n), 'VERIFIED', 'POSTED_CODE', ${day} - 370, ${day} - 360, ${day} - 360, ${day} + 730
        from generate_series(${from}::int, ${until - 1}::int) n`,
    },
    {
      what: "组织",
      count: bodies,
      run: (from, until) => sql`
        insert into organizations (id, name, classification, sector, place_id, founded_on)
        select pg_temp.fixed_id('organization:' || n),
          place.name || (array['居民委员会', '团总支', '党总支', '业主委员会', '物业服务有限公司', '青年议事会', '青年志愿服务队'])[kind]
            || case when round > 3 then '第' || (round - 2) || '分队' else '' end,
          (array['RESIDENTS_COMMITTEE', 'LEAGUE_ORGANIZATION', 'PARTY_ORGANIZATION', 'OWNERS_COMMITTEE', 'PROPERTY_COMPANY',
            'YOUTH_COUNCIL', 'SOCIAL_ORGANIZATION'])[kind],
          case when kind = 2 then 'GRASSROOTS' end, place.id, ${day} - 30 - pg_temp.dice('founded:' || n, 1500)
        from generate_series(${from}::int, ${until - 1}::int) n
        join (
          select id, name, kind = 'QUARTER' as quarter, (row_number() over (order by id) - 1)::int as number, (count(*) over ())::int as total
          from places where kind in ('COMMUNITY', 'QUARTER') and not id = any(${ids(demoPlaces.map(({ id }) => id))})
        ) place on place.number = n % place.total
        cross join lateral (select n / place.total as round) rounds
        cross join lateral (
          select case when round >= 3 then 7 when place.quarter then 4 + round else 1 + round end as kind
        ) kinds`,
    },
    {
      what: "岗位",
      count: seats,
      run: (from, until) => sql`
        insert into posts (id, organization_id, title, role)
        select pg_temp.fixed_id('post:' || n), body.id,
          case n % ${sql.raw(String(seatsOfBody))} when 0 then '负责人' when 1 then '副负责人' else '委员' end,
          case when n % ${sql.raw(String(seatsOfBody))} = 0 then 'ORGANIZATION_ADMIN'
            when body.classification = 'YOUTH_COUNCIL' then 'YOUTH_MEMBER'
            when body.classification = 'OWNERS_COMMITTEE' then 'OWNERS_COMMITTEE'
            when body.classification = 'RESIDENTS_COMMITTEE' and n % ${sql.raw(String(seatsOfBody))} = 1 then 'COMMUNITY_WORKER' end
        from generate_series(${from}::int, ${until - 1}::int) n
        join organizations body on body.id = pg_temp.fixed_id('organization:' || n / ${sql.raw(String(seatsOfBody))})`,
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
