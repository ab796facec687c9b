import { CsvError, parse } from "csv-parse/sync";

/** What is wrong in a file, and where; never what stands there, which may be personal. */
export type ImportProblem = {
  /** As an editor counts, from 1; the header is line 1. */
  line: number;
  /** As the header calls it; null where it is the line, or the file, as a whole. */
  column: string | null;
  message: string;
};

/** A row under its header: the trimmed cells by our name for the column. */
export type ImportRow<Column extends string> = { line: number; cells: Record<Column, string> };

/** Columns by our name: the headings under which each is accepted, the first of which problems are told with. */
export type Columns<Column extends string> = Record<
  Column,
  { headings: readonly string[]; optional?: boolean }
>;

/** Reads a table from a CSV file in UTF-8, with or without BOM, or GB18030. Columns that are not ours are left alone. */
export function readTable<Column extends string>(
  file: Uint8Array,
  columns: Columns<Column>,
): { rows: ImportRow<Column>[]; problems: ImportProblem[] } {
  const failed = (line: number, message: string) => ({
    rows: [],
    problems: [{ line, column: null, message }],
  });
  const text = decode(file);
  if (text === undefined) return failed(1, "the file is neither UTF-8 nor GB18030; save it as CSV UTF-8");
  let records: Line[];
  try {
    records = split(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = typeof error["lines"] === "number" ? error["lines"] : 1;
    return failed(at, "quotation marks do not match");
  }
  const [header, ...body] = records;
  if (!header) return failed(1, "the file is empty");

  const headings = header.record.map((cell) => cell.trim().toLowerCase());
  const positions = new Map<Column, number>();
  const problems: ImportProblem[] = [];
  for (const [column, { headings: accepted, optional }] of Object.entries(columns) as [
    Column,
    Columns<Column>[Column],
  ][]) {
    const found = headings.flatMap((heading, index) => (accepted.includes(heading) ? [index] : []));
    if (found.length > 1)
      problems.push({
        line: header.line,
        column: accepted[0]!,
        message: "there are two columns of this name",
      });
    else if (found.length === 1) positions.set(column, found[0]!);
    else if (!optional)
      problems.push({ line: header.line, column: accepted[0]!, message: "the column is missing" });
  }
  if (problems.length > 0) return { rows: [], problems };
  if (body.length === 0) return failed(header.line, "there is nothing below the header");

  const rows: ImportRow<Column>[] = [];
  for (const { line, record } of body) {
    if (record.some((cell) => cell.includes("\0"))) {
      problems.push({ line, column: null, message: "must not hold a NUL character" });
      continue;
    }
    const cells = Object.fromEntries(
      (Object.keys(columns) as Column[]).map((column) => {
        const position = positions.get(column);
        return [column, position === undefined ? "" : (record[position] ?? "").trim()];
      }),
    ) as Record<Column, string>;
    rows.push({ line, cells });
  }
  return { rows, problems };
}

function decode(file: Uint8Array): string | undefined {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(file);
    } catch {
      // Not in this encoding.
    }
  }
  return undefined;
}

type Line = { line: number; record: string[] };

/** The records that are not blank, each with the line on which it begins: a quoted cell may run over several. */
function split(text: string): Line[] {
  // Only then does the parser count a line end once.
  const parsed = parse(text.replaceAll(/\r\n?/g, "\n"), {
    info: true,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as unknown as { record: string[]; raw: string; info: { lines: number } }[];
  return parsed
    .filter(({ record }) => record.some((cell) => cell.trim() !== ""))
    .map(({ record, raw, info }) => ({ record, line: info.lines - newlinesIn(raw.replace(/\n$/, "")) }));
}

const newlinesIn = (text: string) => text.split("\n").length - 1;
