import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { idempotencyKey, once } from "@linli/subgraph";
import { z } from "zod";
import { AllianceDissolved } from "../alliances/alliance.errors.ts";
import { rightToSpeakFor } from "../alliances/alliance-right.store.ts";
import { findAllianceForUpdate, findSeat } from "../alliances/alliance.store.ts";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { NoChairNow, SwapAlreadyProposed, SwapClosed } from "./chair.errors.ts";
import { turnAt } from "./chair.rules.ts";
import { decideSwap, findSwap, insertSwap, type SwapRow } from "./chair.store.ts";
import { decide, roundToSwap, type StoredSwapState } from "./swap.rules.ts";
import { isTakenOn } from "./turn.rules.ts";

const newSwap = z.object({ withSeatId: z.uuid().toLowerCase(), idempotencyKey });
type Unproposed = AllianceDissolved | InvalidInput | NoChairNow | NotFound | SwapAlreadyProposed;
type NewSwap = z.input<typeof newSwap>;

/** Asks another seat to change places in a round (R9): by the administrator of one's own seat. */
export async function proposeSwap(context: Context, seatId: string, input: NewSwap) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const found = isUuid(seatId) ? await findSeat(db, seatId) : undefined;
  if (!found) return new NotFound("seat");
  const right = rightToSpeakFor(viewer, found.seat);
  if (!right) return new NotAllowed("Only its own administrator speaks for a seat.");
  const parsed = newSwap.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, withSeatId } = parsed.data;

  return once<typeof relations, SwapRow, Unproposed>(context, viewer, {
    key,
    request: ["proposeSwap", found.seat.id, withSeatId],
    async first(tx) {
      const { id: allianceId, history } = await findAllianceForUpdate(tx, found.alliance.id);
      const at = now();
      const pair = { seatId: found.seat.id, withSeatId };
      const there = history.seats.filter((seat) => isTakenOn(seat, dateIn(at))).map(({ id }) => id);
      if (history.dissolvedOn !== null) return new AllianceDissolved(history.dissolvedOn);
      if (!there.includes(pair.seatId)) return new NotFound("seat");
      if (pair.seatId === withSeatId || !there.includes(withSeatId))
        return new InvalidInput([{ path: ["withSeatId"], message: "must be another seat of this alliance" }]);
      const turn = turnAt(history, at);
      if (!turn) return new NoChairNow();
      const id = uuidv7(+at);
      const round = roundToSwap(pair, turn);
      const row = await insertSwap(tx, { id, allianceId, ...pair, round, proposedAt: at });
      if (!row) return new SwapAlreadyProposed();
      await recordChange(tx, context, right, { entity: "CHAIR_SWAP", id, from: null, to: "PROPOSED" });
      return row;
    },
    again: async (tx, id) => (await findSwap(tx, id))!,
  });
}

/** Agrees to change places, for the seat that was asked. */
export const consentToSwap = (context: Context, id: string) => answer(context, id, "CONSENTED", "withSeat");

/** Says no, for the seat that was asked. */
export const declineSwap = (context: Context, id: string) => answer(context, id, "DECLINED", "withSeat");

/** Takes a proposal back, for the seat that made it. */
export const withdrawSwap = (context: Context, id: string) => answer(context, id, "WITHDRAWN", "seat");

async function answer(
  context: Context,
  id: string,
  next: Exclude<StoredSwapState, "PROPOSED">,
  whose: "seat" | "withSeat",
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const swap = isUuid(id) ? await findSwap(db, id) : undefined;
  if (!swap) return new NotFound("swap");
  const right = rightToSpeakFor(viewer, swap[whose]);
  if (!right) return new NotAllowed("Only its own administrator speaks for a seat.");
  return db.transaction(async (tx) => {
    const { history } = await findAllianceForUpdate(tx, swap.allianceId);
    const at = now();
    const { state } = (await findSwap(tx, swap.id))!;
    const decided = decide({ ...swap, state }, next, turnAt(history, at));
    if (decided instanceof SwapClosed) return decided;
    const row = (await decideSwap(tx, swap.id, decided, at))!;
    await recordChange(tx, context, right, {
      entity: "CHAIR_SWAP",
      id: swap.id,
      from: "PROPOSED",
      to: decided,
    });
    return row;
  });
}
