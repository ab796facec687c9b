import { type Database, type Statement, tablesReadThrough } from "@linli/database";
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
  /** What it asks of its database meanwhile. */
  statementsOf(run: () => Promise<void>): Promise<Statement[]>;
};

type Operation = { what: string; ask(world: World): Promise<void> };

const working = (name: string, role: "LEAGUE_REVIEWER" | "COMMUNITY_WORKER", where: string): Viewer => ({
  person: persona(name)!.personId,
  age: 35,
  residences: [],
  grants: [{ role, place: place(where).id, organization: null }],
});
const reviewer = working("league-reviewer", "LEAGUE_REVIEWER", "wenshan-prefecture");
const worker = working("worker", "COMMUNITY_WORKER", "gaodeng");

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

const search = (world: World, name: string, viewer: Viewer) =>
  ask(
    world,
    "query ($name: String!) { people(name: $name, first: 20) { totalCount nodes { id name } } }",
    { name },
    viewer,
  );

/** What the gateway asks of somebody who signs in. */
async function askRights(world: World, name: "worker" | "chair") {
  const response = await world.app.inject({
    method: "POST",
    url: "/viewer",
    headers: await world.headers("gateway"),
    payload: { issuer: demoIssuer, subject: persona(name)!.personId },
  });
  if (response.statusCode !== 200) throw new Error("The benchmark's viewer was refused.");
}

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
  { what: "search by name", ask: (world) => search(world, person("resident").name, reviewer) },
  { what: "the same in one community", ask: (world) => search(world, person("resident").name, worker) },
  { what: "search by a common family name", ask: (world) => search(world, "欧阳", reviewer) },
  { what: "the same in one community", ask: (world) => search(world, "欧阳", worker) },
  {
    what: "search of organizations by name",
    ask: (world) =>
      ask(
        world,
        "query ($name: String!) { organizations(filter: { name: $name }, first: 20) { totalCount nodes { id name } } }",
        { name: organization("panlong-council").name },
      ),
  },
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
  { what: "grants of a viewer", ask: (world) => askRights(world, "worker") },
  { what: "grants of a chair", ask: (world) => askRights(world, "chair") },
];

export const demoSubjects = {
  placeId: place("panlong").id,
  organizationId: organization("panlong-council").id,
};

/** What the larger world may cost for what the smaller one does. */
export const aim = 1.5;

/** Rows from which on a table must not be read through. */
const largeTable = 10_000;

export type Line = { what: string; small: number; large: number; ratio: number; scanned: string[] };

/** Whether an operation costs no more than aimed at, and reads through no large table. */
export const isMet = ({ ratio: found, scanned }: Line): boolean => found <= aim && scanned.length === 0;

/** Compares the worlds, operation by operation. */
export async function compare(
  small: World,
  large: World,
  { runs = 100, warmUp = 20, report = (_line: string) => {} } = {},
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const { what, ask: run } of operations) {
    report(`${what}: ${runs} pairs`);
    const times = await paired(
      () => run(small),
      () => run(large),
      { runs, warmUp },
    );
    const statements = await large.statementsOf(() => run(large));
    lines.push({
      what,
      small: median(times.small),
      large: median(times.large),
      ratio: ratio(times),
      scanned: await tablesReadThrough(large.db, statements, { rows: largeTable }),
    });
  }
  return lines;
}
