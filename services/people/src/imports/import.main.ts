import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { connect, migrate } from "@linli/database";
import { isUuid } from "@linli/kernel";
import { relations } from "../db/relations.ts";
import { ImportRefused } from "./import.errors.ts";
import { bringPlaces, previewPlaces } from "./place-import.actions.ts";
import { bringRoster, previewRoster } from "./roster-import.actions.ts";

const usage =
  "Usage: import places|roster FILE [--within PLACE_ID] [--dry-run], with DATABASE_URL naming the database of people";

/** Imports a file of any size, all rows or none; the lines say how far it is, and what is wrong with it. */
async function run(
  args: string[],
  { DATABASE_URL, INIT_CWD = process.cwd() }: NodeJS.ProcessEnv,
): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { within: { type: "string" }, "dry-run": { type: "boolean", default: false } },
  });
  const [what, path, ...more] = positionals;
  if ((what !== "places" && what !== "roster") || path === undefined || more.length > 0)
    throw new Error(usage);
  if (!DATABASE_URL) throw new Error(`DATABASE_URL must be set. ${usage}`);
  if (values.within !== undefined && !isUuid(values.within))
    throw new Error(`--within takes the id of a place. ${usage}`);
  const withinId = values.within ?? null;

  const file = await readFile(resolve(INIT_CWD, path)).catch(() => {
    throw new Error(`${path} cannot be read.`);
  });
  await migrate(DATABASE_URL, new URL("../../migrations", import.meta.url));
  const connection = connect({ url: DATABASE_URL, relations });
  try {
    const { db } = connection;
    const context = { now: () => new Date(), viewer: null, requestId: null };
    const places = { file, withinId, mayCreate: () => true };
    if (values["dry-run"]) {
      if (what === "places") {
        const { rows, created, unchanged, problems } = await previewPlaces(db, places);
        report({ rows, created: created.length, unchanged }, "would add");
        refuse(problems);
      } else {
        const { rows, plan, problems } = await previewRoster(db, context, { file, withinId });
        report({ rows, created: plan.residences.length, unchanged: plan.unchanged }, "would add");
        refuse(problems);
      }
      return;
    }
    const done = await db.transaction(async (tx) => {
      const outcome =
        what === "places"
          ? await bringPlaces(tx, context, undefined, places, progress("places"))
          : await bringRoster(tx, context, undefined, { file, withinId }, progress("homes"));
      if (outcome instanceof ImportRefused) throw outcome;
      return outcome;
    });
    report(done, "added");
  } finally {
    await connection.close();
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);

const progress = (what: string) => (done: number, all: number) => void say(`${done} of ${all} ${what}`);

function report(
  { rows, created, unchanged }: { rows: number; created: number; unchanged: number },
  verb: string,
) {
  say(`${rows} rows: ${verb} ${created}, ${unchanged} there already`);
}

function refuse(problems: ImportRefused["problems"]) {
  if (problems.length > 0) throw new ImportRefused(problems);
}

/** What went wrong, in a line. drizzle's own message is left out: it holds a statement's parameters, people's data. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "something went wrong";
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message.split("\n")[0]!;
}

try {
  await run(process.argv.slice(2), process.env);
} catch (error) {
  const lines = error instanceof ImportRefused ? error.problems : [];
  for (const { line, column, message } of lines)
    process.stderr.write(`line ${line}${column === null ? "" : `, ${column}`}: ${message}\n`);
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}
