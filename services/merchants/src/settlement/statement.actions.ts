import { InvalidInput } from "@linli/kernel";
import { z } from "zod";
import type { Context } from "../context.ts";
import { findWork } from "../merchants/merchant.rules.ts";
import { findStaff } from "../merchants/merchant.store.ts";
import {
  csvRowLimit,
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

export const totalsOf = ({ db }: Context, { merchantId, period }: Statement) =>
  sumEntries(db, merchantId, period);

export const linesOf = ({ db }: Context, { merchantId, period }: Statement, what: "outletId" | "offerId") =>
  sumEntriesBy(db, merchantId, period, what);

export const entriesOf = ({ db }: Context, { merchantId, period }: Statement, page: EntryPage) =>
  listEntries(db, merchantId, period, page);

/** So many entries as CSV, those after a cursor; `next` is the cursor for the rest, null where there is none. */
export async function csvOf({ db }: Context, { merchantId, period }: Statement, cursor: string | null) {
  const after = cursor === null ? null : readCursor(cursor);
  const found = await listEntries(db, merchantId, period, { after, limit: csvRowLimit + 1 });
  const entries = found.slice(0, csvRowLimit);
  const truncated = found.length > csvRowLimit;
  return {
    text: statementCsv(entries),
    rows: entries.length,
    truncated,
    next: truncated ? writeCursor(entries.at(-1)!) : null,
  };
}

const position = z.tuple([z.coerce.date(), z.uuid(), z.enum(entryKinds)]);

export const writeCursor = ({ at, redemptionId, kind }: EntryPosition): string =>
  Buffer.from(JSON.stringify([at, redemptionId, kind])).toString("base64url");

/** Throws where a cursor is none of ours. */
export function readCursor(text: string): EntryPosition {
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
  const [at, redemptionId, kind] = read.data;
  return { at, redemptionId, kind };
}
