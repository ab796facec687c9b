import type { Db } from "../db/client.ts";

/** The entries of a person at a merchant; whether they are in force is asked of the clock. */
export function findStaff(db: Db, merchantId: string, personId: string) {
  return db.query.merchantStaff.findMany({ where: { merchantId, personId } });
}

export function findMerchant(db: Db, id: string) {
  return db.query.merchants.findFirst({ where: { id } });
}

/** An outlet with its merchant's state and with what a person is at that merchant. */
export function findOutletWithStaff(db: Db, outletId: string, personId: string) {
  return db.query.outlets.findFirst({
    columns: { id: true, merchantId: true },
    where: { id: outletId },
    with: { merchant: { columns: { state: true } }, staff: { where: { personId } } },
  });
}
