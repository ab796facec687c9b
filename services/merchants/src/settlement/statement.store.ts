import { and, asc, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { outlets } from "../merchants/merchant.table.ts";
import { offers } from "../offers/offer.table.ts";
import { settlementEntries as entries } from "./settlement.table.ts";
import type { EntryPosition, Period, StatementEntry, Sums } from "./statement.rules.ts";

const sums = {
  redemptions: sql<number>`count(*) filter (where ${entries.kind} = 'REDEMPTION')`.mapWith(Number),
  reversals: sql<number>`count(*) filter (where ${entries.kind} = 'REVERSAL')`.mapWith(Number),
  spentFen: sql<number>`coalesce(sum(${entries.spentFen}), 0)`.mapWith(Number),
  savedFen: sql<number>`coalesce(sum(${entries.savedFen}), 0)`.mapWith(Number),
};

function belongs(merchantId: string, { from, until }: Period): SQL | undefined {
  return and(eq(entries.merchantId, merchantId), gte(entries.at, from), lt(entries.at, until));
}

export async function sumEntries(db: Db, merchantId: string, period: Period): Promise<Sums> {
  const [row] = await db.select(sums).from(entries).where(belongs(merchantId, period));
  return row!;
}

/** The same by outlet, or by offer: each that has any. */
export function sumEntriesBy(
  db: Db,
  merchantId: string,
  period: Period,
  what: "outletId" | "offerId",
): Promise<(Sums & { id: string })[]> {
  return db
    .select({ id: entries[what], ...sums })
    .from(entries)
    .where(belongs(merchantId, period))
    .groupBy(entries[what])
    .orderBy(desc(sql`4`), asc(entries[what]));
}

export type EntryPage = {
  after?: EntryPosition | null;
  before?: EntryPosition | null;
  limit: number;
  /** From the end: the last ones, the last first. */
  inverted?: boolean;
};

/** A page of entries, in the order in which they were booked. */
export function listEntries(
  db: Db,
  merchantId: string,
  period: Period,
  { after, before, limit, inverted = false }: EntryPage,
): Promise<StatementEntry[]> {
  const position = sql`(${entries.at}, ${entries.redemptionId}, ${entries.kind})`;
  const of = ({ at, redemptionId, kind }: EntryPosition) =>
    sql`(${at.toISOString()}::timestamptz, ${redemptionId}::uuid, ${kind})`;
  const inOrder = inverted ? desc : asc;
  return db
    .select({
      redemptionId: entries.redemptionId,
      kind: entries.kind,
      at: entries.at,
      redeemedAt: entries.redeemedAt,
      outletId: entries.outletId,
      offerId: entries.offerId,
      spentFen: entries.spentFen,
      savedFen: entries.savedFen,
      outletName: outlets.name,
      offerTitle: offers.title,
    })
    .from(entries)
    .innerJoin(outlets, eq(outlets.id, entries.outletId))
    .innerJoin(offers, eq(offers.id, entries.offerId))
    .where(
      and(
        belongs(merchantId, period),
        after ? sql`${position} > ${of(after)}` : undefined,
        before ? sql`${position} < ${of(before)}` : undefined,
      ),
    )
    .orderBy(inOrder(entries.at), inOrder(entries.redemptionId), inOrder(entries.kind))
    .limit(limit);
}
