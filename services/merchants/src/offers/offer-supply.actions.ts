import { brokenConstraint } from "@linli/database";
import { type DomainError, InvalidInput, maxFen, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { once } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { NoBudget, StockTooLow, type WrongOfferState } from "./offer.errors.ts";
import { maxStock, moreBudget, stockChange } from "./offer.input.ts";
import {
  changeBudget,
  changeStock,
  findOffer,
  findOfferForStep,
  lockOffer,
  type OfferRow,
} from "./offer.store.ts";
import { asShown, merchantRight, noteStep, offerForStep } from "./offer-step.actions.ts";
import { type OfferStepName, supplyRefusal } from "./offer-step.rules.ts";

type Wish = { id: string; idempotencyKey: string };

/** Adds stock to an offer that is not over, by its owner. */
export async function addOfferStock(context: Context, wish: Wish & { count: number }) {
  if (!context.viewer) return new NotSignedIn();
  const parsed = stockChange.safeParse(wish);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { count } = parsed.data;
  const changed = await supply(context, wish, "CHANGE_STOCK", count, async (tx, offer) => {
    if (offer.stock + count > maxStock)
      return new InvalidInput([{ path: ["count"], message: `makes more than ${maxStock}` }]);
    return changeStock(tx, offer.id, count);
  });
  if (!(changed instanceof Error)) context.soldOut.delete(changed.id);
  return changed;
}

/** Takes stock away that nobody has claimed, by its owner. */
export async function reduceOfferStock(context: Context, wish: Wish & { count: number }) {
  if (!context.viewer) return new NotSignedIn();
  const parsed = stockChange.safeParse(wish);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { count } = parsed.data;
  return supply(context, wish, "CHANGE_STOCK", -count, async (tx, offer) => {
    try {
      return await changeStock(tx, offer.id, -count);
    } catch (error) {
      // The database knows what is issued, also to those who claim right now.
      if (["never_oversold", "stock_is_some"].includes(brokenConstraint(error) ?? ""))
        return new StockTooLow();
      throw error;
    }
  });
}

/**
 * Adds to the budget of an offer that has one and is not over, by its owner. A discount whose budget alone is used up can get
 * more: coupons of it are out.
 */
export async function addOfferBudget(context: Context, wish: Wish & { amountFen: number }) {
  if (!context.viewer) return new NotSignedIn();
  const parsed = moreBudget.safeParse(wish);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { amountFen } = parsed.data;
  const changed = await supply(context, wish, "ADD_BUDGET", amountFen, async (tx, offer) => {
    if (offer.budgetFen === null) return new NoBudget();
    if (offer.budgetFen + amountFen > maxFen)
      return new InvalidInput([{ path: ["amountFen"], message: `makes more than ${maxFen}` }]);
    return changeBudget(tx, offer.id, amountFen);
  });
  if (!(changed instanceof Error)) context.soldOut.delete(changed.id);
  return changed;
}

async function supply<Refusal extends DomainError>(
  context: Context,
  { id, idempotencyKey: key }: Wish,
  name: OfferStepName,
  delta: number,
  change: (tx: Db, offer: OfferRow) => Promise<OfferRow | Refusal>,
) {
  const { viewer, now } = context;
  if (!viewer) return new NotSignedIn();
  const offer = await offerForStep(context, id);
  if (offer instanceof NotFound) return offer;
  const right = await merchantRight(context, offer.merchantId, viewer, ["OWNER"]);
  if (!right) return new NotAllowed();
  return once<typeof relations, OfferRow, Refusal | WrongOfferState>(context, viewer, {
    key,
    request: { [name]: { id: offer.id, delta } },
    async first(tx) {
      const locked = await lockOffer(tx, offer.id);
      const refusal = supplyRefusal(locked, now());
      if (refusal) return asShown(context, (await findOfferForStep(tx, offer.id))!, refusal);
      const row = await change(tx, locked);
      if (!(row instanceof Error)) await noteStep(tx, context, row, { name, from: row.state, right, delta });
      return row;
    },
    again: async (tx, offerId) => (await findOffer(tx, offerId))!,
  });
}
