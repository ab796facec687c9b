import { offerMoved, record } from "@linli/events";
import { isUuid, NotFound, uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { causeOf, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import { findWork, type StaffRole } from "../merchants/merchant.rules.ts";
import { findStaff } from "../merchants/merchant.store.ts";
import { Stale, WrongOfferState } from "./offer.errors.ts";
import { findOffer, findOfferForStep, insertStep, moveOffer, type OfferRow } from "./offer.store.ts";
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
  if (state instanceof Error) return state;
  return context.db.transaction(async (tx) => {
    await before?.(tx);
    const moved = await moveOffer(tx, offer, { ...values, state });
    if (!moved) return whatHappened(tx, offer);
    await noteStep(tx, context, moved, { name, from: offer.state, right, reason });
    await after?.(tx);
    return moved;
  });
}

/** Why an offer is no longer as it was seen: somebody else was first. */
export async function whatHappened(tx: Db, seen: Pick<OfferRow, "id" | "version">) {
  const { state, version } = (await findOffer(tx, seen.id))!;
  return version === seen.version ? new WrongOfferState(state) : new Stale(version);
}

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
