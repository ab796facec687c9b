import { stringify } from "csv-stringify/sync";
import type { EntryKind, StatementEntry } from "./statement.rules.ts";

const kinds: Record<EntryKind, string> = { REDEMPTION: "核销", REVERSAL: "撤销" };

const header = [
  "入账时间",
  "类型",
  "核销时间",
  "门店",
  "优惠",
  "消费金额（元）",
  "优惠金额（元）",
  "核销编号",
];

// Making a formatter is a hundred times dearer than using it.
const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "medium",
});

/**
 * A statement's entries as CSV that a spreadsheet reads as it is meant: UTF-8 with a byte order mark, lines that end with
 * CRLF, amounts in yuan, and no cell of ours or of a merchant's words that would be taken for a formula.
 */
export function statementCsv(entries: readonly StatementEntry[]): string {
  const rows = entries.map((entry) => [
    clock.format(entry.at),
    kinds[entry.kind],
    clock.format(entry.redeemedAt),
    inert(entry.outletName),
    inert(entry.offerTitle),
    yuan(entry.spentFen),
    yuan(entry.savedFen),
    entry.redemptionId,
  ]);
  return stringify([header, ...rows], { bom: true, record_delimiter: "windows" });
}

/** Words that begin like a formula, also in full width, with an apostrophe before them: they stay words. */
function inert(text: string): string {
  return /^[\s]*[=+\-@＝＋－＠|%]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}

function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
