import { fixedId } from "./fixed-id.ts";
import { organization } from "./organization.ts";
import { place } from "./place.ts";

/** A room or office that somebody provides; `signMonthsAgo` says how old the newest photo of its sign is. */
export type DemoVenue = {
  id: string;
  key: string;
  placeId: string;
  kind: "YOUTH_HOUSE" | "OFFICE" | "MEETING_ROOM" | "ACTIVITY_ROOM";
  name: string;
  providerId: string;
  openedMonthsAgo: number;
  signMonthsAgo?: number;
};

const venue = (
  key: string,
  kind: DemoVenue["kind"],
  name: string,
  { at, by, opened, sign }: { at: string; by: string; opened: number; sign?: number },
): DemoVenue => ({
  id: fixedId(`venue:${key}`),
  key,
  placeId: place(at).id,
  kind,
  name,
  providerId: organization(by).id,
  openedMonthsAgo: opened,
  ...(sign !== undefined && { signMonthsAgo: sign }),
});

export const venues: readonly DemoVenue[] = [
  venue("libuga-youth-house", "YOUTH_HOUSE", "里布嘎社区青年之家", {
    at: "libuga",
    by: "libuga-league",
    opened: 16,
    sign: 2,
  }),
  venue("panlong-office", "OFFICE", "盛世盘龙团建联盟办公室", {
    at: "panlong",
    by: "gaodeng-league",
    opened: 13,
    sign: 3,
  }),
  venue("gaodeng-hall", "MEETING_ROOM", "高登社区党群服务中心会议室", {
    at: "gaodeng",
    by: "gaodeng-party",
    opened: 40,
  }),
  venue("panlong-property-room", "ACTIVITY_ROOM", "盛世盘龙物业活动室", {
    at: "panlong/1",
    by: "property",
    opened: 20,
  }),
  // The photo of its sign is too old to count (R34).
  venue("longcheng-office", "OFFICE", "龙成国际楼宇青年工作站", {
    at: "longcheng",
    by: "longcheng-digital-league",
    opened: 20,
    sign: 15,
  }),
];

const byKey = new Map(venues.map((found) => [found.key, found]));

/** What a party organization does for another body (R4). */
export type DemoSupport = {
  id: string;
  kind: "GUIDANCE" | "VENUE" | "CO_BUILDING";
  giverId: string;
  receiverId: string;
  venueId?: string;
  startedMonthsAgo: number;
};

const support = (
  kind: DemoSupport["kind"],
  giver: string,
  receiver: string,
  startedMonthsAgo: number,
  venueKey?: string,
): DemoSupport => ({
  id: fixedId(`support:${kind}:${giver}:${receiver}`),
  kind,
  giverId: organization(giver).id,
  receiverId: organization(receiver).id,
  startedMonthsAgo,
  ...(venueKey !== undefined && { venueId: byKey.get(venueKey)!.id }),
});

export const supports: readonly DemoSupport[] = [
  support("GUIDANCE", "gaodeng-party", "panlong-alliance", 14),
  support("VENUE", "gaodeng-party", "panlong-alliance", 13, "gaodeng-hall"),
  support("CO_BUILDING", "libuga-party", "eighth-day-station", 17),
  support("GUIDANCE", "libuga-party", "libuga-council", 10),
];
