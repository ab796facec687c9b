import { brokenConstraint } from "@linli/database";
import { InvalidInput, NotAllowed, NotSignedIn, uuidv7 } from "@linli/kernel";
import { once } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { findMerchant } from "../merchants/merchant.store.ts";
import { MerchantNotActive, Stale, TermsFixed } from "./offer.errors.ts";
import { editedOffer, editedPictures, newOffer, type OfferContent } from "./offer.input.ts";
import {
  findOffer,
  findPlacesInUse,
  insertOffer,
  lockOffer,
  moveOffer,
  type OfferRow,
  replacePlaces,
} from "./offer.store.ts";
import { unsubmitted } from "./offer-review.actions.ts";
import {
  asShown,
  merchantRight,
  noteStep,
  offerForStep,
  takeStep,
  whatHappened,
  wrongState,
} from "./offer-step.actions.ts";
import { editRefusal } from "./offer-step.rules.ts";

const writers = ["OWNER", "EDITOR"] as const;

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

  const right = await merchantRight(context, merchantId, viewer, writers);
  if (!right) return new NotAllowed();
  if ((await findMerchant(db, merchantId))?.state !== "ACTIVE") return new MerchantNotActive();
  const unknown = await unknownPlaces(db, content.placeIds);
  if (unknown) return unknown;
  return once<typeof relations, OfferRow>(context, viewer, {
    key,
    request: { createOffer: { merchantId, content } },
    async first(tx) {
      const at = now();
      const own = { merchantId, id: uuidv7(+at), createdBy: viewer.person, createdAt: at };
      const row = await insertOffer(tx, { ...content.columns, ...own }, content.placeIds);
      await noteStep(tx, context, row, { name: "CREATE", from: null, right });
      return row;
    },
    again: async (tx, id) => (await findOffer(tx, id))!,
  });
}

/**
 * Writes an offer anew, until it can be claimed, for the owner or an editor. Whatever it was before, it is a draft then:
 * what was said in a review was said about something else. Of two editors of one version the later is told.
 */
export async function editOffer(
  context: Context,
  input: { id: string; version: number; content: OfferContent },
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const offer = await offerForStep(context, input.id);
  if (offer instanceof Error) return offer;
  const right = await merchantRight(context, offer.merchantId, viewer, writers);
  if (!right) return new NotAllowed();
  const parsed = editedOffer.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { version, content } = parsed.data;
  if (offer.merchant.state !== "ACTIVE") return new MerchantNotActive();
  if (version !== offer.version) return new Stale(offer.version);
  const refusal = editRefusal(offer, now());
  if (refusal) return asShown(context, offer, refusal);
  const unknown = await unknownPlaces(db, content.placeIds);
  if (unknown) return unknown;
  const values = { ...content.columns, ...unsubmitted, version: version + 1 };
  return takeStep(
    context,
    offer,
    { name: "EDIT", right, values },
    {
      async before(tx) {
        await lockOffer(tx, offer.id);
        // It may have waited for others until claiming began.
        const late = editRefusal(offer, now());
        if (late) throw late;
      },
      after: (tx) => replacePlaces(tx, offer.id, content.placeIds),
    },
  ).catch((error: unknown) => {
    // Somebody has claimed by a clock that is ahead of this one.
    if (brokenConstraint(error) === "terms_stay_as_claimed") return new TermsFixed();
    throw error;
  });
}

/** Changes how an offer that passed review is shown; what it promises is no longer changed by anybody. */
export async function changeOfferPictures(
  context: Context,
  input: { id: string; version: number; pictures: readonly string[] },
) {
  const { db, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const offer = await offerForStep(context, input.id);
  if (offer instanceof Error) return offer;
  const right = await merchantRight(context, offer.merchantId, viewer, writers);
  if (!right) return new NotAllowed();
  const parsed = editedPictures.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { version, pictures } = parsed.data;
  if (offer.merchant.state !== "ACTIVE") return new MerchantNotActive();
  if (version !== offer.version) return new Stale(offer.version);
  if (offer.state !== "APPROVED" && offer.state !== "PAUSED") return wrongState(context, offer);
  return db.transaction(async (tx) => {
    const row = await moveOffer(tx, offer, { pictures, version: version + 1 });
    if (!row) return whatHappened(context, tx, offer);
    await noteStep(tx, context, row, { name: "CHANGE_PICTURES", from: offer.state, right });
    return row;
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
