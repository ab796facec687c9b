import { peopleChanged } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { and, eq } from "drizzle-orm";
import { memberships, organizations, persons, posts, residences } from "../src/db/tables.ts";
import { addHome, as, createHarness, person, place } from "./harness.ts";
import { holding } from "./viewers.ts";

const ids = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, uuidv7()])) as Record<Name, string>;

/** Bodies of the community 高登社区 and of its quarter 盛世盘龙小区, each with two seats. */
export const body = ids(
  "council",
  "communityCouncil",
  "thinkTank",
  "owners",
  "property",
  "fellowship",
  "party",
  "league",
);
export type BodyName = keyof typeof body;
const kinds = {
  council: ["YOUTH_COUNCIL", place.quarter, "YOUTH_MEMBER"],
  communityCouncil: ["YOUTH_COUNCIL", place.community, "YOUTH_MEMBER"],
  thinkTank: ["THINK_TANK", place.community, "YOUTH_MEMBER"],
  owners: ["OWNERS_COMMITTEE", place.quarter, "OWNERS_COMMITTEE"],
  property: ["PROPERTY_COMPANY", place.quarter, "PROPERTY_COMPANY"],
  fellowship: ["COMMITTEE_FELLOWSHIP", place.quarter, null],
  party: ["PARTY_ORGANIZATION", place.community, null],
  league: ["LEAGUE_ORGANIZATION", place.community, "ORGANIZATION_ADMIN"],
} as const;
export const seat = ids(
  ...(Object.keys(body) as BodyName[]).flatMap((name) => [`${name}/1`, `${name}/2`] as const),
);
type SeatName = keyof typeof seat;
/** A post by the name of its seat, or by its id. */
const postOf = (nameOrId: string) => seat[nameOrId as SeatName] ?? nameOrId;

/** Those who act in these tests, each with one right; `person.stranger` lends them the body. */
export const viewers = {
  worker: holding(person.worker, "COMMUNITY_WORKER", { place: place.community }),
  reviewer: holding(uuidv7(), "LEAGUE_REVIEWER", { place: place.county }),
  chair: holding(uuidv7(), "CHAIR", { place: place.quarter }),
  owners: holding(uuidv7(), "OWNERS_COMMITTEE", { place: place.quarter, organization: body.owners }),
  property: holding(uuidv7(), "PROPERTY_COMPANY", { place: place.quarter, organization: body.property }),
  convener: holding(uuidv7(), "ORGANIZATION_ADMIN", { organization: body.council }),
  workerElsewhere: holding(uuidv7(), "COMMUNITY_WORKER", { place: place.otherQuarter }),
  analyst: holding(uuidv7(), "ANALYST", { place: place.prefecture }),
  admin: holding(uuidv7(), "PLATFORM_ADMIN", {}),
  resident: as(person.resident),
  stranger: as(person.stranger),
} satisfies Record<string, Viewer>;

/** The small world of `createHarness`, with those bodies, and the viewers as persons. */
export async function createBodies() {
  const h = await createHarness();
  await h.db.insert(persons).values(
    Object.entries(viewers)
      .filter(([, viewer]) => !Object.values(person).includes(viewer.person))
      .map(([name, viewer]) => ({ id: viewer.person, name, birthDate: "1990-01-01" })),
  );
  for (const [name, [classification, placeId, role]] of Object.entries(kinds)) {
    const organizationId = body[name as BodyName];
    const sector = classification === "LEAGUE_ORGANIZATION" ? ("GRASSROOTS" as const) : null;
    await h.db.insert(organizations).values({ id: organizationId, name, classification, sector, placeId });
    await h.db.insert(posts).values(
      (["1", "2"] as const).map((number) => ({
        id: seat[`${name as BodyName}/${number}`],
        organizationId,
        title: `席位${number}`,
        role,
        isLeadership: classification === "PARTY_ORGANIZATION",
      })),
    );
  }
  h.queries.length = 0;

  return {
    ...h,
    /** Asks a mutation and gives its one answer; an error throws. */
    async answer(document: string, variables: object, viewer: Viewer | null) {
      const { data, errors } = await h.execute(document, variables, viewer);
      if (errors) throw new Error(JSON.stringify(errors));
      return Object.values(data)[0] as { __typename: string; id?: string; code?: string; state?: string };
    },
    /** A person with this birth date; the id. */
    async addPerson(birthDate: string | null) {
      const id = uuidv7();
      await h.db.insert(persons).values({ id, name: "黄晓明", birthDate });
      return id;
    },
    /** A verified home in the building of 盛世盘龙小区, unless told otherwise. */
    addHome: (personId: string, given: Partial<Parameters<typeof addHome>[1]> = {}) =>
      addHome(h, { personId, ...given }),
    /** From then on the person lives nowhere. */
    async endHomes(personId: string, endsOn: string) {
      await h.db.update(residences).set({ endsOn }).where(eq(residences.personId, personId));
    },
    async seatSomebody(
      personId: string,
      name: SeatName | (string & {}),
      term: { startsOn?: string; endsOn?: string } = {},
    ) {
      const id = uuidv7();
      await h.db
        .insert(memberships)
        .values({ id, personId, postId: postOf(name), startsOn: "2026-01-01", ...term });
      return id;
    },
    async endTerm(personId: string, name: SeatName | (string & {}), endsOn: string) {
      await h.db
        .update(memberships)
        .set({ endsOn })
        .where(and(eq(memberships.personId, personId), eq(memberships.postId, postOf(name))));
    },
    terms: () => h.db.select().from(memberships).orderBy(memberships.id),
    /** The steps of one kind of thing that were announced, in order: who, by what right, from where to where. */
    async steps(entity: string) {
      const events = await h.db.query.outbox.findMany({
        where: { name: peopleChanged.name },
        orderBy: { sequence: "asc" },
      });
      return events
        .map(({ payload, role, actor }) => ({
          ...(payload as { entity: string; from: string; to: string }),
          role,
          actor,
        }))
        .filter((step) => step.entity === entity)
        .map(({ from, to, role }) => `${role} ${from} → ${to}`);
    },
  };
}
export { person, place };
