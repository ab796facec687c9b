import { childUntil } from "@linli/kernel";
import { fixedId } from "./fixed-id.ts";
import { type DemoPerson, person, verifiedResidents } from "./person.ts";
import { buildingKey, place } from "./place.ts";
import { postOf, posts } from "./post.ts";

/** A person's time in a post, `[starts, ends)`. A negative `endsMonthsAgo` is that many months ahead: the term's end. */
export type DemoMembership = {
  id: string;
  personId: string;
  postId: string;
  startsMonthsAgo: number;
  endsMonthsAgo?: number;
};

const holds = (
  personKey: string,
  postKey: string,
  startsMonthsAgo: number,
  endsMonthsAgo?: number,
): DemoMembership => ({
  id: fixedId(`membership:${personKey}@${postKey}`),
  personId: person(personKey).id,
  postId: postOf(postKey).id,
  startsMonthsAgo,
  ...(endsMonthsAgo !== undefined && { endsMonthsAgo }),
});

const isYouthOwner = ({ age, home }: DemoPerson) => home?.tenure === "OWNER" && age >= 22 && age <= 40;

// Personas hold only the posts they are named for.
const ordinary = (placeKey: string) => verifiedResidents(placeKey).filter(({ key }) => key.includes("/"));
const panlongOwners = ordinary("panlong").filter(isYouthOwner);
const libugaOwners = ordinary("libuga").filter(isYouthOwner);
const longchengYouth = ordinary("longcheng").filter(({ age }) => age >= childUntil && age <= 35);
// Six of the council live in one building and three in another: a measure by building hides the three, and the six with
// them, for the nine are public.
const livesIn = (building: number) => (owner: DemoPerson) =>
  owner.home?.placeId === place(buildingKey("panlong", building)).id;
const panlongCouncillors = [
  ...panlongOwners.filter(livesIn(6)).slice(0, 5),
  ...panlongOwners.filter(livesIn(11)).slice(0, 2),
];
const seniorOwners = ordinary("panlong").filter(
  ({ age, home }) => home?.tenure === "OWNER" && age >= 46 && age <= 66,
);

/** These people, in this order, take an organization's seats for one term. */
const fill = (
  organizationKey: string,
  holders: readonly { key: string }[],
  startsMonthsAgo: number,
  endsMonthsAgo?: number,
) =>
  posts
    .filter(({ key }) => key.startsWith(`${organizationKey}/seat-`))
    .slice(0, holders.length)
    .map(({ key }, index) => holds(holders[index]!.key, key, startsMonthsAgo, endsMonthsAgo));

const community = (key: string, worker: string) => [
  holds(`${key}-party-secretary`, `${key}-party/secretary`, 40),
  holds(`${key}-director`, `${key}-committee/director`, 28),
  holds(worker, `${key}-committee/worker`, 20),
];

export const memberships: readonly DemoMembership[] = [
  holds("league-prefecture-secretary", "league-prefecture/secretary", 31),
  holds("league-city-secretary", "league-city/secretary", 26),
  holds("volunteers-president", "volunteers/president", 16),
  holds("civil-affairs-officer", "civil-affairs/officer", 22),

  ...community("libuga", "worker-elsewhere"),
  holds("libuga-league-secretary", "libuga-league/secretary", 19),
  holds("libuga-league-secretary", "libuga-committee/youth-member", 18),
  ...fill("libuga-council", libugaOwners, 10, -14),
  ...fill("libuga-think-tank", libugaOwners.slice(9), 9, -15),
  holds("eighth-day-director", "eighth-day/director", 36),
  holds("station-lead", "eighth-day-station/lead", 17),
  holds("market-league-secretary", "libuga-market-league/secretary", 12),

  ...community("gaodeng", "worker"),
  holds("chair", "gaodeng-league/secretary", 15),
  holds("chair", "gaodeng-committee/youth-member", 14),
  holds("aluminium-league-secretary", "aluminium-league/secretary", 24),
  holds("property-league-secretary", "property-league/secretary", 13),
  holds("training-league-secretary", "training-league/secretary", 12),
  holds("property-manager", "property/manager", 30),
  ...fill(
    "panlong-council",
    [...panlongCouncillors, person("youth-member"), person("ageing-councillor")],
    8,
    -16,
  ),
  // Two young owners went on from the youth council to the owners' committee (R18).
  ...fill(
    "panlong-owners",
    [person("owners-committee"), ...seniorOwners.slice(0, 4), ...panlongCouncillors.slice(0, 2)],
    11,
    -25,
  ),
  holds("volunteers-president", "panlong-club/lead", 40, 5),
  // The young members of the owners' committee; two seats wait for others (R38).
  ...fill("panlong-fellowship", panlongCouncillors.slice(0, 2), 7),
  // Came by a recommendation (R16), and from the two committees (R59).
  holds(panlongOwners[10]!.key, "property/liaison-1", 2),
  holds("gaodeng-party-secretary", "property/party-adviser-1", 4),

  ...community("dongfeng", "dongfeng-worker"),
  holds("dongfeng-league-secretary", "dongfeng-league/secretary", 6),
  holds("longcheng-digital-league-secretary", "longcheng-digital-league/secretary", 9),
  // Left two months ago: the post is vacant.
  holds("longcheng-trade-former-secretary", "longcheng-trade-league/secretary", 21, 2),
  ...fill("longcheng-think-tank", longchengYouth, 5, -19),
];
