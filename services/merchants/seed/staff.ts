import { fixedId, person } from "@linli/demo-world";
import { staffMoved } from "@linli/events";
import type { merchantStaff, staffInvitations } from "../src/db/tables.ts";
import { couponCodes } from "../src/coupons/coupon-code.ts";
import type { StaffRole } from "../src/merchants/merchant.rules.ts";
import { dayAt } from "./calendar.ts";
import { eventRow, type EventRow } from "./events.ts";
import { demoMerchants, nextHand } from "./merchants.ts";

/** Somebody who was invited to work for a merchant, so many days ago, and what came of it the day after. */
type Invited = {
  key: string;
  merchantKey: string;
  role: StaffRole;
  daysAgo: number;
  personId: string | null;
  /** So many days ago the work has ended. */
  endedDaysAgo?: number;
};

const hired = (merchantKey: string, role: StaffRole, daysAgo: number, endedDaysAgo?: number): Invited => ({
  key: `${merchantKey}/${role.toLowerCase()}`,
  merchantKey,
  role,
  daysAgo,
  personId: nextHand(),
  ...(endedDaysAgo !== undefined && { endedDaysAgo }),
});
const waiting = (merchantKey: string, role: StaffRole, daysAgo: number): Invited => ({
  key: `${merchantKey}/invited ${daysAgo} days ago`,
  merchantKey,
  role,
  daysAgo,
  personId: null,
});

const invited: readonly Invited[] = [
  // The owner of the personas had a part in a merchant that has closed.
  { ...hired("old-noodles", "OWNER", 300), personId: person("merchant-owner").id },
  hired("granny-noodles", "EDITOR", 120),
  hired("good-neighbour", "EDITOR", 200),
  hired("sour-fish", "EDITOR", 90),
  hired("dream-bakery", "EDITOR", 60, 20),
  hired("corner-market", "EDITOR", 45),
  waiting("granny-noodles", "CASHIER", 2),
  waiting("granny-noodles", "EDITOR", 30),
  waiting("sour-fish", "CASHIER", 1),
];

/** Those who were invited, besides the owners and cashiers of the first hour. */
export function invitedStaff(now: Date, couponSecret: string) {
  const codes = couponCodes(`invitation:${couponSecret}`);
  const invitations: (typeof staffInvitations.$inferInsert)[] = [];
  const entries: (typeof merchantStaff.$inferInsert)[] = [];
  const events: EventRow[] = [];
  for (const { key, merchantKey, role, daysAgo, personId, endedDaysAgo } of invited) {
    const { id: merchantId, ownerId } = demoMerchants.find((merchant) => merchant.key === merchantKey)!;
    const work = { id: fixedId(`staff:${key}`), merchantId, role, outletId: null };
    const [invitedAt, acceptedAt] = [dayAt(now, -daysAgo, 9), dayAt(now, -daysAgo + 1, 9)];
    const step = (from: string | null, to: string, actor: string, at: Date) => {
      const { id: staffId, ...what } = work;
      const moved = { ...what, staffId, personId: from === null ? null : personId, from, to };
      events.push(eventRow(`${staffId}:${to}`, staffMoved, moved, { actor, at }));
    };
    invitations.push({
      ...work,
      invitedBy: ownerId,
      invitedAt,
      codeHash: codes.hashOf(codes.codeOf(work.id)),
      acceptedAt: personId === null ? null : acceptedAt,
    });
    step(null, "INVITED", ownerId, invitedAt);
    if (personId === null) continue;
    const until = endedDaysAgo === undefined ? null : dayAt(now, -endedDaysAgo, 18);
    entries.push({ ...work, personId, from: acceptedAt, until });
    step("INVITED", "WORKING", personId, acceptedAt);
    if (until) step("WORKING", "LEFT", personId, until);
  }
  return { invitations, entries, events };
}

/** Everybody who works for a merchant. */
export const staffIds: ReadonlySet<string> = new Set([
  ...demoMerchants.flatMap(({ ownerId, shops: all }) => [ownerId, ...all.map(({ cashierId }) => cashierId)]),
  ...invited.flatMap(({ personId }) => personId ?? []),
]);
