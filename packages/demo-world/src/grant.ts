import type { Role } from "@linli/kernel";
import { fixedId } from "./fixed-id.ts";
import { person } from "./person.ts";
import { place } from "./place.ts";

/** A right that was given by hand or handed on, `[starts, ends)`. Without a place it holds everywhere. */
export type DemoGrant = {
  id: string;
  personId: string;
  role: Role;
  placeId?: string;
  source: "DELEGATION" | "MANUAL";
  grantedBy?: string;
  reason?: string;
  startsMonthsAgo: number;
  /** Negative: so many months ahead. */
  endsMonthsAgo: number;
};

/** A right that was taken away. */
export type DemoDenial = {
  id: string;
  personId: string;
  role: Role;
  placeId: string;
  deniedBy: string;
  reason: string;
  startsMonthsAgo: number;
};

type Part = Omit<DemoGrant, "id" | "personId">;

const grant = (key: string, personKey: string, part: Part): DemoGrant => ({
  id: fixedId(`grant:${key}`),
  personId: person(personKey).id,
  ...part,
});

/** What the platform was set up with: given by nobody in it. */
const setUp = (key: string, role: Role, startsMonthsAgo: number, placeKey?: string) =>
  grant(key, key, {
    role,
    source: "MANUAL",
    ...(placeKey && { placeId: place(placeKey).id }),
    startsMonthsAgo,
    endsMonthsAgo: startsMonthsAgo - 36,
  });

export const grants: readonly DemoGrant[] = [
  setUp("analyst", "ANALYST", 12, "wenshan-prefecture"),
  setUp("auditor", "AUDITOR", 12),
  setUp("admin", "PLATFORM_ADMIN", 18),
  // The worker of 高登社区 has somebody stand in for one quarter; it ends with her own post.
  grant("panlong-delegation", "dongfeng-worker", {
    role: "COMMUNITY_WORKER",
    placeId: place("panlong").id,
    source: "DELEGATION",
    grantedBy: person("worker").id,
    reason: "外出培训期间请东风社区同事代办盛世盘龙小区的事务",
    startsMonthsAgo: 0,
    endsMonthsAgo: -1,
  }),
  // It was for a survey, and is over.
  grant("survey", "volunteers-president", {
    role: "ANALYST",
    placeId: place("wenshan").id,
    source: "MANUAL",
    grantedBy: person("admin").id,
    reason: "青年志愿服务年度调研",
    startsMonthsAgo: 9,
    endsMonthsAgo: 6,
  }),
];

export const denials: readonly DemoDenial[] = [
  // Whose brother runs a firm there decides nothing there.
  {
    id: fixedId("denial:longcheng"),
    personId: person("dongfeng-worker").id,
    role: "COMMUNITY_WORKER",
    placeId: place("longcheng").id,
    deniedBy: person("league-city-secretary").id,
    reason: "亲属在该楼宇任企业负责人，按规定回避",
    startsMonthsAgo: 4,
  },
];
