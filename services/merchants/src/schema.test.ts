import { expect, test } from "vitest";
import { schema } from "./schema.ts";

/** Leads to people, but to those who act for the merchant or for the community. */
const byStaff = ["OfferStep.actor"];

/** The fields of every type that a query can come to from one of these, as `Type.field` with the type it is of. */
function reachable(...names: string[]): Map<string, string> {
  const fields = new Map<string, string>();
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    const type = schema.getType(name)!;
    if ("getTypes" in type) names.push(...type.getTypes().map(String));
    if (!("getFields" in type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (byStaff.includes(`${name}.${field.name}`)) continue;
      const named = String(field.type).replaceAll(/[[\]!]/g, "");
      fields.set(`${name}.${field.name}`, named);
      names.push(named);
    }
  }
  return fields;
}

test("nothing that a merchant sees leads to a resident, or is about one (I7)", () => {
  const fields = reachable("Merchant", "Outlet", "Offer", "Coupon", "Redemption", "RedeemCouponResult");
  expect(fields.get("MerchantOutletsConnection.nodes")).toBe("Outlet");
  expect([...fields.values()].filter((type) => /^(Person|Viewer|Place)/.test(type))).toEqual([]);
  expect([...fields.keys()].filter((field) => /\.(holder|person|phone|staff|resident)/i.test(field))).toEqual(
    [],
  );
});

test("the walk finds a person where there is one", () => {
  expect([...reachable("Query").keys()]).toContain("Person.coupons");
});
