import { random } from "@linli/demo-world";
import type { Operation } from "./workload.ts";

type Selection = readonly string[];

/**
 * Users with their reviews, their products, those products' reviews and so on, and the products on top likewise:
 * every level is another service's.
 */
function storefrontOperation(first: number, order: (fields: Selection) => Selection): Operation {
  const fields = (...each: string[]) => `{ ${order(each).join(" ")} }`;
  const reviewed = (inner: string) => `reviews ${inner}`;
  const productsOfReviews = reviewed(fields("...Text", `product ${fields("...Goods")}`));
  const authors = `author ${fields("...Who", productsOfReviews)}`;
  const reviewsByOthers = reviewed(fields("...Text", authors));
  return {
    name: "Storefront",
    query: `query Storefront {
  users ${fields("...Who", reviewed(fields("...Text", `product ${fields("...Goods", reviewsByOthers)}`)))}
  topProducts(first: ${first}) ${fields("...Goods", reviewsByOthers)}
}
fragment Who on User ${fields("id", "username", "name", "city")}
fragment Text on Review ${fields("id", "body")}
fragment Goods on Product ${fields("upc", "name", "price", "weight", "inStock", "shippingEstimate")}`,
  };
}

/** The same operation every time. */
export const identicalOperation = storefrontOperation(5, (fields) => fields);

/** Another operation for each number: fields in another order, some by another name, a literal of its own. */
export function distinctOperation(number: number): Operation {
  const { shuffle, pick, integer } = random(`operation ${number}`);
  const alias = (fields: Selection) => {
    const renamed = pick(fields.filter((field) => /^\w+$/.test(field)).concat(""));
    return fields.map((field) => (field === renamed ? `${field}_${number.toString(36)}: ${field}` : field));
  };
  const operation = storefrontOperation(integer(4, 6), (fields) => shuffle(alias(fields)));
  return { ...operation, query: `# ${number}\n${operation.query}` };
}
