import { insertAll } from "@linli/database";
import {
  charters as demoCharters,
  engagements as demoEngagements,
  stations as demoStations,
  youthCommunities as demoYouthCommunities,
} from "@linli/demo-world";
import { charters, engagements, founders, stations, youthCommunities } from "../src/db/tables.ts";
import type { Part } from "./seeding.ts";

/** What makes bodies work: their charters, founders and contracts, and the communities of the programme. */
export const layOutProgramme: Part = async ({ tx, on }) => ({
  规章制度: await insertAll(
    tx,
    charters,
    demoCharters.map(({ effectiveMonthsAgo, reviewedMonthsAgo, ...charter }) => ({
      ...charter,
      effectiveFrom: on(effectiveMonthsAgo),
      reviewedOn: reviewedMonthsAgo === undefined ? null : on(reviewedMonthsAgo),
    })),
  ),
  站点: await insertAll(
    tx,
    stations,
    demoStations.map(({ organizationId, kind, goals }) => ({ organizationId, kind, goals })),
  ),
  发起单位: await insertAll(
    tx,
    founders,
    demoStations.flatMap(({ organizationId, founderIds }) =>
      founderIds.map((founderId) => ({ organizationId, founderId })),
    ),
  ),
  服务合作: await insertAll(
    tx,
    engagements,
    demoEngagements.map(({ startsMonthsAgo, endsMonthsAgo, ...engagement }) => ({
      ...engagement,
      startsOn: on(startsMonthsAgo),
      endsOn: endsMonthsAgo === undefined ? null : on(endsMonthsAgo),
    })),
  ),
  青春社区: await insertAll(
    tx,
    youthCommunities,
    demoYouthCommunities.map(({ enrolledMonthsAgo, lead, ...enrolment }) => ({
      ...enrolment,
      enrolledOn: on(enrolledMonthsAgo),
      leadId: lead?.organizationId ?? null,
      leadSince: lead ? on(lead.sinceMonthsAgo) : null,
    })),
  ),
});
