import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import type { Statement } from "@linli/database";
import { uuidv7 } from "@linli/kernel";
import pg from "pg";
import { personOf, personSql } from "./people.ts";

/** The statements of one claim of the service (the last only where others held all the stock), and what it was a claim of: what stands for others in their place. */
export type ClaimStatements = {
  statements: readonly [offer: Statement, claimant: Statement, take: Statement, wait: Statement];
  of: { offerId: string; person: string; key: string; couponId: string; codeHash: string; eventId: string };
};

/** As many as the service has connections. */
const clients = 20;

export function findPgbench(searchPath: string): string | undefined {
  const folders = [
    ...searchPath.split(delimiter).filter(Boolean),
    ...globSync("/usr/lib/postgresql/*/bin").toSorted().toReversed(),
  ];
  return folders.flatMap((folder) => globSync(join(folder, "pgbench")))[0];
}

type Floor = { url: string; offerId: string; amount: number; round: number; claim: ClaimStatements };

/** Claims a second that PostgreSQL carries out where nothing stands before it: the very statements of the service, prepared. */
export function claimAtTheFloor(floor: Floor, pgbench: string | undefined): Promise<number> {
  return pgbench === undefined ? byOurDriver(floor) : byPgbench(floor, pgbench);
}

/** Makes of each value of the noted claim what it is for the claim of number `n`. */
function valuesOf<Value>(
  { of }: ClaimStatements,
  each: { offer: Value; person: Value; key: Value; coupon: Value; hash: Value; event: Value },
): Map<string, Value> {
  return new Map<string, Value>([
    [of.offerId, each.offer],
    [of.person, each.person],
    [of.key, each.key],
    [of.couponId, each.coupon],
    [of.codeHash, each.hash],
    [of.eventId, each.event],
  ]);
}

/** pgbench takes what follows a colon for a variable of its own. */
const literal = (text: string) =>
  `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''").replaceAll(":", "\\x3a")}'`;

function scriptOf({ offerId, amount, round, claim }: Floor): string {
  const idOf = (kind: string) =>
    `('0192${kind}000-${round.toString(16).padStart(4, "0")}-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid`;
  const known = valuesOf(claim, {
    offer: `'${offerId}'`,
    person: personSql(":n"),
    key: `('claim ${round} ' || :n::text)`,
    coupon: idOf("a"),
    hash: `rpad('${round} ' || :n::text, 43, 'x')`,
    event: idOf("b"),
  });
  const expression = (value: unknown): string => {
    if (value === null || value === undefined) return "null";
    if (typeof value === "number") return String(value);
    if (Array.isArray(value)) return `array[${value.map(expression).join(", ")}]`;
    if (typeof value !== "string") throw new Error(`A claim's statement has a ${typeof value} as a value.`);
    const found = known.get(value);
    if (found !== undefined) return found;
    // The event's payload and other texts, with the ids of this claim within them.
    const ids = [...known.keys()].filter((id) => value.includes(id));
    if (ids.length === 0) return literal(value);
    const parts = value.split(new RegExp(`(${ids.join("|")})`));
    return `(${parts.map((part) => (known.has(part) ? `${known.get(part)}::text` : literal(part))).join(" || ")})`;
  };
  const write = ({ sql, params }: Statement) =>
    sql
      .replaceAll(/\$(\d+)/g, (_, number: string) => expression(params[Number(number) - 1]))
      .replaceAll(/\s*\n\s*/g, " ");
  const [offer, claimant, take, noted] = claim.statements;
  // With another shard first for each.
  const wait = { ...noted, sql: noted.sql.replace(/\$\d+(?=::integer\) %)/, "(:n % 16)") };
  return [
    `\\set n :client_id * ${amount / clients} + :i`,
    "\\set i :i + 1",
    "\\set shard -1",
    `${write(offer)};`,
    `${write(claimant)};`,
    `${write(take)} \\aset`,
    "\\if :shard < 0",
    `${write(wait)};`,
    "\\endif",
    "",
  ].join("\n");
}

async function byPgbench(floor: Floor, pgbench: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "linli-pgbench-"));
  try {
    const script = join(folder, "claim.sql");
    await writeFile(script, scriptOf(floor));
    const counts = ["-c", clients, "-j", 2, "-t", floor.amount / clients, "-D", "i=0"].map(String);
    const { stdout } = await promisify(execFile)(pgbench, [
      "-n",
      "-M",
      "prepared",
      ...counts,
      "-f",
      script,
      floor.url,
    ]).catch((error: { stderr?: string }) => {
      // Not its command line: that holds the password.
      throw new Error(`pgbench ended: ${error.stderr?.split("\n").slice(0, 3).join(" ")}`);
    });
    const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
    if (tps === undefined) throw new Error(`pgbench did not say how fast it was: ${stdout}`);
    return Number(tps);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Where there is no pgbench: the same over pg's prepared statements, from this process. */
async function byOurDriver({ url, offerId, amount, round, claim }: Floor): Promise<number> {
  const connections = Array.from({ length: clients }, () => new pg.Client(url));
  await Promise.all(connections.map((client) => client.connect()));
  const numbers = Array.from({ length: amount }, (_, number) => number).values();
  const started = performance.now();
  await Promise.all(
    connections.map(async (client) => {
      for (const n of numbers) {
        const known = valuesOf<string>(claim, {
          offer: offerId,
          person: personOf(n),
          key: `claim ${round} ${n}`,
          coupon: uuidv7(),
          hash: `${round} ${n}`.padEnd(43, "x"),
          event: uuidv7(),
        });
        const valueOf = (value: unknown): unknown => {
          if (Array.isArray(value)) return value.map(valueOf);
          if (typeof value !== "string") return value;
          let replaced = value;
          for (const [id, now] of known) replaced = replaced.replaceAll(id, now);
          return replaced;
        };
        const run = async (name: string, { sql, params }: Statement) =>
          (await client.query({ name, text: sql, values: params.map(valueOf) })).rowCount;
        const [offer, claimant, take, wait] = claim.statements;
        await run("offer", offer);
        await run("claimant", claimant);
        if ((await run("take", take)) === 0) await run("wait", wait);
      }
    }),
  );
  const perSecond = amount / ((performance.now() - started) / 1_000);
  await Promise.all(connections.map((client) => client.end()));
  return perSecond;
}
