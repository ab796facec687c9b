import { Pool } from "undici";
import { z } from "zod";

const claim = `mutation Claim($offerId: ID!, $key: String!) {
  claimCoupon(offerId: $offerId, idempotencyKey: $key) { __typename ... on Coupon { id code } ... on UserError { code } } }`;
const answer = z.object({
  data: z.object({
    claimCoupon: z.object({ __typename: z.string(), id: z.string().optional(), code: z.string() }),
  }),
});

/** How a drop went: what people were told, and how fast. */
export type Drop = {
  coupons: string[];
  soldOut: number;
  claimsPerSecond: number;
  soldOutPerSecond: number;
};

/** Passports are good for a minute: so many are made at once, between two measured parts. */
const inOneGo = 10_000;

/**
 * Lets each of so many people claim once, over so many connections, each connection its next one as soon as it has an answer.
 * Whatever is not a coupon or "sold out" ends the benchmark.
 */
export async function putDrop(
  origin: string,
  options: {
    offerId: string;
    people: readonly string[];
    connections: number;
    headersOf(person: string): Record<string, string>;
  },
): Promise<Drop> {
  const { offerId, people, connections, headersOf } = options;
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const coupons: string[] = [];
  let [soldOut, elapsed, lastCoupon] = [0, 0, 0];
  try {
    for (let from = 0; from < people.length; from += inOneGo) {
      const requests = people.slice(from, from + inOneGo).map((person) => ({
        headers: { "content-type": "application/json", ...headersOf(person) },
        body: JSON.stringify({ query: claim, variables: { offerId, key: `${offerId} for ${person}` } }),
      }));
      const started = performance.now();
      const waiting = requests.values();
      await Promise.all(
        Array.from({ length: connections }, async () => {
          for (const request of waiting) {
            const { body } = await pool.request({ method: "POST", path: "/graphql", ...request });
            const said = await body.text();
            const parsed = answer.safeParse(JSON.parse(said));
            const told = parsed.data?.data.claimCoupon;
            if (told?.__typename === "Coupon") {
              coupons.push(told.id!);
              lastCoupon = elapsed + performance.now() - started;
            } else if (told?.code === "SOLD_OUT") soldOut++;
            else throw new Error(`A claim was answered with: ${said.slice(0, 300)}`);
          }
        }),
      );
      elapsed += performance.now() - started;
    }
  } finally {
    await pool.destroy();
  }
  return {
    coupons,
    soldOut,
    claimsPerSecond: coupons.length / (lastCoupon / 1_000),
    soldOutPerSecond: soldOut / ((elapsed - lastCoupon) / 1_000),
  };
}
