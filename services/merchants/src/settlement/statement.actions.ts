import { InvalidInput } from "@linli/kernel";
import { instant } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import { findWork } from "../merchants/merchant.rules.ts";
import { findStaff } from "../merchants/merchant.store.ts";
import {
  bookedIn,
  csvRowLimit,
  type EntryCursor,
  entryKinds,
  type EntryPosition,
  type Period,
  type PeriodInput,
  periodOf,
} from "./statement.rules.ts";
import { statementCsv } from "./statement-csv.ts";
import { type EntryPage, listEntries, sumEntries, sumEntriesBy } from "./statement.store.ts";

export type Statement = { merchantId: string; period: Period; asOf: Date };

/** A merchant's settlement statement, to its owner; null to everybody else. Throws where the period is none. */
export async function statementOf(
  { db, now, viewer }: Context,
  merchantId: string,
  input: PeriodInput,
): Promise<Statement | null> {
  const asOf = now();
  if (!viewer || !findWork(await findStaff(db, merchantId, viewer.person), ["OWNER"], asOf)) return null;
  const period = periodOf(input);
  if ("message" in period) throw new InvalidInput([{ path: [period.path], message: period.message }]);
  return { merchantId, period, asOf };
}

export const totalsOf = ({ db }: Context, { merchantId, period, asOf }: Statement) =>
  sumEntries(db, merchantId, bookedIn(period, asOf));

export const linesOf = (
  { db }: Context,
  { merchantId, period, asOf }: Statement,
  what: "outletId" | "offerId",
) => sumEntriesBy(db, merchantId, bookedIn(period, asOf), what);

export const entriesOf = ({ db }: Context, { merchantId, period, asOf }: Statement, page: EntryPage) =>
  listEntries(db, merchantId, bookedIn(period, asOf), page);

/** So many entries as CSV, those after a cursor; `next` is the cursor for the rest, null where there is none. */
export async function csvOf(context: Context, drawn: Statement, cursor: string | null) {
  const after = cursor === null ? null : readCursor(cursor);
  const statement = { ...drawn, ...(after && { asOf: after.asOf }) };
  const found = await entriesOf(context, statement, { after, limit: csvRowLimit + 1 });
  const entries = found.slice(0, csvRowLimit);
  const truncated = found.length > csvRowLimit;
  return {
    text: statementCsv(entries),
    rows: entries.length,
    truncated,
    next: truncated ? writeCursor(statement, entries.at(-1)!) : null,
  };
}

const moment = z.coerce.date().pipe(instant);
const position = z.tuple([moment, moment, z.uuid(), z.enum(entryKinds)]);

export const writeCursor = ({ asOf }: Statement, { at, redemptionId, kind }: EntryPosition): string =>
  Buffer.from(JSON.stringify([asOf, at, redemptionId, kind])).toString("base64url");

/** Throws where a cursor is none of ours. */
export function readCursor(text: string): EntryCursor {
  const read = z
    .string()
    .transform((json, context) => {
      try {
        return JSON.parse(json) as unknown;
      } catch {
        context.addIssue("no cursor");
        return z.NEVER;
      }
    })
    .pipe(position)
    .safeParse(Buffer.from(text, "base64url").toString());
  if (!read.success) throw new InvalidInput([{ path: ["after"], message: "a cursor of this statement" }]);
  const [asOf, at, redemptionId, kind] = read.data;
  return { asOf, at, redemptionId, kind };
}
