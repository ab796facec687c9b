import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { once, type Right } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import { refusing } from "../changes/refusing.ts";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { foundersOf, keepersOf, type Steward } from "../memberships/appointment.rules.ts";
import { endTerms } from "../memberships/membership.actions.ts";
import { rightAsSteward } from "../memberships/steward.store.ts";
import { NameTaken, OrganizationDissolved, SectorOfSeat } from "./organization.errors.ts";
import {
  type NewOrganization,
  newOrganization,
  type OrganizationChange,
  organizationChange,
  organizationName,
} from "./organization.input.ts";
import type { Classification } from "./organization.rules.ts";
import {
  abolishPosts,
  findOrganization,
  insertOrganization,
  isPlaceInUse,
  keepName,
  lockOrganization,
  type OrganizationRow,
  updateOrganization,
} from "./organization.store.ts";

/** Enters an organization, by those who see to its kind in its place. */
export async function createOrganization(context: Context, input: NewOrganization) {
  const { db, viewer, now } = context;
  if (!viewer) return new NotSignedIn();
  const { placeId, classification } = input;
  if (!isUuid(placeId) || !(await isPlaceInUse(db, placeId))) return new NotFound("place");
  const right = await rightAsSteward(db, viewer, { placeId }, foundersOf(classification));
  if (!right) return new NotAllowed("Such an organization is not yours to enter here.");
  const parsed = newOrganization.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...organization } = parsed.data;

  return once<typeof relations, OrganizationRow, NameTaken | InvalidInput>(context, viewer, {
    key,
    request: ["createOrganization", organization],
    async first(tx) {
      const at = now();
      const foundedOn = organization.foundedOn ?? dateIn(at);
      if (foundedOn > dateIn(at)) return notYetFounded;
      if (!(await isParentKnown(tx, organization))) return noSuchParent;
      const row = await insertOrganization(tx, { ...organization, foundedOn, id: uuidv7(+at) });
      await noteOrganization(tx, context, right, row.id, null, "FOUNDED");
      return row;
    },
    again: async (tx, id) => (await findOrganization(tx, id))!,
  });
}

const notYetFounded = new InvalidInput([{ path: ["foundedOn"], message: "must not be in the future" }]);
const noSuchParent = new InvalidInput([{ path: ["parentId"], message: "there is no such organization" }]);

async function isParentKnown(tx: Db, { parentId }: { parentId: string | null }) {
  return parentId === null || (await findOrganization(tx, parentId)) !== undefined;
}

/** Gives an organization another name from today on; the one before is kept. */
export async function renameOrganization(context: Context, id: string, name: string) {
  const found = await findToKeep(context, id, keepersOf);
  if (found instanceof Error) return found;
  const parsed = organizationName.safeParse(name);
  if (!parsed.success) {
    return new InvalidInput(parsed.error.issues.map(({ message }) => ({ path: ["name"], message })));
  }
  return change(context, found, async (tx, seen) => {
    if (seen.name === parsed.data) return seen;
    const row = await updateOrganization(tx, seen.id, { name: parsed.data });
    await keepName(tx, seen.id, seen.name, dateIn(context.now()));
    await noteOrganization(tx, context, found.right, seen.id, "FOUNDED", "RENAMED");
    return row!;
  });
}

/** Puts an organization under another one, or in another sector of the league. */
export async function changeOrganization(context: Context, id: string, input: OrganizationChange) {
  const found = await findToKeep(context, id, foundersOf);
  if (found instanceof Error) return found;
  const parsed = organizationChange.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { sector, parentId } = parsed.data;
  if (sector !== null && found.organization.classification !== "LEAGUE_ORGANIZATION")
    return new InvalidInput([{ path: ["sector"], message: "is for league organizations" }]);
  if (parentId === found.organization.id)
    return new InvalidInput([{ path: ["parentId"], message: "must be another organization" }]);
  if (!(await isParentKnown(context.db, { parentId }))) return noSuchParent;
  return refusing([SectorOfSeat], () =>
    change(context, found, async (tx, seen) => {
      if (seen.sector === sector && seen.parentId === parentId) return seen;
      const row = await updateOrganization(tx, seen.id, { sector, parentId });
      await noteOrganization(tx, context, found.right, seen.id, "FOUNDED", "CHANGED");
      return row!;
    }),
  );
}

/** Dissolves an organization from today on: its posts exist no more, and all terms in them end. */
export async function dissolveOrganization(context: Context, id: string) {
  const found = await findToKeep(context, id, foundersOf);
  if (found instanceof Error) return found;
  if (found.organization.classification === "ALLIANCE")
    return new NotAllowed("An alliance is dissolved with its seats.");
  if (found.organization.dissolvedOn !== null) return found.organization;
  const result = await change(context, found, (tx, seen) => dissolve(tx, context, found.right, seen));
  // Somebody else was first: it is dissolved, as was asked.
  return result instanceof OrganizationDissolved ? (await findOrganization(context.db, id))! : result;
}

async function dissolve(tx: Db, context: Context, right: Right, seen: OrganizationRow) {
  const today = dateIn(context.now());
  const dissolvedOn = seen.foundedOn !== null && seen.foundedOn > today ? seen.foundedOn : today;
  const row = await updateOrganization(tx, seen.id, { dissolvedOn });
  const postIds = await abolishPosts(tx, seen.id, today);
  await endTerms(tx, context, right, { terms: { postIds }, on: today, how: "ENDED" });
  await noteOrganization(tx, context, right, seen.id, "FOUNDED", "DISSOLVED");
  return row!;
}

type Found = { organization: OrganizationRow; right: Right };

/** An organization that the viewer may see to by this right, or why not. */
export async function findToKeep(
  { db, viewer }: Context,
  id: string,
  stewards: (classification: Classification) => readonly Steward[],
): Promise<Found | NotSignedIn | NotFound | NotAllowed> {
  if (!viewer) return new NotSignedIn();
  const organization = isUuid(id) ? await findOrganization(db, id) : undefined;
  if (!organization) return new NotFound("organization");
  const right = await rightAsSteward(db, viewer, organization, stewards(organization.classification));
  return right ? { organization, right } : new NotAllowed("This organization is not yours to see to.");
}

/** Changes an organization that stands, under its lock, so that changes come one after the other. */
async function change(
  { db }: Context,
  { organization }: Found,
  make: (tx: Db, seen: OrganizationRow) => Promise<OrganizationRow>,
): Promise<OrganizationRow | OrganizationDissolved | NameTaken> {
  return refusing([NameTaken], () =>
    db.transaction(async (tx) => {
      const seen = (await lockOrganization(tx, organization.id))!;
      return seen.dissolvedOn === null ? make(tx, seen) : new OrganizationDissolved();
    }),
  );
}

function noteOrganization(
  tx: Db,
  context: Context,
  right: Right,
  id: string,
  from: string | null,
  to: string,
) {
  return recordChange(tx, context, right, { entity: "ORGANIZATION", id, from, to });
}
