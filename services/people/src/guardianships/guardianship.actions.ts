import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { findGrant, hasGrant, type Viewer } from "@linli/passport";
import { idempotencyKey, once } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import {
  GuardianNeeded,
  GuardianshipKnown,
  NoHome,
  OwnGuardianship,
  WrongGuardianshipState,
} from "./guardianship.errors.ts";
import {
  endOfMinority,
  type guardianKinds,
  isInForce,
  isMinor,
  speaksForThemselves,
} from "./guardianship.rules.ts";
import {
  findCare,
  findCommunities,
  findGuardianship,
  type GuardianshipRow,
  insertGuardianship,
  moveGuardianship,
} from "./guardianship.store.ts";

/**
 * For whom the viewer speaks: for themselves once they are no child, for a child in their care. A guardian
 * reads of an older minor, and no longer speaks.
 */
export async function actingFor(
  context: Context,
  viewer: Viewer,
  personId: string,
  options: { reading?: boolean } = {},
) {
  const person = isUuid(personId) ? await findCare(context.db, personId, viewer.person) : undefined;
  return speakerFor(person, viewer, context.now(), options);
}

type Cared = { id: string; birthDate: string | null; guardians: readonly Parameters<typeof isInForce>[0][] };

/** The same of a person who was read already, with the viewer's guardianships of that person. */
export function speakerFor(
  person: Cared | undefined,
  viewer: Viewer,
  at: Date,
  { reading = false }: { reading?: boolean } = {},
) {
  const consentsThemselves = speaksForThemselves(person?.birthDate ?? null, dateIn(at));
  if (person?.id === viewer.person)
    return consentsThemselves || reading ? { personId: person.id, consentsThemselves } : new GuardianNeeded();
  const cares = person?.guardians.some((guardianship) => isInForce(guardianship, at));
  if (!person || !cares || (consentsThemselves && !reading))
    return new NotAllowed("You do not speak for this person.");
  return { personId: person.id, consentsThemselves };
}

/** Asks the community to confirm that a minor is in the viewer's care. Who is no minor is as if they were not there. */
export async function requestGuardianship(
  context: Context,
  input: { minorId: string; kind: (typeof guardianKinds)[number]; idempotencyKey: string },
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const today = dateIn(now());
  const minor = isUuid(input.minorId) ? await findCare(db, input.minorId, viewer.person) : undefined;
  if (!minor || !isMinor(minor.birthDate, today) || minor.id === viewer.person) return new NotFound("minor");
  const key = idempotencyKey.safeParse(input.idempotencyKey);
  if (!key.success)
    return new InvalidInput(key.error.issues.map(({ message }) => ({ path: ["idempotencyKey"], message })));
  const communities = await findCommunities(db, [minor.id, viewer.person], today);
  const placeId = communities.get(minor.id) ?? communities.get(viewer.person);
  if (!placeId) return new NoHome();

  return once<typeof relations, GuardianshipRow, GuardianshipKnown>(context, viewer, {
    key: key.data,
    request: ["requestGuardianship", minor.id, input.kind],
    async first(tx) {
      const at = now();
      const row = await insertGuardianship(tx, {
        id: uuidv7(+at),
        minorId: minor.id,
        guardianId: viewer.person,
        kind: input.kind,
        placeId,
        state: "REQUESTED",
        requestedAt: at,
      });
      if (!row) return new GuardianshipKnown();
      await recordChange(
        tx,
        context,
        { role: "RESIDENT", scope: null },
        { entity: "GUARDIANSHIP", id: row.id, from: null, to: row.state },
      );
      return row;
    },
    again: async (tx, id) => (await findGuardianship(tx, id))!,
  });
}

/** Confirms a guardianship, by a worker of exactly that community, until the minor comes of age. */
export function confirmGuardianship(context: Context, id: string) {
  return decide(context, id, "REQUESTED", async ({ minorId, guardianId }, at) => {
    const minor = await findCare(context.db, minorId, guardianId);
    // Come of age, or forgotten, meanwhile.
    if (!isMinor(minor?.birthDate ?? null, dateIn(at))) return undefined;
    return { state: "CONFIRMED" as const, from: at, until: endOfMinority(minor!.birthDate!) };
  });
}

/** Refuses a guardianship, by a worker of exactly that community. */
export function refuseGuardianship(context: Context, id: string) {
  return decide(context, id, "REQUESTED", async () => ({ state: "REFUSED" as const }));
}

/** Ends a guardianship at once, by a worker of exactly that community. */
export function endGuardianship(context: Context, id: string) {
  return decide(context, id, "CONFIRMED", async ({ from, until }, at) => ({
    state: "ENDED" as const,
    until: new Date(Math.max(Math.min(+at, +until!), +from!)),
  }));
}

async function decide(
  context: Context,
  id: string,
  seen: GuardianshipRow["state"],
  next: (guardianship: GuardianshipRow, at: Date) => Promise<Partial<GuardianshipRow> | undefined>,
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const guardianship = isUuid(id) ? await findGuardianship(db, id) : undefined;
  if (!guardianship) return new NotFound("guardianship");
  const { placeId, minorId, guardianId, state } = guardianship;
  const grant = findGrant(viewer, ["COMMUNITY_WORKER"], { exactly: placeId });
  if (!grant) return new NotAllowed("This guardianship is not for you to decide.");
  if ([minorId, guardianId].includes(viewer.person)) return new OwnGuardianship();
  const at = now();
  const values = state === seen ? await next(guardianship, at) : undefined;
  if (!values) return new WrongGuardianshipState();
  return db.transaction(async (tx) => {
    const moved = await moveGuardianship(tx, guardianship, {
      ...values,
      decidedBy: viewer.person,
      decidedAt: at,
    });
    if (!moved) return new WrongGuardianshipState();
    const right = { role: grant.role, scope: placeId };
    await recordChange(tx, context, right, { entity: "GUARDIANSHIP", id, from: state, to: moved.state });
    return moved;
  });
}

/** Which guardianships somebody may look at: as guardian, as the minor, as a worker of exactly that community. */
export function visibleGuardianships({ viewer }: Pick<Context, "viewer">) {
  if (!viewer) return { id: { in: [] } };
  return {
    OR: [
      { guardianId: viewer.person },
      { minorId: viewer.person },
      { placeId: { in: ownCommunities(viewer) } },
    ],
  };
}

/** Which guardianships wait for somebody: those of exactly their communities, their own ones left out. */
export function guardianshipsWaitingFor({ viewer }: Pick<Context, "viewer">) {
  if (!viewer) return { id: { in: [] } };
  const { person } = viewer;
  return {
    state: "REQUESTED" as const,
    placeId: { in: ownCommunities(viewer) },
    guardianId: { ne: person },
    minorId: { ne: person },
  };
}

function ownCommunities(viewer: Viewer): string[] {
  const places = viewer.grants.flatMap(({ place }) => (place === null ? [] : [place]));
  return places.filter((exactly) => hasGrant(viewer, ["COMMUNITY_WORKER"], { exactly }));
}
