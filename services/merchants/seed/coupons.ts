import {
  type DemoPerson,
  fixedId,
  liesWithin,
  person,
  type Random,
  random,
  verifiedResidents,
} from "@linli/demo-world";
import { couponMoved } from "@linli/events";
import { childUntil } from "@linli/kernel";
import type { couponStates } from "../src/coupons/coupon.rules.ts";
import type { coupons, redemptions } from "../src/db/tables.ts";
import { assertNever } from "@linli/kernel";
import { type Benefit, savedFen } from "../src/offers/offer-benefit.rules.ts";
import { isUsableAt, type UsableTimes } from "../src/offers/usable-times.rules.ts";
import { day, earliest, hour, later } from "./calendar.ts";
import { eventRow, type EventRow } from "./events.ts";
import { type DemoOffer, reviewerOf } from "./offers.ts";
import { staffIds } from "./staff.ts";
import { tillOf } from "./till-id.ts";

const couponTotal = 9_000;

type CouponState = (typeof couponStates)[number];
type Fate = { state: CouponState; at: Date };
type Claim = { holder: DemoPerson; claimedAt: Date; fate: Fate };

export type DemoCoupon = {
  row: Omit<typeof coupons.$inferInsert, "codeHash">;
  redemption: typeof redemptions.$inferInsert | null;
  events: EventRow[];
};

const mayClaim = ({ id, key, age }: DemoPerson) =>
  // Old enough a year ago; those with a part of their own get theirs below.
  age > childUntil && key.includes("/") && !staffIds.has(id);

const claimants = new Map<string, readonly DemoPerson[]>();
/** Who may claim what is for one place. */
function claimantsOf(placeId: string): readonly DemoPerson[] {
  const known = claimants.get(placeId) ?? verifiedResidents(placeId).filter(mayClaim);
  claimants.set(placeId, known);
  return known;
}

const eligible = ({ placeIds, minAge, maxAge }: DemoOffer) =>
  // Whoever claimed was of age already: a year is the most that lies between.
  placeIds.flatMap(claimantsOf).filter(({ age }) => age > (minAge ?? 0) && age <= (maxAge ?? Infinity));

/** How often each offer was claimed; all of them make up the total. */
export function claimCounts(offers: readonly DemoOffer[]): number[] {
  const fixed = offers.reduce((sum, { claims }) => sum + (claims ?? 0), 0);
  const weights = offers.map((offer) =>
    offer.claims === null ? eligible(offer).length * (0.12 + 0.25 * random(`appeal:${offer.key}`).next()) : 0,
  );
  const scale = (couponTotal - fixed) / weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  return offers.map(({ claims }, index) => {
    const before = Math.round(passed * scale);
    passed += weights[index]!;
    return claims ?? Math.round(passed * scale) - before;
  });
}

/** What the two residents among the personas hold: usable coupons, and one that they used. */
const regulars = [
  { key: "resident", fates: ["ISSUED", "REDEEMED", "ISSUED", "ISSUED", "ISSUED", "ISSUED"] },
  { key: "resident-elsewhere", fates: ["ISSUED", "REDEEMED", "ISSUED"] },
] as const;

/** Who of them claimed this offer, and what became of it. */
export function regularClaims(offers: readonly DemoOffer[]): Map<DemoOffer, Claim> {
  const claims = new Map<DemoOffer, Claim>();
  for (const { key, fates } of regulars) {
    const holder = person(key);
    // The first offer of each merchant: the others are left for them to claim.
    const near = offers.filter(
      ({ phase, key: offerKey, merchant, placeIds }) =>
        phase === "live" &&
        offerKey === `${merchant.key}/1` &&
        merchant.state === "ACTIVE" &&
        placeIds.some((id) => liesWithin(holder.home!.placeId, id)),
    );
    for (const [index, state] of fates.entries()) {
      const offer = near[index]!;
      const claimedAt = later(offer.claimFrom, (index + 1) * hour);
      claims.set(offer, { holder, claimedAt, fate: { state, at: later(claimedAt, 2 * day) } });
    }
  }
  return claims;
}

/** The one of them that somebody has claimed of an offer. */
export const regularCoupon = ({ key }: DemoOffer) => fixedId(`coupon:${key}/regular`);

/** The coupons of one offer: so many claims, by people of its places, each within the limit. */
export function couponsOf(
  offer: DemoOffer,
  count: number,
  regular: Claim | undefined,
  now: Date,
): DemoCoupon[] {
  if (count === 0) return [];
  const dice = random(`coupons:${offer.key}`);
  const until = earliest(offer.claimUntil, now, offer.stoppedAt ?? now);
  const slots = Array.from({ length: offer.limitPerPerson }, () => eligible(offer)).flat();
  const claims: Claim[] = regular ? [regular] : [];
  for (const holder of dice.shuffle(slots).slice(0, count - claims.length)) {
    const claimedAt = claimTime(offer.claimFrom, until, dice);
    claims.push({ holder, claimedAt, fate: fateOf(offer, claimedAt, until, now, dice) });
  }
  claims.sort((a, b) => +a.claimedAt - +b.claimedAt);

  const taken = new Map<string, number>();
  return claims.map((claim, index) => {
    const ordinal = (taken.get(claim.holder.id) ?? 0) + 1;
    taken.set(claim.holder.id, ordinal);
    return coupon(offer, `${offer.key}/${claim === regular ? "regular" : index + 1}`, ordinal, claim, dice);
  });
}

/** Most come early, and hardly anybody at night. */
function claimTime(from: Date, until: Date, dice: Random): Date {
  const at = later(from, Math.floor((+until - +from) * dice.next() ** 1.6));
  const awake = hourOf(at) < 7 ? later(at, 7 * hour) : at;
  return awake < until ? awake : at;
}

// Asia/Shanghai is eight hours ahead of UTC all year.
const intoDay = (at: Date) => (+at + 8 * hour) % day;
const hourOf = (at: Date) => intoDay(at) / hour;

function fateOf(offer: DemoOffer, claimedAt: Date, claimsEnd: Date, now: Date, dice: Random): Fate {
  const lot = dice.next();
  const soon = later(claimedAt, dice.integer(1, 72) * hour);
  if (lot < 0.02 && soon < claimsEnd && offer.phase !== "sold out" && offer.claims === null)
    return { state: "RETURNED", at: soon };
  if (lot >= 0.02 && lot < 0.027 && soon < claimsEnd) return { state: "VOIDED", at: soon };

  const suspended = offer.merchant.state === "SUSPENDED" ? offer.stoppedAt! : now;
  const start = new Date(Math.max(+claimedAt, +offer.useFrom));
  const opens = later(start, dice.integer(0, 21) * day - intoDay(start) + 9 * hour);
  const at = later(opens, Math.floor(dice.next() * 12 * hour));
  const possible =
    at > start && at < earliest(offer.useUntil, now, suspended) && isUsableAt(timesOf(offer), at);
  return lot >= 0.027 && lot < 0.655 && possible
    ? { state: "REDEEMED", at }
    : { state: "ISSUED", at: claimedAt };
}

function coupon(
  offer: DemoOffer,
  key: string,
  ordinal: number,
  { holder, claimedAt, fate: { state, at } }: Claim,
  dice: Random,
): DemoCoupon {
  const id = fixedId(`coupon:${key}`);
  const { title, terms, benefit, limitPerPerson, useFrom, useUntil, merchant } = offer;
  const outlet = dice.pick(merchant.shops);
  const staffId = dice.chance(0.8) ? outlet.cashierId : merchant.ownerId;
  const spentFen = spent(benefit, dice);
  const saved = savedFen(benefit, spentFen);
  if (saved instanceof Error) throw saved;
  const redeemed = state === "REDEEMED";
  const step = { couponId: id, offerId: offer.id, holderId: holder.id };
  const event = (
    from: CouponState | null,
    to: CouponState,
    actor: string,
    when: Date,
    till?: { outletId: string; savedFen: number },
  ) =>
    eventRow(
      `${id}:${to}`,
      couponMoved,
      { ...step, from, to, outletId: null, savedFen: null, ...till },
      { actor, at: when },
    );
  const actors = { REDEEMED: staffId, RETURNED: holder.id, VOIDED: reviewerOf(offer) };
  return {
    row: {
      id,
      offerId: offer.id,
      holderId: holder.id,
      ordinal,
      limitPerPerson,
      state,
      idempotencyKey: id,
      placeId: offer.placeIds.find((place) => liesWithin(holder.home!.placeId, place))!,
      snapshot: { ...benefit, title, terms, ...timesOf(offer) },
      claimedAt,
      useFrom,
      useUntil,
    },
    redemption: redeemed
      ? {
          id: fixedId(`redemption:${key}`),
          couponId: id,
          outletId: outlet.id,
          staffId,
          deviceId: tillOf(outlet.id),
          redeemedAt: at,
          receivedAt: at,
          nonce: fixedId(`nonce:${key}`),
          spentFen,
          savedFen: saved,
        }
      : null,
    events: [
      event(null, "ISSUED", holder.id, claimedAt),
      ...(state === "ISSUED"
        ? []
        : [
            event(
              "ISSUED",
              state,
              actors[state],
              at,
              redeemed ? { outletId: outlet.id, savedFen: saved } : undefined,
            ),
          ]),
    ],
  };
}

/** The bill: what the coupon is for and something beside it. */
function spent(benefit: Benefit, dice: Random): number {
  const more = dice.integer(0, 20) * 100;
  switch (benefit.kind) {
    case "PACKAGE":
    case "EXCHANGE":
      return benefit.worthFen + more;
    case "CASH":
      return benefit.minimumSpendFen + more;
    case "DISCOUNT":
      return Math.ceil(benefit.capFen / benefit.percentOff) * 50 + more;
    case "FREE_SERVICE":
      return 0;
    default:
      return assertNever(benefit);
  }
}

const timesOf = ({ usableDays, usableFromMinute, usableUntilMinute }: DemoOffer): UsableTimes => ({
  usableDays: usableDays ?? null,
  usableFromMinute: usableFromMinute ?? null,
  usableUntilMinute: usableUntilMinute ?? null,
});
