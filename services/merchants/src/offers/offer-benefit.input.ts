import { maxFen } from "@linli/kernel";
import { nameText } from "@linli/subgraph";
import { z } from "zod";
import { type Benefit, worthOf } from "./offer-benefit.rules.ts";

const fen = z.int().min(0).max(maxFen);
const someFen = z.int().min(1).max(maxFen);
const belowWorth = { path: ["priceFen"], error: "must be below what it is worth" };

const item = z.object({
  name: nameText.max(60),
  quantity: z.int().min(1).max(999),
  unitPriceFen: fen,
});

const kinds = z.object({
  package: z
    .object({ items: z.array(item).min(1).max(50), priceFen: fen })
    .refine(({ items }) => worthOf(items) <= maxFen, { path: ["items"], error: "are worth too much" })
    .refine(({ items, priceFen }) => priceFen < worthOf(items), belowWorth)
    .transform((given): Benefit => ({ kind: "PACKAGE", ...given, worthFen: worthOf(given.items) }))
    .nullish(),
  discount: z
    .object({ percentOff: z.int().min(1).max(99), capFen: someFen })
    .transform((given): Benefit => ({ kind: "DISCOUNT", ...given }))
    .nullish(),
  cash: z
    .object({ offFen: someFen, minimumSpendFen: someFen })
    .refine(({ offFen, minimumSpendFen }) => offFen <= minimumSpendFen, {
      path: ["offFen"],
      error: "must not be above minimumSpendFen",
    })
    .transform((given): Benefit => ({ kind: "CASH", ...given }))
    .nullish(),
  exchange: z
    .object({ priceFen: fen, worthFen: someFen })
    .refine(({ priceFen, worthFen }) => priceFen < worthFen, belowWorth)
    .transform((given): Benefit => ({ kind: "EXCHANGE", ...given }))
    .nullish(),
  freeService: z
    .object({ worthFen: someFen })
    .transform((given): Benefit => ({ kind: "FREE_SERVICE", ...given }))
    .nullish(),
});

/** Exactly one of the kinds; the same rules stand as checks on the table. */
export const benefitInput = kinds.transform((given, context): Benefit => {
  const [benefit, ...others] = Object.values(given).filter((one) => one !== null && one !== undefined);
  if (benefit && others.length === 0) return benefit;
  context.addIssue({ code: "custom", message: "give exactly one kind" });
  return z.NEVER;
});
