import { type DemoPerson, fixedId, memberships, people, person, place, random } from "@linli/demo-world";
import type { merchants, merchantStaff, outlets } from "../src/db/tables.ts";
import { dayAt } from "./calendar.ts";
import type { Shop } from "./shop.ts";
import { shops } from "./shops.ts";

type DemoOutlet = typeof outlets.$inferInsert & { cashierId: string };

export type DemoMerchant = Shop & { id: string; ownerId: string; shops: readonly DemoOutlet[] };

// Those with a post have other duties than a till.
const occupied = new Set(memberships.map(({ personId }) => personId));
const isHand = ({ id, key, age }: DemoPerson) =>
  key.includes("/") && age >= 20 && age <= 58 && !occupied.has(id);
const hands = random("merchants:hands").shuffle(people.filter(isHand)).values();
const nextHand = () => hands.next().value!.id;

/** The merchant of the personas, and the one that their colleague elsewhere works for. */
const ownShop = "granny-noodles";
const otherShop = "gaodeng-market";

function cashierOf({ key }: Shop, outletIndex: number): string {
  if (key === ownShop) return person("merchant-staff").id;
  if (key === otherShop && outletIndex === 0) return person("other-merchant-staff").id;
  return nextHand();
}

export const demoMerchants: readonly DemoMerchant[] = shops.map((shop) => {
  const id = fixedId(`merchant:${shop.key}`);
  return {
    ...shop,
    id,
    ownerId: shop.key === ownShop ? person("merchant-owner").id : nextHand(),
    shops: shop.outlets.map(([placeKey, name, address], index) => ({
      id: fixedId(`outlet:${shop.key}/${index + 1}`),
      merchantId: id,
      name,
      address,
      placeId: place(placeKey).id,
      cashierId: cashierOf(shop, index),
    })),
  };
});

export const merchantRows: (typeof merchants.$inferInsert)[] = demoMerchants.map(({ id, name, state }) => ({
  id,
  name,
  state,
}));

export const outletRows: (typeof outlets.$inferInsert)[] = demoMerchants.flatMap(({ shops: all }) => all);

/** An owner for each merchant and a cashier for each outlet; whoever has two tills is at home at any. */
export function staffRows(now: Date): (typeof merchantStaff.$inferInsert)[] {
  return demoMerchants.flatMap(({ id: merchantId, key, ownerId, shops: all }) => {
    const from = dayAt(now, -400 - random(`merchant:${key}`).integer(0, 300), 0);
    const member = (personId: string, role: "OWNER" | "CASHIER", outletId: string | null) => ({
      id: fixedId(`staff:${key}:${personId}`),
      merchantId,
      personId,
      role,
      outletId,
      from,
    });
    const cashiers = [...new Set(all.map(({ cashierId }) => cashierId))].map((cashierId) => {
      const tills = all.filter((outlet) => outlet.cashierId === cashierId);
      return member(cashierId, "CASHIER", tills.length > 1 ? null : tills[0]!.id);
    });
    return [member(ownerId, "OWNER", null), ...cashiers];
  });
}

/** Everybody who works for a merchant. */
export const staffIds: ReadonlySet<string> = new Set(
  demoMerchants.flatMap(({ ownerId, shops: all }) => [ownerId, ...all.map(({ cashierId }) => cashierId)]),
);
