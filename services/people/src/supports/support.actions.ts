import { record, supportSaved } from "@linli/events";
import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { causeOf, idempotencyKey, once } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { rightAtOrganization, rightInPlace } from "../grants/right.store.ts";
import { findVenue } from "../venues/venue.store.ts";
import { AlreadySupported, SupportEnded } from "./support.errors.ts";
import type { SupportKind } from "./support.rules.ts";
import { endSupportOn, findBody, findSupport, insertSupport, type SupportRow } from "./support.store.ts";

type NewSupport = {
  kind: SupportKind;
  giverId: string;
  receiverId: string;
  venueId?: string | null | undefined;
  idempotencyKey: string;
};

/**
 * Records that a party organization supports another body from today on (R4), for those who administer it and for the
 * workers in whose scope it stands. Support by a venue gives a venue of the giver's to use.
 */
export async function recordSupport(context: Context, input: NewSupport) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const giver = isUuid(input.giverId) ? await findBody(db, input.giverId) : undefined;
  if (!giver) return new NotFound("organization");
  const right = await rightOfGiver(db, viewer, giver);
  if (!right) return new NotAllowed();
  const today = dateIn(now());
  const problems = await problemsOf(db, input, giver, today);
  if (problems.length > 0) return new InvalidInput(problems);

  const { kind, receiverId, venueId = null } = input;
  return once<typeof relations, SupportRow, AlreadySupported>(context, viewer, {
    key: input.idempotencyKey,
    request: ["recordSupport", kind, giver.id, receiverId, venueId],
    first: async (tx) => {
      const row = await insertSupport(tx, {
        id: uuidv7(+now()),
        kind,
        giverId: giver.id,
        receiverId,
        venueId,
        startsOn: today,
        endsOn: null,
      });
      if (!row) return new AlreadySupported();
      await record(tx, supportSaved, row, causeOf(context, right));
      return row;
    },
    again: async (tx, id) => (await findSupport(tx, id))!,
  });
}

/** Ends a support from today on. */
export async function endSupport(context: Context, id: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const support = isUuid(id) ? await findSupport(db, id) : undefined;
  if (!support) return new NotFound("support");
  const right = await rightOfGiver(db, viewer, support.giver);
  if (!right) return new NotAllowed();
  return db.transaction(async (tx) => {
    const row = await endSupportOn(tx, support.id, dateIn(now()));
    if (!row) return new SupportEnded((await findSupport(tx, support.id))!.endsOn!);
    await record(tx, supportSaved, row, causeOf(context, right));
    return row;
  });
}

async function rightOfGiver(db: Db, viewer: Viewer, { id, placeId }: { id: string; placeId: string }) {
  return (
    rightAtOrganization(viewer, ["ORGANIZATION_ADMIN"], id) ??
    (await rightInPlace(db, viewer, ["COMMUNITY_WORKER"], placeId))
  );
}

type Body = NonNullable<Awaited<ReturnType<typeof findBody>>>;

async function problemsOf(
  db: Db,
  { kind, receiverId, venueId, ...input }: NewSupport,
  giver: Body,
  today: string,
) {
  const problems: { path: string[]; message: string }[] = [];
  const wrong = (path: string, message: string) => problems.push({ path: [path], message });
  const isThere = ({ dissolvedOn }: Body) => dissolvedOn === null || dissolvedOn > today;

  const key = idempotencyKey.safeParse(input.idempotencyKey);
  if (!key.success) wrong("idempotencyKey", key.error.issues[0]!.message);
  if (giver.classification !== "PARTY_ORGANIZATION" || !isThere(giver))
    wrong("giverId", "must be a party organization");
  const receiver = isUuid(receiverId) ? await findBody(db, receiverId) : undefined;
  if (!receiver || !isThere(receiver) || receiver.id === giver.id)
    wrong("receiverId", "must be another organization");
  if (kind === "VENUE") {
    const venue = isUuid(venueId) ? await findVenue(db, venueId) : undefined;
    if (venue?.providerId !== giver.id || venue.closedOn !== null)
      wrong("venueId", "must be an open venue that the giver provides");
  } else if (venueId) wrong("venueId", "goes with support by a venue only");
  return problems;
}
