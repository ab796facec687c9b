import { offerMoved, record } from "@linli/events";
import { InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { findGrant, type Viewer } from "@linli/passport";
import { causeOf, once, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { findWork } from "../merchants/merchant.rules.ts";
import { findMerchant, findStaff } from "../merchants/merchant.store.ts";
import { MerchantNotActive, OwnSubmission, WrongOfferState } from "./offer.errors.ts";
import { newOffer, type OfferContent, reviewReason } from "./offer.input.ts";
import { hashOf } from "./offer-hash.rules.ts";
import { type OfferStep, submittable, transition } from "./offer.rules.ts";
import {
  findOffer,
  findOfferWithPlaces,
  findPlacesInUse,
  insertOffer,
  moveOffer,
  type OfferRow,
} from "./offer.store.ts";

/** Writes a draft, for the owner or an editor of an active merchant. */
export async function createOffer(
  context: Context,
  input: { merchantId: string; content: OfferContent; idempotencyKey: string },
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = newOffer.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { merchantId, content, idempotencyKey: key } = parsed.data;

  const at = now();
  const right = await rightToWrite(db, merchantId, viewer, at);
  if (!right) return new NotAllowed();
  if ((await findMerchant(db, merchantId))?.state !== "ACTIVE") return new MerchantNotActive();
  const unknown = await unknownPlaces(db, content.placeIds);
  if (unknown) return unknown;
  return once<typeof relations, OfferRow>(context, viewer, {
    key,
    request: { createOffer: { merchantId, content } },
    async first(tx) {
      const values = {
        ...content.columns,
        merchantId,
        id: uuidv7(+at),
        createdBy: viewer.person,
        createdAt: at,
      };
      const row = await insertOffer(tx, values, content.placeIds);
      await announce(tx, context, row, null, right);
      return row;
    },
    again: async (tx, id) => (await findOffer(tx, id))!,
  });
}

/** Says of each place that it is not there, or not in use any more; null when all are. */
async function unknownPlaces(db: Db, placeIds: readonly string[]): Promise<InvalidInput | null> {
  const known = new Set((await findPlacesInUse(db, placeIds)).map(({ id }) => id));
  const unknown = placeIds.filter((id) => !known.has(id));
  if (unknown.length === 0) return null;
  return new InvalidInput(
    unknown.map((id) => ({ path: ["content", "placeIds"], message: `there is no place ${id} in use` })),
  );
}

/** Hands a draft, or what was rejected, in for review. */
export async function submitOffer(context: Context, id: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const offer = isUuid(id) ? await findOfferWithPlaces(db, id) : undefined;
  if (!offer) return new NotFound("offer");
  const at = now();
  const right = await rightToWrite(db, offer.merchantId, viewer, at);
  if (!right) return new NotAllowed();
  const refusal = submittable(offer, at);
  if (refusal) return refusal;
  return step(context, offer, "submit", right, {
    submittedBy: viewer.person,
    submittedHash: hashOf(
      offer,
      offer.places.map((place) => place.id),
    ),
    reviewedBy: null,
    reviewReason: null,
  });
}

/** Lets a submitted offer go live at its time, by a reviewer whose scope holds all of its places. */
export function approveOffer(context: Context, id: string) {
  return review(context, id, "approve", null);
}

/** Sends a submitted offer back with a reason. */
export async function rejectOffer(context: Context, id: string, reason: string) {
  if (!context.viewer) return new NotSignedIn();
  const parsed = reviewReason.safeParse(reason);
  if (!parsed.success) {
    return new InvalidInput(parsed.error.issues.map(({ message }) => ({ path: ["reason"], message })));
  }
  return review(context, id, "reject", parsed.data);
}

async function review(context: Context, id: string, verdict: "approve" | "reject", reason: string | null) {
  const { db, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const offer = isUuid(id) ? await findOfferWithPlaces(db, id) : undefined;
  if (!offer) return new NotFound("offer");
  const grants = offer.places.map(({ path }) =>
    findGrant(viewer, ["COMMUNITY_WORKER"], { placePath: path.map((place) => place.id) }),
  );
  const [grant] = grants;
  if (!grant || grants.includes(undefined)) return new NotAllowed("This offer is not for you to review.");
  const right = { role: grant.role, scope: grant.place };
  if (offer.submittedBy === viewer.person) return new OwnSubmission();
  return step(context, offer, verdict, right, { reviewedBy: viewer.person, reviewReason: reason });
}

/** Takes one step of the lifecycle, together with its event. */
async function step(
  context: Context,
  offer: OfferRow,
  name: OfferStep,
  right: Right,
  values: Partial<OfferRow>,
) {
  const state = transition(offer.state, name);
  if (state instanceof Error) return state;
  return context.db.transaction(async (tx) => {
    const moved = await moveOffer(tx, offer, { ...values, state });
    // Somebody else was first: what was seen is no longer so.
    if (!moved) return new WrongOfferState((await findOfferWithPlaces(tx, offer.id))!.state);
    await announce(tx, context, moved, offer.state, right);
    return moved;
  });
}

function announce(tx: Db, context: Context, offer: OfferRow, from: OfferRow["state"] | null, right: Right) {
  const { id: offerId, merchantId, state: to, reviewReason: reason } = offer;
  return record(tx, offerMoved, { offerId, merchantId, from, to, reason }, causeOf(context, right));
}

async function rightToWrite(db: Db, merchantId: string, { person }: Viewer, at: Date): Promise<Right | null> {
  const work = findWork(await findStaff(db, merchantId, person), ["OWNER", "EDITOR"], at);
  return work ? { role: work.role, scope: merchantId } : null;
}
