import { InvalidInput, NotAllowed, NotSignedIn } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { causeOf, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import { lockIssued, voidIssued } from "../coupons/coupon-ending.store.ts";
import { staffRoles } from "../merchants/merchant.rules.ts";
import { stepReason } from "./offer.input.ts";
import { leftOf } from "./offer.rules.ts";
import { type OfferHold, pauseRefusal, resumeRefusal } from "./offer-pause.rules.ts";
import { platformRight, reviewRight } from "./offer-review.rules.ts";
import { asShown, merchantRight, type OfferForStep, offerForStep, takeStep } from "./offer-step.actions.ts";

type Standing = { right: Right; hold: OfferHold | null };

/**
 * As who somebody pauses and resumes an offer. Whoever owns it does so as its owner, whatever else they may do; who else works
 * for its merchant does not do it as a reviewer.
 */
async function standing(context: Context, viewer: Viewer, offer: OfferForStep): Promise<Standing | null> {
  const owner = await merchantRight(context, offer.merchantId, viewer, ["OWNER"]);
  if (owner) return { right: owner, hold: null };
  const platform = platformRight(viewer, offer.places);
  if (platform) return { right: platform, hold: "PLATFORM" };
  if (await merchantRight(context, offer.merchantId, viewer, staffRoles)) return null;
  const reviewer = reviewRight(viewer, offer.places);
  return reviewer && { right: reviewer, hold: "REVIEWER" };
}

/**
 * Stops claims for a while, with a reason: by the owner, a reviewer or the platform. What was issued can be used meanwhile:
 * it was promised already, and only its merchant's suspension makes it wait.
 */
export async function pauseOffer(context: Context, input: { id: string; reason: string }) {
  const found = await find(context, input);
  if (found instanceof Error) return found;
  const { offer, reason, right, hold } = found;
  const refusal = pauseRefusal(
    { ...offer, remaining: leftOf(offer, offer.totals.remaining) },
    hold,
    context.now(),
  );
  if (refusal) return asShown(context, offer, refusal);
  return takeStep(context, offer, { name: "PAUSE", right, reason, values: { heldBy: hold } });
}

/** Lets claims go on, with a reason; a reviewer's or the platform's pause is not the owner's to lift. */
export async function resumeOffer(context: Context, input: { id: string; reason: string }) {
  const found = await find(context, input);
  if (found instanceof Error) return found;
  const { offer, reason, right, hold } = found;
  const refusal = resumeRefusal(
    { ...offer, remaining: leftOf(offer, offer.totals.remaining) },
    hold,
    context.now(),
  );
  if (refusal) return asShown(context, offer, refusal);
  return takeStep(context, offer, { name: "RESUME", right, reason, values: { heldBy: null } });
}

async function find(context: Context, { id, reason }: { id: string; reason: string }) {
  const { viewer } = context;
  if (!viewer) return new NotSignedIn();
  const offer = await offerForStep(context, id);
  if (offer instanceof Error) return offer;
  const as = await standing(context, viewer, offer);
  if (!as) return new NotAllowed();
  const parsed = stepReason.safeParse(reason);
  if (!parsed.success) return invalidReason(parsed.error);
  return { offer, reason: parsed.data, ...as };
}

/**
 * Ends an offer before its time, for the owner or the platform. What was issued is honoured until its own end, or is void
 * at once: then its holders read why, and nothing of it is left to be used by the time this answers.
 */
export async function terminateOffer(
  context: Context,
  input: { id: string; issued: "HONOUR_ISSUED" | "VOID_ISSUED"; reason: string },
) {
  const { viewer } = context;
  if (!viewer) return new NotSignedIn();
  const offer = await offerForStep(context, input.id);
  if (offer instanceof Error) return offer;
  const owner = await merchantRight(context, offer.merchantId, viewer, ["OWNER"]);
  const right = owner ?? platformRight(viewer, offer.places);
  if (!right) return new NotAllowed();
  const parsed = stepReason.safeParse(input.reason);
  if (!parsed.success) return invalidReason(parsed.error);
  const [termination, reason] = [input.issued, parsed.data];
  const values = { termination, terminationReason: reason, heldBy: null };
  const step = { name: "TERMINATE", right, reason, values } as const;
  if (termination === "HONOUR_ISSUED") return takeStep(context, offer, step);
  return takeStep(context, offer, step, {
    before: (tx) => lockIssued(tx, offer.id),
    after: (tx) => voidIssued(tx, offer.id, reason, causeOf(context, right)),
  });
}

const invalidReason = ({ issues }: { issues: readonly { message: string }[] }) =>
  new InvalidInput(issues.map(({ message }) => ({ path: ["reason"], message })));
