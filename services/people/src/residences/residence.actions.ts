import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { idempotencyKey, once } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import { actingFor } from "../guardianships/guardianship.actions.ts";
import { findOrMakeHousehold } from "../households/household.store.ts";
import { openVerification } from "../verifications/verification.actions.ts";
import { HomeAlreadyReported, ResidenceEnded } from "./residence.errors.ts";
import { reportedHome } from "./residence.input.ts";
import { isCurrent, type tenures } from "./residence.rules.ts";
import {
  countResidences,
  endResidence,
  findBuilding,
  findInHousehold,
  findResidence,
  insertResidence,
  lockPerson,
  type Residence,
} from "./residence.store.ts";

/** A home as somebody reports it. */
type ReportedHome = {
  buildingId: string;
  room: string;
  tenure: (typeof tenures)[number];
  /** The date since when: `yyyy-mm-dd`. */
  since: string;
};

const self = { role: "RESIDENT", scope: null };

/** Reports a home of the viewer's, and puts it before the workers of its place. */
export async function reportResidence(
  context: Context,
  { idempotencyKey: key, ...home }: ReportedHome & { idempotencyKey: string },
) {
  const { viewer } = context;
  if (!viewer) return new NotSignedIn();
  const checked = await check(context, home, key);
  if (checked instanceof Error) return checked;
  return once<typeof relations, Residence, HomeAlreadyReported>(context, viewer, {
    key,
    request: ["reportResidence", checked],
    async first(tx) {
      await lockPerson(tx, viewer.person);
      return moveIn(tx, context, viewer.person, checked);
    },
    again: async (tx, id) => (await findResidence(tx, id))!,
  });
}

/** Ends a home of the viewer's and reports the next, on the same day and both or neither; the old one stays to be read. */
export async function moveHome(
  context: Context,
  {
    residenceId,
    idempotencyKey: key,
    ...home
  }: ReportedHome & { residenceId: string; idempotencyKey: string },
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const old = isUuid(residenceId) ? await findResidence(db, residenceId) : undefined;
  if (!old || old.personId !== viewer.person) return new NotFound("home");
  const checked = await check(context, home, key);
  if (checked instanceof Error) return checked;
  if (checked.since <= old.startsOn)
    return new InvalidInput([{ path: ["since"], message: "must be after the day that home began" }]);
  return once<typeof relations, Residence, HomeAlreadyReported | ResidenceEnded>(context, viewer, {
    key,
    request: ["moveHome", old.id, checked],
    async first(tx) {
      await lockPerson(tx, viewer.person);
      const ended = isCurrent(old, dateIn(now())) && (await endResidence(tx, old.id, checked.since));
      if (!ended) return new ResidenceEnded();
      await recordChange(tx, context, self, {
        entity: "RESIDENCE",
        id: old.id,
        from: "CURRENT",
        to: "ENDED",
      });
      return moveIn(tx, context, viewer.person, checked);
    },
    again: async (tx, id) => (await findResidence(tx, id))!,
  });
}

/** The home as it can be kept, or what is wrong with it. */
async function check({ db, now }: Context, { buildingId, ...home }: ReportedHome, key: string) {
  const building = isUuid(buildingId) ? await findBuilding(db, buildingId) : undefined;
  if (!building) return new NotFound("building");
  const parsed = reportedHome(dateIn(now()))
    .extend({ idempotencyKey })
    .safeParse({ ...home, idempotencyKey: key });
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { room, tenure, since } = parsed.data;
  return { buildingId: building.id, room, tenure, since };
}

async function moveIn(
  tx: Db,
  context: Context,
  personId: string,
  { buildingId, room, tenure, since }: ReportedHome,
) {
  const householdId = await findOrMakeHousehold(tx, buildingId, room);
  const known = await findInHousehold(tx, personId, householdId, since);
  if (known) return new HomeAlreadyReported(known.id);
  const residence = await insertResidence(tx, {
    id: uuidv7(+context.now()),
    personId,
    householdId,
    placeId: buildingId,
    tenure,
    startsOn: since,
  });
  await recordChange(tx, context, self, {
    entity: "RESIDENCE",
    id: residence.id,
    from: null,
    to: "CURRENT",
  });
  await openVerification(tx, context, residence);
  return (await findResidence(tx, residence.id))!;
}

/** How many homes somebody has had. */
export const countHomes = ({ db }: Context, personId: string): Promise<number> =>
  countResidences(db, personId);

/** Which homes somebody may look at one by one: their own, as a worker those in their scope, as a guardian the minor's. */
export async function mayReadResidence(
  context: Context,
  { personId, placeId }: { personId: string; placeId: string },
): Promise<boolean> {
  const { db, viewer } = context;
  if (!viewer) return false;
  if (viewer.person === personId) return true;
  if (await rightInPlace(db, viewer, ["COMMUNITY_WORKER"], placeId)) return true;
  return !((await actingFor(context, viewer, personId, { reading: true })) instanceof Error);
}

/** Lets through only who works for the community in this place. */
export async function onlyForWorkersOf(
  { db, viewer }: Context,
  placeId: string,
): Promise<NotAllowed | undefined> {
  const right =
    isUuid(placeId) && (await rightInPlace(db, viewer, ["COMMUNITY_WORKER"], placeId.toLowerCase()));
  return right ? undefined : new NotAllowed("This shows to the community's workers alone.");
}
