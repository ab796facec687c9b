import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startEmbeddedPostgres } from "@linli/database";
import { median } from "../paired.ts";
import { type Drop, putDrop } from "./claims.ts";
import { layOut } from "./drop-world.ts";
import { claimAtTheFloor, findPgbench } from "./floor.ts";
import { personOf, residentOf, startPeople } from "./people.ts";
import { startServer } from "./server-process.ts";

/** What we have set ourselves: claims a second for those of PostgreSQL alone, and "sold out" for claims of the same. */
const aims = { service: 0.6, gateway: 0.4, soldOut: 5 };
const connections = 64;
const enough = "1000000000";

const mainOf = (path: string) => fileURLToPath(new URL(`../../../../${path}/src/main.ts`, import.meta.url));
const httpAloneMain = fileURLToPath(new URL("./http-alone.main.ts", import.meta.url));

type Options = { coupons: number; people: number; rounds: number; profile: string | undefined };

export function readDropOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { small: { type: "boolean", default: false }, profile: { type: "string" } },
  });
  const { small, profile } = values;
  if (profile !== undefined && profile !== "service" && profile !== "gateway")
    throw new Error("pnpm bench drop [--small] [--profile service|gateway]");
  return small
    ? { coupons: 2_000, people: 6_000, rounds: 1, profile }
    : { coupons: 20_000, people: 60_000, rounds: 3, profile };
}

/**
 * A drop: so many coupons, three times as many people, each of whom claims once. Through the gateway, straight at the service,
 * and as the very statements of the service on the same PostgreSQL, in turns. Throws where anything was oversold or double.
 */
export async function benchDrop(
  args: readonly string[],
  searchPath: string,
  say: (line: string) => void,
): Promise<void> {
  const { coupons, people, rounds, profile } = readDropOptions(args);
  const pgbench = findPgbench(searchPath);
  const profiles = (which: string) => (profile === which ? resolve(".profiles") : undefined);
  const dataDir = await mkdtemp(join(tmpdir(), "linli-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir });
  try {
    const url = postgres.url("merchants");
    const world = await layOut(postgres, people);
    using accounts = await startPeople();
    await using service = await startServer(mainOf("services/merchants"), {
      profiles: profiles("service"),
      env: {
        DATABASE_URL: url,
        PASSPORT_PUBLIC_KEY: JSON.stringify(world.keys.public),
        COUPON_SECRET: world.couponSecret,
      },
    });
    await using gateway = await startServer(mainOf("apps/gateway"), {
      profiles: profiles("gateway"),
      env: {
        SUBGRAPH_URLS: JSON.stringify({ merchants: `${service.origin}/graphql` }),
        OIDC_ISSUER: accounts.url,
        PASSPORT_PRIVATE_KEY: JSON.stringify(world.keys.private),
        PEOPLE_URL: accounts.url,
        // All come from one address here.
        ADDRESS_POINTS: enough,
        CAPACITY: '{"inFlight":100000,"eventLoopDelayMs":600000}',
      },
    });
    await using httpAlone = await startServer(httpAloneMain, {
      profiles: undefined,
      env: {},
      nodeOptions: [],
    });
    const known = Array.from({ length: people }, (_, number) => personOf(number));
    const withPassports = (origin: string) => (offerId: string, who: readonly string[]) =>
      putDrop(origin, {
        offerId,
        people: who,
        connections,
        headersOf: (person) => ({ "linli-passport": world.issue(residentOf(person), new Date()) }),
      });
    const contestants: Record<
      "service" | "gateway",
      (offerId: string, who: readonly string[]) => Promise<Drop>
    > = {
      service: withPassports(service.origin),
      gateway: (offerId, who) =>
        putDrop(gateway.origin, {
          offerId,
          people: who,
          connections,
          headersOf: (person) => ({ authorization: `Bearer ${accounts.tokenOf(person)}` }),
        }),
    };
    const figures = { floor: [] as number[], service: [] as number[], gateway: [] as number[] };
    const soldOut = { httpAlone: [] as number[], service: [] as number[], gateway: [] as number[] };
    const check = async (what: string, offerId: string, stock: number, told: readonly string[] | null) => {
      const problems = await world.problemsOf(offerId, { stock, told });
      if (problems.length > 0) throw new Error(`${what}: ${problems.join("; ")}.`);
    };

    say(
      `${coupons} coupons, ${people} people; at the floor: ${pgbench ?? "no pgbench, so the same by prepared statements of pg"}`,
    );
    // The first of each warms up.
    for (let round = 0; round <= rounds; round++) {
      const stock = round === 0 ? Math.min(2_000, coupons) : coupons;
      const offerId = await world.addOffer(stock);
      const floor = await claimAtTheFloor(
        { url, offerId, amount: stock, round, claim: world.claim },
        pgbench,
      );
      await check("PostgreSQL alone", offerId, stock, null);
      if (round > 0) figures.floor.push(floor);
      const { soldOutPerSecond } = await withPassports(httpAlone.origin)(offerId, known.slice(0, stock * 3));
      if (round > 0) soldOut.httpAlone.push(soldOutPerSecond);
      for (const which of ["service", "gateway"] as const) {
        const dropped = await world.addOffer(stock);
        const drop = await contestants[which](dropped, known.slice(0, stock * 3)).catch((error: unknown) => {
          throw new Error(`${String(error)}\n${service.complaints()}${gateway.complaints()}`);
        });
        await check(which, dropped, stock, drop.coupons);
        if (round === 0) continue;
        figures[which].push(drop.claimsPerSecond);
        soldOut[which].push(drop.soldOutPerSecond);
        say(
          `round ${round}, ${which}: ${drop.coupons.length} coupons, ${drop.claimsPerSecond.toFixed(0)}/s; ${drop.soldOut} told that all are gone, ${drop.soldOutPerSecond.toFixed(0)}/s; none oversold, none double`,
        );
      }
      if (round > 0)
        say(
          `round ${round}, PostgreSQL alone: ${floor.toFixed(0)} claims/s; HTTP alone, saying no to everybody: ${soldOutPerSecond.toFixed(0)}/s`,
        );
    }
    say("");
    const tell = (what: string, ratio: number, aim: number) =>
      say(
        `${what.padEnd(44)} ${ratio.toFixed(2).padStart(6)}   aim ${aim}: ${ratio >= aim ? "met" : "missed"}`,
      );
    const alone = median(figures.floor);
    tell("claims, service ÷ PostgreSQL alone", median(figures.service) / alone, aims.service);
    tell("claims, gateway ÷ PostgreSQL alone", median(figures.gateway) / alone, aims.gateway);
    for (const which of ["service", "gateway"] as const)
      tell(`"sold out" ÷ claims, ${which}`, median(soldOut[which]) / median(figures[which]), aims.soldOut);
    const most = median(soldOut.httpAlone) / median(figures.service);
    say(
      `An HTTP server that does nothing else says no ${most.toFixed(1)} times as fast as the service gives coupons.`,
    );
    await world.stop();
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
