import { type DemoPerson, fixedId, memberships, people, person, place, random } from "@linli/demo-world";
import { merchantMoved } from "@linli/events";
import { dateIn } from "@linli/kernel";
import type {
  merchants,
  merchantStaff,
  merchantSuspensions,
  outletExceptions,
  outletHours,
  outlets,
} from "../src/db/tables.ts";
import type { MerchantKind, MerchantState } from "../src/merchants/merchant.rules.ts";
import { day, dayAt, later } from "./calendar.ts";
import { eventRow, type EventRow } from "./events.ts";
import { reviewerIn } from "./reviewers.ts";
import type { Shop } from "./shop.ts";
import { shops } from "./shops.ts";
import { districtOf, exceptionsOf, hoursOf, locationOf } from "./streets.ts";
import type { Trade } from "./trades.ts";

type DemoOutlet = typeof outlets.$inferInsert & { cashierId: string };

export type DemoMerchant = Shop & { id: string; ownerId: string; shops: readonly DemoOutlet[] };

// Those with a post have other duties than a till.
const occupied = new Set(memberships.map(({ personId }) => personId));
const isHand = ({ id, key, age }: DemoPerson) =>
  key.includes("/") && age >= 20 && age <= 58 && !occupied.has(id);
const hands = random("merchants:hands").shuffle(people.filter(isHand)).values();
export const nextHand = () => hands.next().value!.id;

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
      ...locationOf(`${shop.key}/${index + 1}`, placeKey),
      districtId: districtOf(placeKey),
      cashierId: cashierOf(shop, index),
    })),
  };
});

const kinds: Record<Trade, MerchantKind> = {
  noodles: "CATERING",
  restaurant: "CATERING",
  tea: "CATERING",
  bakery: "CATERING",
  market: "RETAIL",
  pharmacy: "HEALTH",
  optician: "HEALTH",
  salon: "BEAUTY",
  gym: "SPORTS",
  training: "EDUCATION",
  repair: "HOUSEHOLD",
  housekeeping: "HOUSEHOLD",
  laundry: "HOUSEHOLD",
  pets: "PETS",
  carwash: "AUTOMOTIVE",
};
export const suspendedDaysAgo = 9;
const suspensionReason = "食品经营许可证已过期，换证后恢复。";

/** When a merchant applied; two days later it took part. */
const appliedAt = ({ key, state }: DemoMerchant, now: Date) =>
  state === "APPLIED" ? dayAt(now, -2, 15) : dayAt(now, -402 - random(`merchant:${key}`).integer(0, 300), 0);

export function merchantRows(now: Date): (typeof merchants.$inferInsert)[] {
  return demoMerchants.map((merchant, index) => ({
    id: merchant.id,
    name: merchant.name,
    kind: kinds[merchant.trade],
    state: merchant.state,
    contact: `店内座机 0876-${String(index + 1).padStart(7, "0")}`,
    licence: `92532600DEMO${String(index + 1).padStart(5, "0")}X`,
    appliedBy: merchant.ownerId,
    appliedAt: appliedAt(merchant, now),
    reviewedBy: merchant.state === "APPLIED" ? null : reviewerIn(merchant.shops[0]!.placeId),
    reviewReason: merchant.state === "SUSPENDED" ? suspensionReason : null,
  }));
}

const suspendedAt = (now: Date) => dayAt(now, -suspendedDaysAgo, 9);

export function suspensionRows(now: Date): (typeof merchantSuspensions.$inferInsert)[] {
  return demoMerchants
    .filter(({ state }) => state === "SUSPENDED")
    .map(({ id: merchantId }) => ({
      id: fixedId(`suspension:${merchantId}`),
      merchantId,
      from: suspendedAt(now),
    }));
}

/** The steps of each merchant's life so far. */
export function merchantEvents(now: Date): EventRow[] {
  return demoMerchants.flatMap((merchant) => {
    const { id: merchantId, ownerId, state, shops: all } = merchant;
    const applied = appliedAt(merchant, now);
    const reviewer = reviewerIn(all[0]!.placeId);
    const step = (from: MerchantState | null, to: MerchantState, actor: string, at: Date) => {
      const reason = to === "SUSPENDED" ? suspensionReason : null;
      return eventRow(`${merchantId}:${to}`, merchantMoved, { merchantId, from, to, reason }, { actor, at });
    };
    const steps = [step(null, "APPLIED", ownerId, applied)];
    if (state === "APPLIED") return steps;
    steps.push(step("APPLIED", "ACTIVE", reviewer, later(applied, 2 * day)));
    if (state === "SUSPENDED") steps.push(step("ACTIVE", state, reviewer, suspendedAt(now)));
    if (state === "CLOSED") steps.push(step("ACTIVE", state, ownerId, dayAt(now, -15, 18)));
    return steps;
  });
}

export const outletRows: (typeof outlets.$inferInsert)[] = demoMerchants.flatMap(({ shops: all }) => all);

export const hourRows: (typeof outletHours.$inferInsert)[] = demoMerchants.flatMap(
  ({ key, trade, shops: all }) => all.flatMap((shop) => hoursOf(trade, key === "veteran-grill", shop)),
);
export function exceptionRows(now: Date): (typeof outletExceptions.$inferInsert)[] {
  const newYear = `${Number(dateIn(now).slice(0, 4)) + 1}-01-01`;
  return demoMerchants.flatMap(({ shops: all }) => all.flatMap((shop) => exceptionsOf(newYear, shop)));
}

/** An owner for each merchant and a cashier for each outlet; whoever has two tills is at home at any. */
export function staffRows(now: Date): (typeof merchantStaff.$inferInsert)[] {
  return demoMerchants.flatMap((merchant) => {
    const { id: merchantId, key, ownerId, shops: all } = merchant;
    const from = appliedAt(merchant, now);
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
