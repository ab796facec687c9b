import { organizations } from "@linli/demo-world";
import type { PlaceKind } from "@linli/kernel";
import { type SQL, sql } from "drizzle-orm";
import type { ScalePlace } from "./tree.ts";

/** How many there are in the prefecture, the demo world's included. */
export const population = { persons: 400_000, organizations: 6_000, memberships: 120_000 };

/** What the statements are made with. */
export type Facts = {
  names: readonly string[];
  buildings: readonly string[];
  /** How many there are beside the demo world's: each has bodies of its own. */
  communities: number;
  quarters: number;
  /** The day on which it is laid out. */
  today: string;
};

/** What the statements need to know of the places among which they lay out the rest. */
export function factsOf(places: readonly ScalePlace[], names: readonly string[], today: string): Facts {
  const ofKind = (kind: PlaceKind) => places.filter((place) => place.kind === kind);
  return {
    names,
    buildings: ofKind("BUILDING").map(({ id }) => id),
    communities: ofKind("COMMUNITY").length,
    quarters: ofKind("QUARTER").length,
    today,
  };
}

export const ids = (list: readonly string[]) => sql`${sql.param([...list])}::uuid[]`;

/** The bodies of a kind that are not the demo world's, in an order of their own, from one number up to another. */
export const bodies = (classification: string, from: number, until: number) => sql`(
  select *, pg_temp.dice('body:' || id, 1000) as dice from (
    select *, row_number() over (order by id) - 1 as number from organizations
    where classification = ${classification} and not id = any(${ids(organizations.map(({ id }) => id))})
  ) numbered where number >= ${from} and number < ${until}
) body`;

/** At nine in the morning of a day. */
export const morning = (day: SQL) =>
  sql`((${day})::timestamp + interval '9 hours') at time zone 'Asia/Shanghai'`;
