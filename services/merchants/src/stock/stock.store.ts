import { sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { offerStock } from "./stock.table.ts";

/**
 * Takes one of an offer's stock: one conditional update of one shard, whose row count tells whether there was one (I1).
 * It begins with any shard and passes by those that others hold; only where no other is left it waits for these, so that
 * nobody is told "sold out" while one that is being taken may still be left. False, too, when the offer is not approved.
 */
export async function takeStock(db: Db, offerId: string): Promise<boolean> {
  for (const passBy of [sql`skip locked`, sql``]) {
    const { rows } = await db.execute<{ shard: number }>(sql`
      update ${offerStock} set issued = issued + 1
      where (offer_id, shard) = (
        select offer_id, shard from ${offerStock} where offer_id = ${offerId} and open and issued < stock
        order by random() limit 1 for update ${passBy})
      returning shard`);
    if (rows.length === 1) return true;
  }
  return false;
}
