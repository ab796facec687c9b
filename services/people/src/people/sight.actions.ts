import { dateIn, isUuid } from "@linli/kernel";
import { findGrant } from "@linli/passport";
import type { Right } from "@linli/subgraph";
import type { SQL } from "drizzle-orm";
import type { DataClass } from "../audit/audit.rules.ts";
import { noteReading } from "../audit/reading.actions.ts";
import type { Context } from "../context.ts";
import { isChild, type Seen, shown, type Sight, workingRoles } from "./sight.rules.ts";
import { findWhereabouts, inScope, sightOf, visible } from "./sight.store.ts";

type PersonColumns = { id: unknown; birthDate: unknown };

/** Which people are there for the viewer, as a filter of drizzle's. */
export function visibleTo({ viewer, now }: Pick<Context, "viewer" | "now">) {
  return { RAW: (person: PersonColumns) => visible(viewer, person, now()) };
}

/** Which people the viewer works with, as a worker or reviewer of a place where they live or serve. */
export function inScopeOf({ viewer, now }: Pick<Context, "viewer" | "now">) {
  return { RAW: (person: PersonColumns) => inScope(viewer, person, dateIn(now())) };
}

type SightOfRow = { sight: (person: PersonColumns) => SQL<Sight> };
const sights = new WeakMap<object, SightOfRow>();

/** How the viewer stands to a person, to be selected with the person: the same of all fields, so that they share it. */
export function withSight(context: Context): SightOfRow {
  const known = sights.get(context);
  if (known) return known;
  const { viewer, now } = context;
  const at = now();
  const made = { sight: (person: PersonColumns) => sightOf(viewer, person, at) };
  sights.set(context, made);
  return made;
}

/** Whether a field shows in clear; if it does because it was disclosed, that goes into the audit log. */
export function look(
  context: Context,
  person: Seen,
  dataClass: DataClass,
  field: string,
): "HIDDEN" | "MASKED" | "CLEAR" {
  const seen = shown(person, dataClass, context.viewer, context.now());
  if (seen.as === "OWN") return "CLEAR";
  if (seen.as !== "DISCLOSED") return seen.as;
  const { id: disclosureId, role, scope } = seen.by;
  noteReading(context, { personId: person.id, dataClass: seen.dataClass, field, disclosureId, role, scope });
  return "CLEAR";
}

/**
 * Notes in the audit log that a worker of a place is shown where somebody lives there, which takes no disclosure: such a home is
 * to be verified. To the person, and to whom all of them shows, it is no news.
 */
export function noteHome(
  context: Context,
  person: Seen,
  { path }: { path: readonly { id: string }[] },
): void {
  const { viewer, now } = context;
  const seen = shown(person, "C2", viewer, now());
  if (seen.as === "OWN" || !viewer) return;
  const grant = findGrant(viewer, ["COMMUNITY_WORKER"], { placePath: path.map(({ id }) => id) });
  const by =
    seen.as === "DISCLOSED"
      ? seen.by
      : { id: null, role: grant?.role ?? null, scope: grant?.place ?? grant?.organization ?? null };
  noteReading(context, {
    personId: person.id,
    dataClass: isChild(person.birthDate, now()) ? "C3" : "C2",
    field: "residences",
    disclosureId: by.id,
    role: by.role,
    scope: by.scope,
  });
}

/**
 * By what right the viewer works with a person: as a worker or reviewer of a place where that person lives or serves.
 * For a child it takes the right for the very community, unless one only decides and sees nothing.
 */
export async function rightOver(
  { db, now, viewer }: Context,
  personId: string,
  { decides = false } = {},
): Promise<Right | undefined> {
  if (!viewer || !isUuid(personId)) return undefined;
  const at = now();
  const found = await findWhereabouts(db, personId, at);
  if (!found) return undefined;
  const grants =
    isChild(found.birthDate, at) && !decides
      ? found.homes.map((path) => {
          const community = path.find(({ kind }) => kind === "COMMUNITY");
          return community && findGrant(viewer, workingRoles, { exactly: community.id });
        })
      : [...found.homes, ...found.offices].map((path) =>
          findGrant(viewer, workingRoles, { placePath: path.map(({ id }) => id) }),
        );
  const grant = grants.find((each) => each !== undefined);
  return grant && { role: grant.role, scope: grant.place ?? grant.organization };
}
