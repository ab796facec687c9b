import { pledgeMoved, record } from "@linli/events";
import { InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { causeOf, once, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { findMerchant } from "../merchants/merchant.store.ts";
import { MerchantNotActive } from "../offers/offer.errors.ts";
import { findPlacesInUse } from "../offers/offer.store.ts";
import { merchantRight } from "../offers/offer-step.actions.ts";
import { WrongPledgeState } from "./pledge.errors.ts";
import { newPledge, type NewPledge } from "./pledge.input.ts";
import { withdrawalRefusal } from "./pledge.rules.ts";
import { findPledge, insertPledge, type PledgeRow, withdraw } from "./pledge.store.ts";

/** Pledges volunteer service to a place, by the owner of an active merchant (R70). */
export async function makePledge(context: Context, input: NewPledge) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = newPledge.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...pledge } = parsed.data;
  const { merchantId, placeId } = pledge;
  const merchant = isUuid(merchantId) ? await findMerchant(db, merchantId) : undefined;
  if (!merchant) return new NotFound("merchant");
  const right = await merchantRight(context, merchantId, viewer, ["OWNER"]);
  if (!right) return new NotAllowed();
  return once<typeof relations, PledgeRow, MerchantNotActive | InvalidInput>(context, viewer, {
    key,
    request: ["makePledge", pledge],
    first: async (tx) => {
      const at = now();
      if (merchant.state !== "ACTIVE") return new MerchantNotActive();
      if ((await findPlacesInUse(tx, [placeId])).length === 0)
        return new InvalidInput([{ path: ["placeId"], message: "there is no such place in use" }]);
      if (pledge.endsAt <= at) return new InvalidInput([{ path: ["endsAt"], message: "it is over" }]);
      const values = {
        ...pledge,
        note: pledge.note || null,
        id: uuidv7(+at),
        madeBy: viewer.person,
        madeAt: at,
      };
      const row = await insertPledge(tx, values);
      await announce(tx, context, row, null, right);
      return row;
    },
    again: async (tx, id) => (await findPledge(tx, id))!,
  });
}

/** Takes a pledge back that is not over, by an owner of its merchant. */
export async function withdrawPledge(context: Context, id: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const pledge = isUuid(id) ? await findPledge(db, id) : undefined;
  if (!pledge) return new NotFound("pledge");
  const right = await merchantRight(context, pledge.merchantId, viewer, ["OWNER"]);
  if (!right) return new NotAllowed();
  const refusal = withdrawalRefusal(pledge, now());
  if (refusal) return refusal;
  return db.transaction(async (tx) => {
    const row = await withdraw(tx, id, now());
    if (!row) return new WrongPledgeState("WITHDRAWN");
    await announce(tx, context, row, "OPEN", right);
    return row;
  });
}

function announce(tx: Db, context: Context, pledge: PledgeRow, from: string | null, right: Right) {
  const { id: pledgeId, merchantId, kind, count, placeId, state: to } = pledge;
  const [startsAt, endsAt] = [pledge.startsAt.toISOString(), pledge.endsAt.toISOString()];
  const moved = { pledgeId, merchantId, kind, count, placeId, startsAt, endsAt, from, to };
  return record(tx, pledgeMoved, moved, causeOf(context, right));
}
