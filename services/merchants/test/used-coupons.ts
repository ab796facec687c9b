import { uuidv7 } from "@linli/kernel";
import { coupons, redemptions } from "../src/db/tables.ts";
import { aSnapshot, noon, outlet, place, viewers, type World } from "./world.ts";

type Given = {
  at?: Date;
  placeId?: string;
  offerId?: string;
  merchantId?: string;
  outletId?: string;
  savedFen?: number;
  reversedAt?: Date | null;
};

/** A coupon for each of these people, claimed there and then; redeemed at once where something is saved. Gives its offer. */
export async function addUsedCoupons(
  w: World,
  people: readonly string[],
  {
    at = noon,
    placeId = place.quarter,
    offerId,
    merchantId,
    outletId = outlet.bakery,
    savedFen = 0,
    reversedAt = null,
  }: Given = {},
): Promise<string> {
  const offer = offerId ?? (await w.addOffer(merchantId ? { merchantId } : {}, [placeId]));
  const rows = people.map((holderId) => ({ id: uuidv7(), holderId }));
  const common = {
    offerId: offer,
    ordinal: 1,
    limitPerPerson: 1,
    placeId,
    snapshot: aSnapshot,
    claimedAt: at,
  };
  await w.db.insert(coupons).values(
    rows.map((row) => ({
      ...common,
      ...row,
      codeHash: row.id,
      idempotencyKey: row.id,
      useFrom: at,
      useUntil: at,
    })),
  );
  if (savedFen === 0) return offer;
  const till = { outletId, staffId: viewers.cashier.person, redeemedAt: at, receivedAt: at, spentFen: 0 };
  const reversal = reversedAt && { reversedAt, reversedBy: viewers.owner.person, reversalReason: "退货" };
  await w.db
    .insert(redemptions)
    .values(
      rows.map(({ id }) => ({ ...till, id: uuidv7(), couponId: id, nonce: id, savedFen, ...reversal })),
    );
  return offer;
}
