import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@linli/database";
import { fixedId, person, places } from "@linli/demo-world";
import { merchants } from "@linli/merchants";
import { seed } from "@linli/merchants/seed";
import { createPassportKeys, passportIssuer } from "@linli/passport";
import { savePlaces } from "@linli/places";
import { createService } from "@linli/subgraph";
import { pino } from "pino";
import { linesOf, tryBoth } from "./codes.ts";

const couponSecret = "a secret of the benchmark alone, of no coupon";
/** Each try is of a time of its own, so that the throttle of guesses does not end them. */
const minutesApart = 6;

/**
 * Tries codes that nobody has, and codes of another merchant, at the till of the demo world, and says whether the time of the
 * answer tells them apart. Each try is answered `INVALID_CODE`, or the benchmark stops.
 */
export async function benchCodes(
  say: (line: string) => void,
  { each = 2_000, warmUp = 200 } = {},
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "linli-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  try {
    await postgres.createDatabase("merchants");
    const keys = await createPassportKeys();
    const issue = passportIssuer(keys.private);
    let now = new Date();
    const service = await createService(merchants({ couponSecret }), {
      databaseUrl: postgres.url("merchants"),
      passportKey: keys.public,
      transport: null,
      logger: pino({ level: "error" }),
      now: () => now,
    });
    const { db } = service.connection;
    say("laying out the demo world");
    await savePlaces(
      db,
      places.map(({ id, kind, name, parentId }) => ({ id, kind, name, parentId, retiredOn: null })),
    );
    await seed({ couponSecret })({ db, now: () => now, viewer: null, requestId: null });
    await db.execute("analyze");

    const { couponCodes } = merchants({ couponSecret }).context;
    const foreign = await db.query.coupons.findMany({
      columns: { id: true },
      where: { state: "ISSUED", offer: { merchantId: { ne: fixedId("merchant:granny-noodles") } } },
      orderBy: { id: "asc" },
      limit: each + warmUp,
    });
    const codes = {
      unknown: Array.from({ length: each + warmUp }, (_, index) =>
        couponCodes.codeOf(fixedId(`no coupon ${index}`)),
      ),
      foreign: foreign.map(({ id }) => couponCodes.codeOf(id)),
    };
    const viewer = { person: person("merchant-staff").id, age: 30, residences: [], grants: [] };
    let tries = 0;
    const attempt = (kind: keyof typeof codes) => {
      let turn = 0;
      return async () => {
        const response = await service.app.inject({
          method: "POST",
          url: "/graphql",
          headers,
          payload: {
            query: `mutation ($input: RedeemCouponInput!) { redeemCoupon(input: $input) { __typename } }`,
            variables: {
              input: {
                code: codes[kind][turn++ % codes[kind].length],
                outletId: fixedId("outlet:granny-noodles/1"),
                nonce: `try ${String(++tries).padStart(6, "0")}`,
                spentFen: 0,
              },
            },
          },
        });
        const answer = response.json<{ data?: { redeemCoupon?: { __typename?: string } } }>();
        if (answer.data?.redeemCoupon?.__typename !== "InvalidCode")
          throw new Error("The benchmark's code was not answered as one that is none.");
        now = new Date(+now + minutesApart * 60_000);
        headers = { "linli-passport": issue(viewer, now) };
      };
    };
    let headers: Record<string, string> = { "linli-passport": issue(viewer, now) };
    say(`${each} tries of each`);
    const times = await tryBoth(
      { unknown: attempt("unknown"), foreign: attempt("foreign") },
      { each, warmUp },
    );
    for (const line of linesOf(times)) say(line);
    await service.stop();
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
