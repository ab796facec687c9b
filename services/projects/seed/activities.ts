import { type DemoPlace, fixedId, liesWithin, organization, places, random } from "@linli/demo-world";
import type { ActivityState } from "../src/activities/activity.rules.ts";
import type { activities } from "../src/db/tables.ts";
import { atHome, atWork, type Programme } from "./activity-texts.ts";
import { atHour, day, minute } from "./calendar.ts";

type ActivityRow = typeof activities.$inferInsert;

type Share = { pilot: string; count: number; programmes: readonly Programme[]; hosts: readonly string[] };

const shares: readonly Share[] = [
  {
    pilot: "panlong",
    count: 120,
    programmes: atHome,
    hosts: ["gaodeng-league", "aluminium-league", "property-league", "training-league"],
  },
  {
    pilot: "libuga",
    count: 130,
    programmes: atHome,
    hosts: ["libuga-league", "eighth-day-station", "volunteers", "libuga-council"],
  },
  {
    pilot: "longcheng",
    count: 60,
    programmes: atWork,
    hosts: ["longcheng-digital-league", "longcheng-trade-league", "dongfeng-league"],
  },
];

/** The days, from now, between which activities are laid out evenly. */
const [first, last] = [-360, 28];

/** All activities of the demo world: 310. */
export function demoActivities(now: Date): ActivityRow[] {
  return shares.flatMap((share) =>
    Array.from({ length: share.count }, (_, index) => held(share, index, now)),
  );
}

function held({ pilot, count, programmes, hosts }: Share, index: number, now: Date): ActivityRow {
  const dice = random(`activity:${pilot}/${index + 1}`);
  const programme = programmes[index % programmes.length]!;
  const { hours, minutes } = programme.at;
  const days = Math.round(first + ((last - first) * index) / (count - 1));
  const startsAt = atHour(now, days, hours, minutes);
  const endsAt = new Date(+startsAt + programme.lasts * minute);
  const theme = programme.themes[Math.floor(index / programmes.length) % programme.themes.length];
  return {
    id: fixedId(`activity:${pilot}/${index + 1}`),
    placeId: dice.pick(groundsOf(pilot)).id,
    title: theme ? `${programme.title}·${theme}` : programme.title,
    category: programme.category,
    state: stateOf({ startsAt, endsAt }, now, index),
    startsAt,
    endsAt,
    capacity: programme.capacity,
    hostOrganizationId: organization(hosts[index % hosts.length]!).id,
  };
}

/** Where people meet: the pilot, and the quarters in it. */
function groundsOf(pilot: string): DemoPlace[] {
  return places.filter(({ id, kind, key }) => key === pilot || (kind === "QUARTER" && liesWithin(id, pilot)));
}

/** Every twentieth was called off; of those three weeks ahead, some are still being prepared. */
function stateOf(
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  now: Date,
  index: number,
): ActivityState {
  if (index % 20 === 13) return "CANCELLED";
  if (endsAt <= now) return "COMPLETED";
  if (startsAt <= now) return "CHECK_IN";
  return +startsAt - +now > 21 * day && index % 2 === 0 ? "DRAFT" : "PUBLISHED";
}
