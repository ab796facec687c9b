import type { Role } from "@linli/kernel";
import { fixedId } from "./fixed-id.ts";
import { organization } from "./organization.ts";
import { place } from "./place.ts";

/** A seat in an organization, held or vacant. */
export type DemoPost = {
  id: string;
  key: string;
  organizationId: string;
  title: string;
  /** Belongs to the leadership of its community (R58). */
  leadership?: boolean;
  /** Its holder is whom residents turn to (R7). */
  contact?: boolean;
  /** Its holder answers for the body's office (R34). */
  responsible?: boolean;
  /** What whoever holds the post may do, and where: the scopes say in which place, for which organization, or both. */
  grantsRole?: Role;
  scopePlaceId?: string;
  scopeOrganizationId?: string;
  abolishedMonthsAgo?: number;
};

type Extra = {
  leadership?: boolean;
  contact?: boolean;
  responsible?: boolean;
  role?: Role;
  scopePlace?: string;
  scopeOrganization?: string;
  abolishedMonthsAgo?: number;
};

const post = (organizationKey: string, name: string, title: string, extra: Extra = {}): DemoPost => ({
  id: fixedId(`post:${organizationKey}/${name}`),
  key: `${organizationKey}/${name}`,
  organizationId: organization(organizationKey).id,
  title,
  ...(extra.leadership && { leadership: true }),
  ...(extra.contact && { contact: true }),
  ...(extra.responsible && { responsible: true }),
  ...(extra.abolishedMonthsAgo !== undefined && { abolishedMonthsAgo: extra.abolishedMonthsAgo }),
  ...(extra.role && { grantsRole: extra.role }),
  ...(extra.scopePlace && { scopePlaceId: place(extra.scopePlace).id }),
  ...(extra.scopeOrganization && { scopeOrganizationId: organization(extra.scopeOrganization).id }),
});

/** One seat for each title; the first seats lead. */
const seats = (organizationKey: string, titles: readonly string[], extra: Extra = {}) =>
  titles.map((title, index) => post(organizationKey, `seat-${index + 1}`, title, extra));

const repeat = (title: string, count: number) => Array.from({ length: count }, () => title);

const secretary = (organizationKey: string, title: string) =>
  post(organizationKey, "secretary", title, {
    contact: true,
    responsible: true,
    role: "ORGANIZATION_ADMIN",
    scopeOrganization: organizationKey,
  });

const community = (key: string) => [
  post(`${key}-party`, "secretary", "党总支书记", { leadership: true }),
  post(`${key}-committee`, "director", "居委会主任", { leadership: true }),
  // The seat in the leadership that is meant for the league's secretary (R58).
  post(`${key}-committee`, "youth-member", "居委会委员（青年工作）", { leadership: true }),
  post(`${key}-committee`, "worker", "社区工作者", {
    contact: true,
    responsible: true,
    role: "COMMUNITY_WORKER",
    scopePlace: key,
  }),
  secretary(`${key}-league`, "团总支书记"),
];

const council = (key: string) =>
  seats(key, ["召集人", "副召集人", ...repeat("委员", 7)], {
    role: "YOUTH_MEMBER",
    scopeOrganization: key,
  });

const fields = ["公共事业顾问", "工程建筑顾问", "法律服务顾问", "财务审计顾问"];
const thinkTank = (key: string, size: number) =>
  seats(key, ["召集人", ...Array.from({ length: size - 1 }, (_, index) => fields[index % fields.length]!)], {
    role: "YOUTH_MEMBER",
    scopeOrganization: key,
  });

export const posts: readonly DemoPost[] = [
  secretary("league-prefecture", "书记"),
  post("league-city", "secretary", "书记", {
    contact: true,
    responsible: true,
    role: "LEAGUE_REVIEWER",
    scopePlace: "wenshan",
  }),
  post("volunteers", "president", "会长", {
    role: "ORGANIZATION_ADMIN",
    scopeOrganization: "volunteers",
  }),
  post("civil-affairs", "officer", "基层政权和社区治理股负责人"),

  ...community("libuga"),
  ...council("libuga-council"),
  ...thinkTank("libuga-think-tank", 11),
  post("eighth-day", "director", "主任", {
    role: "ORGANIZATION_ADMIN",
    scopeOrganization: "eighth-day",
  }),
  post("eighth-day-station", "lead", "站长", {
    contact: true,
    responsible: true,
    role: "ORGANIZATION_ADMIN",
    scopeOrganization: "eighth-day-station",
  }),

  secretary("libuga-market-league", "团支部书记"),

  ...community("gaodeng"),
  ...seats("gaodeng-council", ["召集人", "副召集人", "委员"], { role: "YOUTH_MEMBER" }),
  ...thinkTank("gaodeng-think-tank", 3),
  secretary("aluminium-league", "团委书记"),
  secretary("property-league", "团支部书记"),
  secretary("training-league", "团支部书记"),
  post("property", "manager", "项目经理", {
    role: "PROPERTY_COMPANY",
    scopePlace: "panlong",
    scopeOrganization: "property",
  }),
  // Posts that people are recommended to (R16, R59); the second of each is vacant.
  ...["liaison-1", "liaison-2"].map((name) =>
    post("property", name, "青年联络员", {
      role: "PROPERTY_COMPANY",
      scopePlace: "panlong",
      scopeOrganization: "property",
    }),
  ),
  ...["party-adviser-1", "party-adviser-2"].map((name) => post("property", name, "兼职党建指导员")),
  ...seats("panlong-owners", ["主任", ...repeat("副主任", 2), ...repeat("委员", 4)], {
    role: "OWNERS_COMMITTEE",
    scopePlace: "panlong",
    scopeOrganization: "panlong-owners",
  }),
  ...council("panlong-council"),
  post("panlong-club", "lead", "社长", { abolishedMonthsAgo: 5 }),
  ...seats("panlong-fellowship", ["会长", ...repeat("会员", 3)]),

  ...community("dongfeng"),
  secretary("longcheng-digital-league", "团支部书记"),
  secretary("longcheng-trade-league", "团支部书记"),
  ...thinkTank("longcheng-think-tank", 6),
];

const byKey = new Map(posts.map((found) => [found.key, found]));

/** A post of the demo world by key; one that doesn't exist is an error in the seed. */
export function postOf(key: string): DemoPost {
  const found = byKey.get(key);
  if (!found) throw new Error(`The demo world has no post "${key}".`);
  return found;
}
