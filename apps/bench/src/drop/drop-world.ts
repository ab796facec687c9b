import type { EmbeddedPostgres, Statement } from "@linli/database";
import { setTimeout as sleep } from "node:timers/promises";
import { place, places } from "@linli/demo-world";
import { uuidv7 } from "@linli/kernel";
import { merchants } from "@linli/merchants";
import { createPassportKeys, passportIssuer } from "@linli/passport";
import { savePlaces } from "@linli/places";
import { createService } from "@linli/subgraph";
import { sql } from "drizzle-orm";
import { pino } from "pino";
import { z } from "zod";
import type { ClaimStatements } from "./floor.ts";
import { personOf, residentOf } from "./people.ts";

const couponSecret = "a secret of the benchmark alone, of no coupon";

/** What a claim gives to the statement that takes: a list of one. */
const claims = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(z.tuple([z.object({ id: z.string(), event_id: z.string() })]));

/** A database of merchants with so many people who may claim, and the statements of one claim as the service makes them. */
export async function layOut(postgres: EmbeddedPostgres, people: number) {
  await postgres.createDatabase("merchants");
  const keys = await createPassportKeys();
  const issue = passportIssuer(keys.private);
  let noted: Statement[] = [];
  const definition = merchants({ couponSecret });
  const service = await createService(definition, {
    databaseUrl: postgres.url("merchants"),
    passportKey: keys.public,
    transport: null,
    logger: pino({ level: "error" }),
    onQuery: (statement, params) => noted.push({ sql: statement, params }),
  });
  const { db } = service.connection;
  await savePlaces(
    db,
    places.map((known) => ({ ...known, retiredOn: null })),
  );
  const merchantId = uuidv7();
  await db.execute(sql`insert into merchants (id, name, state) values (${merchantId}, '盘龙面馆', 'ACTIVE')`);
  const consents = Array.from({ length: people }, (_, number) => personOf(number));
  await db.execute(
    sql`insert into coupon_consents select id, 1 from unnest(${sql.param(consents)}::uuid[]) id`,
  );
  await db.execute(sql`analyze`);

  async function addOffer(stock: number): Promise<string> {
    const id = uuidv7();
    await db.execute(sql`
      insert into offers (id, merchant_id, kind, title, terms, worth_fen, stock, limit_per_person, claim_from, claim_until,
        use_from, use_until, state, created_by, created_at, submitted_by)
      values (${id}, ${merchantId}, 'FREE_SERVICE', '免费体验', '到店出示券码使用。', 2000, ${stock}, 1, now() - interval '1 day',
        now() + interval '1 day', now(), now() + interval '9 days', 'APPROVED', ${uuidv7()}, now(), ${uuidv7()})`);
    await db.execute(sql`insert into offer_places values (${id}, ${place("panlong").id})`);
    return id;
  }

  /**
   * What the service asks the database for one claim, noted while somebody else holds the stock, so that the statement that
   * waits is among them. Four, or the benchmark measures something else.
   */
  async function noteClaim(): Promise<ClaimStatements> {
    const [offerId, person, key] = [await addOffer(1), personOf(0), "the claim that is noted"];
    const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = db.transaction(async (tx) => {
      await tx.execute(sql`select from offer_stock where offer_id = ${offerId} for update`);
      held.resolve();
      await free.promise;
    });
    await held.promise;
    noted = [];
    const answer = claimOnce(offerId, person, key);
    while (noted.length < 4) await sleep(10);
    const [offer, claimant, take, wait] = noted;
    free.resolve();
    await holding;
    const couponId = await answer;
    const { codeOf, hashOf } = definition.context.couponCodes;
    const [made] = claims.parse(take!.params.find((value) => String(value).startsWith("[")));
    if (!take!.sql.includes("skip locked") || made?.id !== couponId)
      throw new Error("The statements of a claim are others than this benchmark knows.");
    return {
      statements: [offer!, claimant!, take!, wait!],
      of: { offerId, person, key, couponId, codeHash: hashOf(codeOf(couponId)), eventId: made.event_id },
    };
  }

  async function claimOnce(offerId: string, person: string, key: string): Promise<string> {
    const response = await service.app.inject({
      method: "POST",
      url: "/graphql",
      headers: { "linli-passport": issue(residentOf(person), new Date()) },
      payload: {
        query: `mutation ($offerId: ID!, $key: String!) {
          claimCoupon(offerId: $offerId, idempotencyKey: $key) { ... on Coupon { id code } } }`,
        variables: { offerId, key },
      },
    });
    return response.json<{ data: { claimCoupon: { id: string } } }>().data.claimCoupon.id;
  }
  const claim = await noteClaim();

  return {
    claim,
    keys,
    issue,
    couponSecret,
    addOffer,
    /** What must be true after each drop, or the benchmark has failed: what is wrong; nothing if all is well. */
    async problemsOf(
      offerId: string,
      { stock, told }: { stock: number; told: readonly string[] | null },
    ): Promise<string[]> {
      const { rows } = await db.execute<Record<"coupons" | "people" | "issued" | "events", number>>(sql`
        select (select count(*) from coupons where offer_id = ${offerId})::int as coupons,
          (select count(distinct holder_id) from coupons where offer_id = ${offerId})::int as people,
          (select issued from offer_totals where offer_id = ${offerId}) as issued,
          (select count(*) from outbox join coupons on coupons.id = (payload->>'couponId')::uuid
           where coupons.offer_id = ${offerId})::int as events`);
      const { coupons, people: holders, issued, events } = rows[0]!;
      const problems: string[] = [];
      if (coupons > stock) problems.push(`oversold: ${coupons} coupons of ${stock}`);
      // Whoever finds a shard empty looks again, which a script of pgbench cannot: some at the end go without.
      if (coupons < (told ? stock : stock * 0.98)) problems.push(`${stock - coupons} were not given`);
      if (holders < coupons) problems.push(`${coupons - holders} double`);
      if (issued !== coupons) problems.push(`${issued} counted as issued, ${coupons} coupons`);
      if (events !== coupons) problems.push(`${events} events of ${coupons} coupons`);
      if (told && new Set(told).size !== coupons)
        problems.push(`${told.length} were told yes, ${coupons} have a coupon`);
      return problems;
    },
    stop: () => service.stop(),
  };
}
