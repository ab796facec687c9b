import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { idempotencyKey, once } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import { actingFor } from "../guardianships/guardianship.actions.ts";
import { GuardianNeeded } from "../guardianships/guardianship.errors.ts";
import { findOrMakeHousehold } from "../households/household.store.ts";
import { openVerification } from "../verifications/verification.actions.ts";
import { type Subject, subjectOf } from "./acting.actions.ts";
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

/** Reports a home of the viewer's, or of somebody for whom the viewer acts, and puts it before the workers of its place. */
export async function reportResidence(
  context: Context,
  {
    personId,
    idempotencyKey: key,
    ...home
  }: ReportedHome & { personId?: string | null; idempotencyKey: string },
) {
  const { viewer } = context;
  if (!viewer) return new NotSignedIn();
  const subject = await subjectOf(context, viewer, personId ?? viewer.person);
  if (subject instanceof Error) return subject;
  const checked = await check(context, home, key);
  if (checked instanceof Error) return checked;
  return once<typeof relations, Residence, HomeAlreadyReported>(context, viewer, {
    key,
    request: ["reportResidence", subject.personId, checked],
    async first(tx) {
      await lockPerson(tx, subject.personId);
      return moveIn(tx, context, subject, checked);
    },
    again: async (tx, id) => (await findResidence(tx, id))!,
  });
}

/** Ends such a home and reports the next, on the same day and both or neither; the old one stays to be read. */
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
  const subject = old && (await subjectOf(context, viewer, old.personId));
  if (!old || !subject || subject instanceof NotAllowed) return new NotFound("home");
  if (subject instanceof GuardianNeeded) return subject;
  const checked = await check(context, home, key);
  if (checked instanceof Error) return checked;
  if (checked.since <= old.startsOn)
    return new InvalidInput([{ path: ["since"], message: "must be after the day that home began" }]);
  return once<typeof relations, Residence, HomeAlreadyReported | ResidenceEnded>(context, viewer, {
    key,
    request: ["moveHome", old.id, checked],
    async first(tx) {
      await lockPerson(tx, subject.personId);
      const ended = isCurrent(old, dateIn(now())) && (await endResidence(tx, old.id, checked.since));
      if (!ended) return new ResidenceEnded();
      await recordChange(tx, context, subject.right, {
        entity: "RESIDENCE",
        id: old.id,
        from: "CURRENT",
        to: "ENDED",
      });
      return moveIn(tx, context, subject, checked);
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
  { personId, right }: Subject,
  { buildingId, room, tenure, since }: ReportedHome,
) {
  const actor = context.viewer!.person;
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
    reportedBy: actor === personId ? null : actor,
  });
  await recordChange(tx, context, right, {
    entity: "RESIDENCE",
    id: residence.id,
    from: null,
    to: "CURRENT",
  });
  await openVerification(tx, context, residence, right);
  return (await findResidence(tx, residence.id))!;
}

/** How many homes somebody has had. */
export const countHomes = ({ db }: Context, personId: string): Promise<number> =>
  countResidences(db, personId);

/**
 * Which homes somebody may look at one by one: their own, as a worker those in their scope, as a guardian or helper those of
 * whom they act for.
 */
export async function mayReadResidence(
  context: Context,
  { personId, placeId }: { personId: string; placeId: string },
): Promise<boolean> {
  const { db, viewer } = context;
  if (!viewer) return false;
  if (viewer.person === personId) return true;
  if (await rightInPlace(db, viewer, ["COMMUNITY_WORKER"], placeId)) return true;
  if (!((await subjectOf(context, viewer, personId)) instanceof Error)) return true;
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
