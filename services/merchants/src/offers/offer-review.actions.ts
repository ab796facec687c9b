import { InvalidInput, NotAllowed, NotSignedIn } from "@linli/kernel";
import { placeScope, type Viewer } from "@linli/passport";
import type { Context } from "../context.ts";
import { OwnMerchant } from "../merchants/merchant.errors.ts";
import { staffRoles } from "../merchants/merchant.rules.ts";
import { MerchantNotActive, OwnSubmission, Stale } from "./offer.errors.ts";
import { stepReason } from "./offer.input.ts";
import { submittable } from "./offer.rules.ts";
import { hashOf } from "./offer-hash.rules.ts";
import { reviewRight } from "./offer-review.rules.ts";
import { awaitingReview, hasSubmitted, reviewableIn } from "./offer-review.store.ts";
import { merchantRight, type OfferForStep, offerForStep, takeStep } from "./offer-step.actions.ts";

const idsOf = ({ places }: OfferForStep) => places.map(({ id }) => id);

/** Hands a draft, or what was rejected, in for review, by the owner alone. */
export async function submitOffer(context: Context, id: string) {
  const { now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const offer = await offerForStep(context, id);
  if (offer instanceof Error) return offer;
  const right = await merchantRight(context, offer.merchantId, viewer, ["OWNER"]);
  if (!right) return new NotAllowed();
  if (offer.merchant.state !== "ACTIVE") return new MerchantNotActive();
  const refusal = submittable(offer, now());
  if (refusal) return refusal;
  const values = {
    submittedBy: viewer.person,
    submittedAt: now(),
    submittedHash: hashOf(offer, idsOf(offer)),
    reviewedBy: null,
    reviewReason: null,
  };
  return takeStep(context, offer, { name: "SUBMIT", right, values });
}

/** Takes back what waits for review, by the owner or an editor, whose edit would do the same. */
export async function withdrawOffer(context: Context, id: string) {
  const { viewer } = context;
  if (!viewer) return new NotSignedIn();
  const offer = await offerForStep(context, id);
  if (offer instanceof Error) return offer;
  const right = await merchantRight(context, offer.merchantId, viewer, ["OWNER", "EDITOR"]);
  if (!right) return new NotAllowed();
  return takeStep(context, offer, { name: "WITHDRAW", right, values: unsubmitted });
}

/** What is so of an offer that nobody has handed in. */
export const unsubmitted = {
  submittedBy: null,
  submittedAt: null,
  submittedHash: null,
  reviewedBy: null,
  reviewReason: null,
};

type Review = { id: string; hash: string };

/** Lets a submitted offer go live at its time, by a reviewer whose scope holds all of its places and who has no part in it. */
export function approveOffer(context: Context, review: Review) {
  return judge(context, review, "APPROVE", null);
}

/** Sends a submitted offer back with a reason. */
export async function rejectOffer(context: Context, { reason, ...review }: Review & { reason: string }) {
  if (!context.viewer) return new NotSignedIn();
  const parsed = stepReason.safeParse(reason);
  if (!parsed.success) {
    return new InvalidInput(parsed.error.issues.map(({ message }) => ({ path: ["reason"], message })));
  }
  return judge(context, review, "REJECT", parsed.data);
}

/** A verdict is about what was read: the reviewer names its hash, and the offer must still come to the same. */
async function judge(
  context: Context,
  { id, hash }: Review,
  name: "APPROVE" | "REJECT",
  reason: string | null,
) {
  const { viewer } = context;
  if (!viewer) return new NotSignedIn();
  const offer = await offerForStep(context, id);
  if (offer instanceof Error) return offer;
  const right = reviewRight(viewer, offer.places);
  if (!right) return new NotAllowed("This offer is not for you to review.");
  if (offer.submittedBy === viewer.person || (await hasSubmitted(context.db, offer.id, viewer.person)))
    return new OwnSubmission();
  if (await merchantRight(context, offer.merchantId, viewer, staffRoles)) return new OwnMerchant();
  if (offer.state === "SUBMITTED" && (hash !== offer.submittedHash || hash !== hashOf(offer, idsOf(offer))))
    return new Stale(offer.version);
  const values = { reviewedBy: viewer.person, reviewReason: reason };
  return takeStep(context, offer, { name, right, reason, values });
}

/** What waits for somebody's review, as a filter of the offers' table. */
export function toReview({ viewer, now }: Context) {
  return awaitingReview(viewer?.person ?? null, scopesOf(viewer), now());
}

/** Offers that the viewer would review, wherever they stand, as a filter. */
export const reviewableBy = (viewer: Viewer | null) => reviewableIn(scopesOf(viewer));

const scopesOf = (viewer: Viewer | null) => ({
  worker: placeScope(viewer, "COMMUNITY_WORKER"),
  league: placeScope(viewer, "LEAGUE_REVIEWER"),
});
