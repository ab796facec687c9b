import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@linli/database";
import { demoIssuer, organization, person, persona, place } from "@linli/demo-world";
import type { Viewer } from "@linli/passport";
import type { Service } from "@linli/subgraph";
import { people } from "@linli/people";
import { median, paired, ratio } from "./paired.ts";

type Relations = ReturnType<typeof people>["relations"];

/** One of the two worlds, and how to ask it. */
export type World = {
  db: Database<Relations>;
  app: Service<Relations>["app"];
  /** The headers of a request for a bearer. */
  headers(bearer: Viewer | "gateway" | null): Promise<Record<string, string>>;
  /** What of the world is asked about. */
  placeId: string;
  organizationId: string;
  asOf: string;
};

type Operation = { what: string; ask(world: World): Promise<void> };

const reviewer: Viewer = {
  person: persona("league-reviewer")!.personId,
  age: 35,
  residences: [],
  grants: [{ role: "LEAGUE_REVIEWER", place: place("wenshan-prefecture").id, organization: null }],
};

async function ask(world: World, query: string, variables: object, viewer: Viewer | null = null) {
  const response = await world.app.inject({
    method: "POST",
    url: "/graphql",
    headers: await world.headers(viewer),
    payload: { query, variables },
  });
  const { errors } = response.json<{ errors?: { message: string }[] }>();
  if (errors) throw new Error(`The benchmark's question was refused: ${errors[0]!.message}`);
}

const search = (world: World, name: string) =>
  ask(
    world,
    "query ($name: String!) { people(name: $name, first: 20) { totalCount nodes { id name } } }",
    { name },
    reviewer,
  );

const operations: readonly Operation[] = [
  {
    what: "page of a place",
    ask: (world) =>
      ask(
        world,
        `query ($id: ID!) { place(id: $id) { name kind ancestors { name }
          organizations(first: 20) { totalCount nodes { id name classification } } } }`,
        { id: world.placeId },
      ),
  },
  { what: "search by name", ask: (world) => search(world, person("resident").name) },
  { what: "search by a common family name", ask: (world) => search(world, "欧阳") },
  {
    what: "members of a body as of a date",
    ask: (world) =>
      ask(
        world,
        `query ($id: ID!, $asOf: Date!) { organization(id: $id) { name
          members(asOf: $asOf, first: 20) { totalCount nodes { startsOn endsOn post { title } } } } }`,
        { id: world.organizationId, asOf: world.asOf },
      ),
  },
  {
    what: "grants of a viewer",
    ask: async (world) => {
      const response = await world.app.inject({
        method: "POST",
        url: "/viewer",
        headers: await world.headers("gateway"),
        payload: { issuer: demoIssuer, subject: persona("worker")!.personId },
      });
      if (response.statusCode !== 200) throw new Error("The benchmark's viewer was refused.");
    },
  },
];

export const demoSubjects = {
  placeId: place("panlong").id,
  organizationId: organization("panlong-council").id,
};

/** Rows from which on a table must not be read through. */
const largeTable = 10_000;

/** Sequential scans of tables with that many rows or more, by table, since the database was made. */
async function scansOfLargeTables({ db }: World, rows: number): Promise<Map<string, number>> {
  // A session that has nothing more to do tells of itself after ten seconds.
  await sleep(11_000);
  const { rows: tables } = await db.execute<{ relname: string; seq_scan: string }>(
    `select tables.relname, seq_scan from pg_stat_user_tables tables
     join pg_class on pg_class.oid = tables.relid where reltuples >= ${rows}`,
  );
  return new Map(tables.map(({ relname, seq_scan }) => [relname, Number(seq_scan)]));
}

export type Line = { what: string; small: number; large: number; ratio: number; scanned: string[] };

/** Compares the worlds, operation by operation. */
export async function compare(
  small: World,
  large: World,
  { runs = 100, warmUp = 20, report = (_line: string) => {} } = {},
): Promise<Line[]> {
  const lines: Line[] = [];
  report("waiting for the statistics of what went before");
  let before = await scansOfLargeTables(large, largeTable);
  for (const { what, ask: run } of operations) {
    report(`${what}: ${runs} pairs`);
    const times = await paired(
      () => run(small),
      () => run(large),
      { runs, warmUp },
    );
    const after = await scansOfLargeTables(large, largeTable);
    const known = before;
    const scanned = [...after]
      .filter(([table, scans]) => scans > (known.get(table) ?? 0))
      .map(([table]) => table);
    before = after;
    lines.push({
      what,
      small: median(times.small),
      large: median(times.large),
      ratio: ratio(times),
      scanned,
    });
  }
  return lines;
}
