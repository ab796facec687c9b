import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Answerer } from "./counting-server.ts";
import { answerLeanly, type LeanObject, type LeanResolvers } from "./lean-graphql.ts";
import { products, reviews, users } from "./storefront.ts";

const byId = (list: readonly LeanObject[], key: string) =>
  new Map(list.map((each) => [each[key] as string, each]));
const userById = byId(users, "id");
const productByUpc = byId(products, "upc");

/** Representations, with what the service itself knows of them in front. */
const entities = (known: (representation: LeanObject) => LeanObject | undefined) => ({
  _entities: (_root: LeanObject, { representations }: Readonly<Record<string, unknown>>) =>
    (representations as LeanObject[]).map((each) => ({ ...known(each), ...each })),
});
const nothing = () => undefined;

const resolvers: Record<string, LeanResolvers> = {
  accounts: {
    Query: { users: () => users, ...entities(({ id }) => userById.get(id as string)) },
  },
  products: {
    Query: {
      topProducts: (_root, { first }) => products.slice(0, first as number),
      ...entities(({ upc }) => productByUpc.get(upc as string)),
    },
  },
  inventory: {
    Query: entities(nothing),
    Product: {
      inStock: ({ upc }) => productByUpc.get(upc as string)!["inStock"],
      shippingEstimate: ({ price, weight }) =>
        (price as number) > 1000 ? 0 : Math.round((weight as number) / 2),
    },
  },
  reviews: {
    Query: entities(nothing),
    User: { reviews: ({ id }) => reviews.filter(({ authorId }) => authorId === id) },
    Product: { reviews: ({ upc }) => reviews.filter((review) => review["upc"] === upc) },
    Review: {
      author: ({ authorId }) => ({ __typename: "User", id: authorId }),
      product: ({ upc }) => ({ __typename: "Product", upc }),
    },
  },
};

const request = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).optional() });

/** The storefront's services. The same body is worked out once in a while only. */
export function storefrontServices(): Record<string, Answerer> {
  return Object.fromEntries(
    Object.entries(resolvers).map(([name, own]) => {
      const answers = new LRUCache<string, Buffer>({ max: 1_000 });
      const answer = (body: string) => {
        const known = answers.get(body);
        if (known) return known;
        const { query, variables = {} } = request.parse(JSON.parse(body));
        const made = Buffer.from(JSON.stringify(answerLeanly({ query, variables }, own)));
        answers.set(body, made);
        return made;
      };
      return [name, answer];
    }),
  );
}
