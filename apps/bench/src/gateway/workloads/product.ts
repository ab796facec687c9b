import { places, random } from "@linli/demo-world";
import { benefit, me, myCoupons, pilots, placePage } from "@linli/standalone/operations";
import type { Operation, Workload } from "./workload.ts";

const page = ({ id }: { id: string }): Operation => ({
  name: "PlacePage",
  query: placePage,
  variables: { id },
});
const others: readonly Operation[] = [
  { name: "Pilots", query: pilots },
  { name: "Me", query: me },
  { name: "MyCoupons", query: myCoupons },
  { name: "Benefit", query: benefit },
];

/** Buildings are many, and have little on their pages: the pages of what is larger are opened more often. */
const visits = places.flatMap((each) => Array<Operation>(each.kind === "BUILDING" ? 1 : 4).fill(page(each)));
const mix = random("product")
  .shuffle(visits)
  .flatMap((visit, index) => (index % 2 === 0 ? [visit] : [visit, others[(index >> 1) % others.length]!]));

export const product: Workload = {
  name: "product",
  what: "the product's own operations, two of three the page of one of its places",
  family: "product",
  operation: (n) => mix[n % mix.length]!,
  compared: [...places.map(page), ...others],
};
