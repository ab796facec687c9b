import { people as demoPeople } from "@linli/demo-world";
import type { Step } from "@linli/scale";
import { sql } from "drizzle-orm";
import { type Facts, ids, population } from "./facts.ts";

/** How many people are laid out beside those of the demo world. */
export const people = population.persons - demoPeople.length;

/** Who lives in the prefecture, and where. */
export function peopleSteps({ names, buildings, today }: Facts): Step[] {
  const households = Math.ceil(people / 3);
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
  ];
}
