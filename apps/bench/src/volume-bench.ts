import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres, type Statement } from "@linli/database";
import { monthsAgo } from "@linli/demo-world";
import { createPassportKeys, passportIssuer } from "@linli/passport";
import { people } from "@linli/people";
import { scale } from "@linli/people/scale";
import { seed } from "@linli/people/seed";
import { createService } from "@linli/subgraph";
import { pino } from "pino";
import { aim, compare, demoSubjects, isMet, type World } from "./volume.ts";

/** Compares a small world with a large one, on a data folder of its own unless one is given. Throws where an aim is missed. */
export async function benchVolume(folder: string | undefined, say: (line: string) => void): Promise<void> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), "linli-bench-")));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  try {
    const small = await world(postgres, "demo", { large: false, say });
    const large = await world(postgres, "prefecture", { large: true, say });
    const lines = await compare(small, large, { report: say });
    say(
      "\noperation                        demo world   prefecture   ratio   plans read through large tables",
    );
    for (const { what: operation, small: one, large: other, ratio, scanned } of lines)
      say(
        `${operation.padEnd(32)} ${one.toFixed(2).padStart(7)} ms ${other.toFixed(2).padStart(9)} ms ${ratio.toFixed(2).padStart(7)}   ${scanned.join(", ") || "none"}`,
      );
    const missed = lines.filter((line) => !isMet(line)).map(({ what }) => what);
    if (missed.length > 0)
      throw new Error(`Above ${aim}, or a large table read through: ${missed.join("; ")}.`);
  } finally {
    await postgres.stop();
    if (folder === undefined) await rm(dataDir, { recursive: true, force: true });
  }
}

/** A people service over a database of its own, with the demo world and, if it is to be large, a prefecture around it. */
async function world(
  postgres: EmbeddedPostgres,
  name: string,
  { large, say }: { large: boolean; say: (line: string) => void },
): Promise<World> {
  await postgres.createDatabase(name);
  const keys = await createPassportKeys();
  const issue = passportIssuer(keys.private);
  const secret = "a secret of the benchmark alone, of no account";
  let noted: Statement[] = [];
  const service = await createService(people({ secret }), {
    databaseUrl: postgres.url(name),
    passportKey: keys.public,
    transport: null,
    logger: pino({ level: "error" }),
    onQuery: (sql, params) => noted.push({ sql, params }),
  });
  const { db } = service.connection;
  const context = { db, now: () => new Date(), viewer: null, requestId: null };
  say(`${name}: demo world`);
  await seed({ secret })(context);
  if (large) await scale(context, (line) => say(`${name}: ${line}`));
  else await db.execute("analyze");
  noted.length = 0;
  return {
    db,
    app: service.app,
    headers: async (bearer): Promise<Record<string, string>> =>
      bearer === null ? {} : { "linli-passport": issue(bearer, new Date()) },
    ...demoSubjects,
    asOf: monthsAgo(1, new Date()),
    async statementsOf(run) {
      noted = [];
      await run();
      return noted;
    },
  };
}
