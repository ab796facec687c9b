import type { Step } from "@linli/scale";
import { sql } from "drizzle-orm";
import { bodies, type Facts, morning } from "./facts.ts";

/** What bodies need to be at work: charters, venues, and what the members of think tanks know. */
export function programmeSteps({ communities, quarters, today }: Facts): Step[] {
  const day = sql`${today}::date`;
  const chartered = { ALLIANCE: communities, THINK_TANK: communities, YOUTH_COUNCIL: quarters };
  return [
    ...Object.entries(chartered).map(([kind, count]): Step => ({
      what: `规章制度（${kind}）`,
      count,
      run: (from, until) => sql`
          insert into charters (id, organization_id, version, effective_from, reviewed_on, duties, text_reference)
          select pg_temp.fixed_id('charter:' || id), id, 1, founded_on,
            case when dice % 4 > 0 then greatest(founded_on, ${day} - dice) end, '{收集意见,定期议事}', name || '章程（第1版）'
          from ${bodies(kind, from, until)}`,
    })),
    {
      what: "场所",
      count: communities,
      run: (from, until) => sql`
        insert into venues (id, place_id, kind, name, provider_id, sign_photo, sign_photo_taken_on, opened_on)
        select pg_temp.fixed_id('venue:' || venue.kind || body.id), place_id, venue.kind, venue.name, body.id,
          case when signed then 'signs/' || body.id || '.jpg' end, case when signed then ${day} - dice / 2 end, founded_on
        from ${bodies("RESIDENTS_COMMITTEE", from, until)}
        cross join lateral (values ('OFFICE', '党群服务中心', dice % 10 > 0), ('YOUTH_HOUSE', '青年之家', false)) venue (kind, name, signed)
        where venue.kind = 'OFFICE' or dice % 3 = 0`,
    },
    {
      what: "智囊团成员",
      count: communities,
      run: (from, until) => sql`
        insert into advisers (think_tank_id, person_id, kind, source, fields, contributions, declared_at)
        select distinct on (body.id, person_id) body.id, person_id, 'EXPERT',
          (array['UNIVERSITY', 'YOUTH_WORKPLACE', 'NEW_ECONOMY_ORGANIZATION', 'YOUTH_FEDERATION', 'YOUNG_ENTREPRENEUR'])[1 + face % 5],
          array[(array['PUBLIC_UTILITIES', 'CONSTRUCTION', 'LEGAL', 'FINANCE_AND_AUDIT', 'OTHER'])[1 + face % 5]],
          array[(array['VOLUNTEERING', 'PROFESSIONAL_SERVICE', 'YOUTH_COUNCIL'])[1 + face % 3]], ${morning(sql`starts_on`)}
        from ${bodies("THINK_TANK", from, until)}
        join posts on posts.organization_id = body.id
        join memberships on memberships.post_id = posts.id and memberships.ends_on is null
        cross join lateral (select pg_temp.dice('adviser:' || memberships.id, 60) as face) faces`,
    },
  ];
}
