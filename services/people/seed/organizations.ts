import { insertAll } from "@linli/database";
import {
  memberships as demoMemberships,
  organizations as demoOrganizations,
  pilots as demoPilots,
  posts as demoPosts,
} from "@linli/demo-world";
import { memberships, organizationNames, organizations, pilots, posts } from "../src/db/tables.ts";
import type { Part } from "./seeding.ts";

/** The bodies, their posts, who holds them, and the pilots that they run. */
export const layOutOrganizations: Part = async ({ tx, on }) => ({
  组织: await insertAll(
    tx,
    organizations,
    demoOrganizations.map(({ foundedMonthsAgo, dissolvedMonthsAgo, ...organization }) => ({
      ...organization,
      foundedOn: on(foundedMonthsAgo),
      dissolvedOn: dissolvedMonthsAgo === undefined ? null : on(dissolvedMonthsAgo),
    })),
  ),
  曾用名: await insertAll(
    tx,
    organizationNames,
    demoOrganizations.flatMap(({ id, previousNames = [] }) =>
      previousNames.map(({ name, endedMonthsAgo }) => ({
        organizationId: id,
        name,
        endsOn: on(endedMonthsAgo),
      })),
    ),
  ),
  岗位: await insertAll(
    tx,
    posts,
    demoPosts.map(
      ({
        leadership = false,
        contact = false,
        responsible = false,
        grantsRole = null,
        abolishedMonthsAgo,
        ...post
      }) => ({
        ...post,
        isLeadership: leadership,
        isContact: contact,
        isResponsible: responsible,
        role: grantsRole,
        abolishedOn: abolishedMonthsAgo === undefined ? null : on(abolishedMonthsAgo),
      }),
    ),
  ),
  任职: await insertAll(
    tx,
    memberships,
    demoMemberships.map(({ startsMonthsAgo, endsMonthsAgo, ...membership }) => ({
      ...membership,
      startsOn: on(startsMonthsAgo),
      endsOn: endsMonthsAgo === undefined ? null : on(endsMonthsAgo),
    })),
  ),
  试点: await insertAll(
    tx,
    pilots,
    demoPilots.map(({ startedMonthsAgo, ...pilot }) => ({ ...pilot, startedOn: on(startedMonthsAgo) })),
  ),
});
