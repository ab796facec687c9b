import { offerMoved, record } from "@linli/events";
import { isUuid, NotFound, uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { causeOf, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import { findWork, type StaffRole } from "../merchants/merchant.rules.ts";
import { findStaff } from "../merchants/merchant.store.ts";
import { Stale, WrongOfferState } from "./offer.errors.ts";
import { findOfferForStep, insertStep, moveOffer, type OfferRow } from "./offer.store.ts";
import { leftOf, offerState } from "./offer.rules.ts";
import { type OfferStep, type OfferStepName, transition } from "./offer-step.rules.ts";

export type OfferForStep = NonNullable<Awaited<ReturnType<typeof findOfferForStep>>>;

export async function offerForStep({ db }: Context, id: string): Promise<OfferForStep | NotFound> {
  return (isUuid(id) ? await findOfferForStep(db, id) : undefined) ?? new NotFound("offer");
}

/** By what right somebody acts for a merchant in one of these roles, now; null without one. */
export async function merchantRight(
  { db, now }: Pick<Context, "db" | "now">,
  merchantId: string,
  viewer: Viewer,
  roles: readonly StaffRole[],
): Promise<Right | null> {
  const work = findWork(await findStaff(db, merchantId, viewer.person), roles, now());
  return work ? { role: work.role, scope: merchantId } : null;
}

type Step = { name: OfferStep; right: Right; reason?: string | null; values?: Partial<OfferRow> };

/** What else belongs to a step: what it locks before the offer, and what it does afterwards. */
type Around = Partial<Record<"before" | "after", (tx: Db) => Promise<void>>>;

/** Takes one step of the lifecycle, from what was seen, together with its event and with what else belongs to it. */
export async function takeStep(
  context: Context,
  offer: OfferForStep,
  { name, right, reason = null, values = {} }: Step,
  { before, after }: Around = {},
): Promise<OfferRow | WrongOfferState | Stale> {
  const state = transition(offer.state, name);
  if (state instanceof Error) return asShown(context, offer, state);
  return context.db.transaction(async (tx) => {
    await before?.(tx);
    const moved = await moveOffer(tx, offer, { ...values, state });
    if (!moved) return whatHappened(context, tx, offer);
    await noteStep(tx, context, moved, { name, from: offer.state, right, reason });
    await after?.(tx);
    return moved;
  });
}

/** Why an offer is no longer as it was seen: somebody else was first. */
export async function whatHappened(context: Context, tx: Db, seen: Pick<OfferRow, "id" | "version">) {
  const offer = (await findOfferForStep(tx, seen.id))!;
  return offer.version === seen.version ? wrongState(context, offer) : new Stale(offer.version);
}

type Shown = Omit<OfferForStep, "places">;

/** That an offer does not stand where a step begins, in the words of `Offer.state`. */
export function wrongState({ now }: Context, { totals, merchant, ...offer }: Shown): WrongOfferState {
  const remaining = leftOf(offer, totals.remaining);
  return new WrongOfferState(offerState({ ...offer, remaining }, merchant.state, now()));
}

/** The same for what refuses a step, whatever it is. */
export const asShown = <Refusal>(context: Context, offer: Shown, refusal: Refusal) =>
  refusal instanceof WrongOfferState ? wrongState(context, offer) : refusal;

type Noted = {
  name: OfferStepName;
  from: OfferRow["state"] | null;
  right: Right;
  reason?: string | null;
  delta?: number | null;
};

/** Notes what was done with an offer, in its history and as an event. */
export async function noteStep(
  tx: Db,
  context: Context,
  offer: OfferRow,
  { name: step, from, right, reason = null, delta = null }: Noted,
) {
  const { id: offerId, merchantId, state: to, version } = offer;
  const cause = causeOf(context, right);
  const noted = { offerId, step, from, to, version, reason, delta };
  await insertStep(tx, {
    ...noted,
    id: uuidv7(+cause.at),
    actor: cause.actor!,
    role: right.role!,
    at: cause.at,
  });
  await record(tx, offerMoved, { ...noted, merchantId }, cause);
}
