import { product } from "./product.ts";
import { distinctOperation, identicalOperation } from "./storefront-operation.ts";
import type { Workload, WorkloadName } from "./workload.ts";

/** Operations that are compared before measuring come again in no round, where each is to be new. */
const compared = 8;

export const workloads: Readonly<Record<WorkloadName, Workload>> = {
  product,
  identical: {
    name: "identical",
    what: "users, their reviews, products, their reviews …: always the same operation",
    family: "storefront",
    operation: () => identicalOperation,
    compared: [identicalOperation],
  },
  distinct: {
    name: "distinct",
    what: "the same, but no operation twice",
    family: "storefront",
    operation: (n) => distinctOperation(compared + n),
    compared: Array.from({ length: compared }, (_, n) => distinctOperation(n)),
  },
  "product-live": {
    ...product,
    name: "product-live",
    what: "the same as product, over the services themselves",
    family: "product-live",
  },
};
