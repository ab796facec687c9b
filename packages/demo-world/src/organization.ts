import { fixedId } from "./fixed-id.ts";
import { place } from "./place.ts";

/** The classifications that the demo world uses. */
export type DemoClassification =
  | "ALLIANCE"
  | "YOUTH_COUNCIL"
  | "THINK_TANK"
  | "OWNERS_COMMITTEE"
  | "PROPERTY_COMPANY"
  | "COMMITTEE_FELLOWSHIP"
  | "PARTY_ORGANIZATION"
  | "RESIDENTS_COMMITTEE"
  | "LEAGUE_ORGANIZATION"
  | "LEAGUE_AFFILIATE"
  | "SOCIAL_ORGANIZATION"
  | "NEW_ECONOMY_ORGANIZATION"
  | "SERVICE_STATION"
  | "GOVERNMENT_DEPARTMENT"
  | "COMPANY";

export type DemoSector = "GRASSROOTS" | "INDUSTRY" | "ENTERPRISE";

export type DemoOrganization = {
  id: string;
  key: string;
  name: string;
  classification: DemoClassification;
  /** Of league organizations below the city. */
  sector?: DemoSector;
  placeId: string;
  parentId?: string;
  foundedMonthsAgo: number;
  dissolvedMonthsAgo?: number;
  /** What it was called before, and how long ago it was given the next name. */
  previousNames?: readonly { name: string; endedMonthsAgo: number }[];
};

type Draft = {
  key: string;
  name: string;
  classification: DemoClassification;
  sector?: DemoSector;
  place: string;
  parent?: string;
  /** 60 unless said. */
  foundedMonthsAgo?: number;
  dissolvedMonthsAgo?: number;
  previousNames?: DemoOrganization["previousNames"];
};

/** The three bodies that every community has. */
const community = (key: string, name: string): Draft[] => [
  { key: `${key}-party`, name: `${name}党总支`, classification: "PARTY_ORGANIZATION", place: key },
  {
    key: `${key}-committee`,
    name: `${name}居民委员会`,
    classification: "RESIDENTS_COMMITTEE",
    place: key,
  },
  {
    key: `${key}-league`,
    name: `${name}团总支`,
    classification: "LEAGUE_ORGANIZATION",
    sector: "GRASSROOTS",
    place: key,
    parent: "league-city",
  },
];

const enterpriseLeague = (key: string, name: string, parent: string, placeKey: string): Draft => ({
  key,
  name,
  classification: "LEAGUE_ORGANIZATION",
  sector: "ENTERPRISE",
  parent,
  place: placeKey,
});

const drafts: Draft[] = [
  {
    key: "league-prefecture",
    name: "共青团文山州委",
    classification: "LEAGUE_ORGANIZATION",
    place: "wenshan-prefecture",
  },
  {
    key: "league-city",
    name: "共青团文山市委",
    classification: "LEAGUE_ORGANIZATION",
    place: "wenshan",
    parent: "league-prefecture",
  },
  {
    key: "volunteers",
    name: "文山市青年志愿者协会",
    classification: "LEAGUE_AFFILIATE",
    place: "wenshan",
    foundedMonthsAgo: 33,
    parent: "league-city",
  },
  {
    key: "civil-affairs",
    name: "文山市民政局",
    classification: "GOVERNMENT_DEPARTMENT",
    place: "wenshan",
  },
  {
    key: "justice",
    name: "文山市司法局",
    classification: "GOVERNMENT_DEPARTMENT",
    place: "wenshan",
  },

  ...community("libuga", "里布嘎社区"),
  {
    key: "libuga-council",
    name: "里布嘎社区青年议事会",
    classification: "YOUTH_COUNCIL",
    place: "libuga",
    foundedMonthsAgo: 30,
  },
  {
    key: "libuga-think-tank",
    name: "里布嘎社区青年业委会智囊团",
    classification: "THINK_TANK",
    place: "libuga",
    foundedMonthsAgo: 10,
  },
  {
    key: "eighth-day",
    name: "第八天青少年服务中心",
    classification: "SOCIAL_ORGANIZATION",
    place: "wenshan",
  },
  {
    key: "eighth-day-station",
    name: "第八天邻里中心社工服务站",
    classification: "SERVICE_STATION",
    place: "libuga",
    foundedMonthsAgo: 17,
    parent: "eighth-day",
  },
  { key: "libuga-market", name: "里布嘎农贸市场管理有限公司", classification: "COMPANY", place: "libuga" },
  enterpriseLeague("libuga-market-league", "里布嘎农贸市场团支部", "libuga-market", "libuga"),
  { key: "libuga-alliance", name: "里布嘎社区团建联盟", classification: "ALLIANCE", place: "libuga" },

  ...community("gaodeng", "高登社区"),
  // Both are being formed: their seats wait for applicants.
  {
    key: "gaodeng-council",
    name: "高登社区青年议事会",
    classification: "YOUTH_COUNCIL",
    place: "gaodeng",
  },
  {
    key: "gaodeng-think-tank",
    name: "高登社区青年业委会智囊团",
    classification: "THINK_TANK",
    place: "gaodeng",
  },
  { key: "aluminium", name: "文铝公司", classification: "COMPANY", place: "wenshan" },
  enterpriseLeague("aluminium-league", "文铝公司团委", "aluminium", "wenshan"),
  {
    key: "property",
    name: "盛世盘龙物业服务有限公司",
    classification: "PROPERTY_COMPANY",
    place: "panlong",
  },
  enterpriseLeague("property-league", "盛世盘龙物业团支部", "property", "panlong"),
  {
    key: "training-league",
    name: "文山市校外培训行业团支部",
    classification: "LEAGUE_ORGANIZATION",
    sector: "INDUSTRY",
    place: "wenshan",
    parent: "league-city",
  },
  {
    key: "panlong-alliance",
    name: "盛世盘龙团建联盟",
    classification: "ALLIANCE",
    place: "panlong",
    foundedMonthsAgo: 14,
  },
  {
    key: "panlong-owners",
    name: "盛世盘龙小区业主委员会",
    classification: "OWNERS_COMMITTEE",
    place: "panlong",
  },
  {
    key: "panlong-council",
    name: "盛世盘龙小区青年议事会",
    classification: "YOUTH_COUNCIL",
    place: "panlong",
    foundedMonthsAgo: 12,
  },
  {
    // Renamed once, and dissolved: its history stays.
    key: "panlong-club",
    name: "盛世盘龙青年志愿服务社",
    classification: "LEAGUE_AFFILIATE",
    place: "panlong",
    parent: "league-city",
    foundedMonthsAgo: 40,
    dissolvedMonthsAgo: 5,
    previousNames: [{ name: "盘龙青年义工小组", endedMonthsAgo: 22 }],
  },
  {
    key: "panlong-fellowship",
    name: "盛世盘龙青年业委会委员联谊会",
    classification: "COMMITTEE_FELLOWSHIP",
    place: "panlong",
    foundedMonthsAgo: 8,
  },

  ...community("dongfeng", "东风社区"),
  {
    key: "longcheng-digital",
    name: "龙成数智科技有限公司",
    classification: "NEW_ECONOMY_ORGANIZATION",
    place: "longcheng",
  },
  enterpriseLeague("longcheng-digital-league", "龙成数智科技团支部", "longcheng-digital", "longcheng"),
  {
    key: "longcheng-trade",
    name: "龙成三七商贸有限公司",
    classification: "NEW_ECONOMY_ORGANIZATION",
    place: "longcheng",
  },
  enterpriseLeague("longcheng-trade-league", "龙成三七商贸团支部", "longcheng-trade", "longcheng"),
  {
    key: "longcheng-think-tank",
    name: "龙成国际楼宇青年智囊团",
    classification: "THINK_TANK",
    place: "longcheng",
    foundedMonthsAgo: 6,
  },
];

const idOf = (key: string) => fixedId(`organization:${key}`);

/** The bodies that the source names and those around them, each parent before its children. */
export const organizations: readonly DemoOrganization[] = drafts.map(
  ({ place: placeKey, parent, foundedMonthsAgo = 60, ...draft }) => ({
    id: idOf(draft.key),
    ...draft,
    foundedMonthsAgo,
    placeId: place(placeKey).id,
    ...(parent && { parentId: idOf(parent) }),
  }),
);

const byKey = new Map(organizations.map((body) => [body.key, body]));

/** An organization of the demo world by key; one that doesn't exist is an error in the seed. */
export function organization(key: string): DemoOrganization {
  const found = byKey.get(key);
  if (!found) throw new Error(`The demo world has no organization "${key}".`);
  return found;
}
