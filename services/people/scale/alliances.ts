import type { Step } from "@linli/scale";
import { type SQL, sql } from "drizzle-orm";
import { bodies, type Facts, morning } from "./facts.ts";

/** One alliance for each community: its league with up to three of enterprises around it, and what happened to the chair. */
export function allianceSteps({ communities: count }: Facts): Step[] {
  const step = (what: string, run: (all: SQL) => SQL): Step => ({
    what,
    count,
    run: (from, until) => run(bodies("ALLIANCE", from, until)),
  });
  return [
    step("联盟", (all) => sql`insert into alliances (id, formed_on) select id, founded_on from ${all}`),
    step(
      "联盟席位",
      (all) => sql`
        insert into alliance_seats (id, alliance_id, organization_id, kind, position, joined_on)
        select pg_temp.fixed_id('seat:' || seat.position || ':' || body.id), body.id, seat.id, seat.kind, seat.position, body.founded_on
        from ${all}
        join places quarter on quarter.id = body.place_id
        join places community on community.id = quarter.parent_id
        cross join lateral (
          select base.id, 'BASE' as kind, 1 as position from organizations base
          where base.place_id = community.id and base.sector = 'GRASSROOTS'
          union all (
            select partner.id, 'PARTNER', 1 + row_number() over (order by around.id <> community.id, partner.id)
            from places around
            join places stands on stands.parent_id = around.id
            join organizations partner on partner.place_id = stands.id and partner.sector = 'ENTERPRISE'
            where around.parent_id = community.parent_id
            order by 3 limit 3
          )
        ) seat`,
    ),
    step(
      "轮值办法",
      (all) => sql`
        insert into rotation_policies (id, alliance_id, kind, term_months, start_dates, decided_at)
        select pg_temp.fixed_id('rotation:' || id), id, rotation, case rotation when 'MONTHLY' then 1 else 3 end, '{}',
          founded_on::timestamp at time zone 'Asia/Shanghai'
        from ${all} cross join lateral (select case when dice % 3 = 0 then 'QUARTERLY' else 'MONTHLY' end as rotation) rotations`,
    ),
    step(
      "主席换班",
      (all) => sql`
        insert into chair_swaps (id, alliance_id, seat_id, with_seat_id, round, state, proposed_at, decided_at)
        select pg_temp.fixed_id('swap:' || body.id), body.id, one.id, other.id, 1, 'CONSENTED',
          ${morning(sql`founded_on + 2`)}, ${morning(sql`founded_on + 5`)}
        from ${all}
        join alliance_seats one on one.alliance_id = body.id and one.position = 2
        join alliance_seats other on other.alliance_id = body.id and other.position = 3
        where dice % 2 = 0`,
    ),
    step(
      "主席缺席",
      (all) => sql`
        insert into chair_absences (id, alliance_id, seat_id, "from", "until")
        select pg_temp.fixed_id('absence:' || body.id), body.id, base.id, ${morning(sql`founded_on + 9`)}, ${morning(sql`founded_on + 16`)}
        from ${all} join alliance_seats base on base.alliance_id = body.id and base.position = 1
        where dice % 5 = 0`,
    ),
  ];
}
