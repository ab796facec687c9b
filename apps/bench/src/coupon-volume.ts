import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  type Statement,
  tablesReadThrough,
} from "@linli/database";
import { place, places as demoPlaces } from "@linli/demo-world";
import { uuidv7 } from "@linli/kernel";
import { merchants } from "@linli/merchants";
import { scale } from "@linli/merchants/scale";
import { seed } from "@linli/merchants/seed";
import { createPassportKeys, passportIssuer, type Viewer } from "@linli/passport";
import { scalePlaces } from "@linli/people/scale";
import { savePlaces } from "@linli/places";
import { createService } from "@linli/subgraph";
import { sql } from "drizzle-orm";
import { pino } from "pino";
import { median, paired, ratio } from "./paired.ts";

/** What an operation beside seven million coupons may cost for what it does beside nine thousand. */
const aim = 1.3;
/** Rows from which on a table must not be read through. */
const largeTable = 10_000;

type World = Awaited<ReturnType<typeof makeWorld>>;

const couponSecret = "a secret of the benchmark alone, of no account";

/** Of 盛世盘龙小区, where shops of the demo world are. */
const middle = { latitude: 23.3842, longitude: 104.2276 };

const residentOf = (id: string): Viewer => ({
  person: id,
  age: 35,
  residences: [
    { place: place("panlong").id, within: [place("panlong").id, place("gaodeng").id], tenure: "OWNER" },
  ],
  grants: [],
});

const operations: readonly { what: string; ask(world: World): Promise<void> }[] = [
  {
    what: "claim",
    async ask({ ask, offerId, claimants: waiting }) {
      const claimed = await ask(
        `mutation ($offer: ID!, $key: String!) {
          claimCoupon(offerId: $offer, idempotencyKey: $key) { __typename } }`,
        { offer: offerId, key: uuidv7() },
        residentOf(waiting.next().value!),
      );
      if (JSON.stringify(claimed) !== '{"claimCoupon":{"__typename":"Coupon"}}')
        throw new Error(`A claim of the benchmark was refused: ${JSON.stringify(claimed)}`);
    },
  },
  {
    what: "coupons of a person",
    ask: async ({ ask, holder }) =>
      void (await ask(
        `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Person {
          coupons(first: 20) { totalCount nodes { id effectiveState offer { title } } } } } }`,
        { people: [{ __typename: "Person", id: holder }] },
        residentOf(holder),
      )),
  },
  {
    what: "offers of a place",
    ask: async ({ ask }) =>
      void (await ask(
        `query ($places: [_Any!]!) { _entities(representations: $places) { ... on Place {
          offers(first: 20) { totalCount nodes { id title merchant { name } } } } } }`,
        { places: [{ __typename: "Place", id: place("panlong").id }] },
        null,
      )),
  },
  {
    what: "offers near a point",
    ask: async ({ ask }) =>
      void (await ask(
        `query ($location: GeoPointInput!) {
          offers(search: { near: { location: $location, radiusMetres: 500 } }, first: 20) {
            nodes { distanceMetres offer { id title merchant { name } } outlet { name } } } }`,
        { location: middle },
        null,
      )),
  },
];

/**
 * Compares the demo world with one of seven million coupons. A folder that is given keeps what was laid out there, for the next
 * time; else it is a folder of its own, which goes in the end.
 */
export async function benchCouponVolume(
  folder: string | undefined,
  say: (line: string) => void,
): Promise<void> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), "linli-bench-")));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  try {
    const small = await makeWorld(postgres, "demo", { large: false, say });
    // What cannot be asked at all is to show before the half an hour that the other takes.
    for (const { ask } of operations) await ask(small);
    const large = await makeWorld(postgres, "prefecture", { large: true, say });
    await compareWorlds(small, large, { runs: 200, warmUp: 50, say });
  } finally {
    await postgres.stop();
    if (folder === undefined) await rm(dataDir, { recursive: true, force: true });
  }
}

/** Throws, in the end, where something costs more than is aimed at. */
export async function compareWorlds(
  small: World,
  large: World,
  { runs, warmUp, say }: { runs: number; warmUp: number; say: (line: string) => void },
): Promise<void> {
  const missed: string[] = [];
  say("\noperation                        demo world   prefecture   ratio   plans read through large tables");
  for (const { what, ask } of operations) {
    const times = await paired(
      () => ask(small),
      () => ask(large),
      { runs, warmUp },
    );
    const scanned = await tablesReadThrough(large.db, await large.statementsOf(() => ask(large)), {
      rows: largeTable,
    });
    const found = ratio(times);
    if (found > aim || scanned.length > 0) missed.push(what);
    say(
      `${what.padEnd(32)} ${median(times.small).toFixed(2).padStart(7)} ms ${median(times.large).toFixed(2).padStart(9)} ms ${found.toFixed(2).padStart(7)}   ${scanned.join(", ") || "none"}`,
    );
  }
  if (missed.length > 0)
    throw new Error(`Above ${aim}, or a large table read through: ${missed.join("; ")}.`);
}

/** What says of a database that all was laid out in it. */
const laidOut = "laid out";

/** A merchants service over a database of its own, with the demo world and, if it is to be large, a prefecture around it. */
export async function makeWorld(
  postgres: EmbeddedPostgres,
  name: string,
  { large, say }: { large: boolean; say: (line: string) => void },
) {
  await postgres.createDatabase(name);
  const keys = await createPassportKeys();
  const issue = passportIssuer(keys.private);
  let noted: Statement[] = [];
  const service = await createService(merchants({ couponSecret }), {
    databaseUrl: postgres.url(name),
    passportKey: keys.public,
    transport: null,
    logger: pino({ level: "error" }),
    onQuery: (statement, params) => noted.push({ sql: statement, params }),
  });
  const { db } = service.connection;
  const now = new Date();
  const context = { db, now: () => now, viewer: null, requestId: null };
  const said = await db.execute<{ comment: string | null }>(sql`
    select shobj_description(oid, 'pg_database') as comment from pg_database where datname = current_database()`);
  if (said.rows[0]!.comment !== laidOut) {
    say(`${name}: demo world`);
    await db.transaction((tx) =>
      savePlaces(
        tx,
        [...demoPlaces, ...(large ? scalePlaces() : [])].map((known) => ({ ...known, retiredOn: null })),
      ),
    );
    await seed({ couponSecret })(context);
    if (large) await scale({ couponSecret })(context, (line) => say(`${name}: ${line}`));
    await db.execute(sql.raw(`comment on database ${name} is '${laidOut}'`));
  }
  const offerId = uuidv7();
  await db.execute(sql`
    insert into offers (id, merchant_id, kind, title, terms, worth_fen, stock, limit_per_person, claim_from, claim_until,
      use_from, use_until, state, created_by, created_at, submitted_by)
    select ${offerId}, (select id from merchants where state = 'ACTIVE' order by id limit 1), 'FREE_SERVICE', '免费体验', '到店出示券码使用。',
      2000, 10000, 1, ${now}::timestamptz - interval '1 day', ${now}::timestamptz + interval '1 day', ${now}::timestamptz,
      ${now}::timestamptz + interval '9 days', 'APPROVED', ${uuidv7()}, ${now}, ${uuidv7()}`);
  await db.execute(sql`insert into offer_places values (${offerId}, ${place("panlong").id})`);
  const claimants = Array.from({ length: 2_000 }, () => uuidv7());
  await db.execute(
    sql`insert into coupon_consents select id, 1 from unnest(${sql.param(claimants)}::uuid[]) id`,
  );
  // As many coupons in either world, so that the same is asked of both.
  const { rows } = await db.execute<{ holderId: string }>(sql`
    select holder_id as "holderId" from coupons group by holder_id having count(*) between 16 and 20 order by count(*), holder_id limit 1`);
  await db.execute(sql`analyze`);
  noted = [];
  return {
    db,
    stop: () => service.stop(),
    /** An offer with stock enough for each measured claim. */
    offerId,
    holder: rows[0]!.holderId,
    /** People who may claim, one for each claim. */
    claimants: claimants.values(),
    async ask(query: string, variables: object, viewer: Viewer | null): Promise<unknown> {
      const response = await service.app.inject({
        method: "POST",
        url: "/graphql",
        headers: viewer ? { "linli-passport": issue(viewer, new Date()) } : {},
        payload: { query, variables },
      });
      const { data, errors } = response.json<{ data: unknown; errors?: { message: string }[] }>();
      if (errors) throw new Error(`The benchmark's question was refused: ${errors[0]!.message}`);
      return data;
    },
    async statementsOf(run: () => Promise<void>): Promise<Statement[]> {
      noted = [];
      await run();
      return noted;
    },
  };
}
