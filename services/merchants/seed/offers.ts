import { fixedId, place, type Random, random } from "@linli/demo-world";
import { offerMoved } from "@linli/events";
import type { offers, offerSteps } from "../src/db/tables.ts";
import { columnsOf } from "../src/offers/offer-benefit.rules.ts";
import { hashOf } from "../src/offers/offer-hash.rules.ts";
import type { StoredOfferState } from "../src/offers/offer.rules.ts";
import type { OfferStepName } from "../src/offers/offer-step.rules.ts";
import { day, dayAt, earliest, hour, later, monthStart } from "./calendar.ts";
import { eventRow, type EventRow } from "./events.ts";
import { type DemoMerchant, demoMerchants, suspendedDaysAgo } from "./merchants.ts";
import { idAt } from "./id-at.ts";
import { reviewerIn } from "./reviewers.ts";
import type { Phase } from "./shop.ts";
import { trades, type Ware } from "./trades.ts";

type Windows = { claimFrom: Date; claimUntil: Date; useFrom: Date; useUntil: Date };

export type DemoOffer = Windows &
  Ware & {
    id: string;
    key: string;
    phase: Phase;
    merchant: DemoMerchant;
    placeIds: readonly string[];
    state: StoredOfferState;
    /** When the merchant or the offer was stopped before its time. */
    stoppedAt: Date | null;
    /** Of all coupons there can be claimed none, exactly so many, or a share (null). */
    claims: number | null;
  };

const stored: Partial<Record<Phase, StoredOfferState>> = {
  draft: "DRAFT",
  submitted: "SUBMITTED",
  rejected: "REJECTED",
  paused: "PAUSED",
  terminated: "TERMINATED",
};
const unpublished: readonly Phase[] = ["draft", "submitted", "rejected", "scheduled"];

// The planted cell of three people in one month of one place; without more hidden, the place's total betrays it.
const monthly: Partial<Record<Phase, { monthsAgo: number; claims: number }>> = {
  "month -5": { monthsAgo: 5, claims: 3 },
  "month -4": { monthsAgo: 4, claims: 36 },
  "month -3": { monthsAgo: 3, claims: 42 },
};

const stops: Partial<Record<Phase, number>> = { paused: -4, terminated: -20 };

/** Claiming opens at ten in the morning. */
function windows(phase: Phase, now: Date, dice: Random): Windows {
  const month = monthly[phase]?.monthsAgo;
  if (month !== undefined) {
    const [claimFrom, claimUntil] = [monthStart(now, month), monthStart(now, month - 1)];
    return { claimFrom, claimUntil, useFrom: claimFrom, useUntil: later(claimUntil, 30 * day) };
  }
  const open = (from: number, days: number) => {
    const [claimFrom, claimUntil] = [dayAt(now, from, 10), dayAt(now, from + days, 24)];
    return { claimFrom, claimUntil, useFrom: claimFrom, useUntil: later(claimUntil, 30 * day) };
  };
  switch (phase) {
    case "ended":
      return open(-dice.integer(90, 355), dice.integer(30, 60));
    case "scheduled":
    case "draft":
    case "submitted":
    case "rejected":
      return open(dice.integer(4, 20), dice.integer(80, 120));
    case "used later":
      return { ...open(-12, 100), useFrom: dayAt(now, 30, 0) };
    default: {
      const since = dice.integer(30, 240);
      return open(-since, since + dice.integer(60, 150));
    }
  }
}

function offersOf(merchant: DemoMerchant, now: Date): DemoOffer[] {
  const wares = trades[merchant.trade];
  const shift = demoMerchants.filter(({ trade }) => trade === merchant.trade).indexOf(merchant);
  return merchant.phases.map((phase, index) => {
    const key = `${merchant.key}/${index + 1}`;
    const stop = merchant.state === "SUSPENDED" ? -suspendedDaysAgo : stops[phase];
    return {
      ...wares[(index + shift) % wares.length]!,
      ...windows(phase, now, random(`offer:${key}`)),
      id: fixedId(`offer:${key}`),
      key,
      phase,
      merchant,
      placeIds: merchant.audiences[index % merchant.audiences.length]!.map((placeKey) => place(placeKey).id),
      state: stored[phase] ?? "APPROVED",
      stoppedAt: stop === undefined ? null : dayAt(now, stop, 9),
      claims: unpublished.includes(phase) ? 0 : (monthly[phase]?.claims ?? null),
    };
  });
}

export function demoOffers(now: Date): DemoOffer[] {
  return demoMerchants.flatMap((merchant) => offersOf(merchant, now));
}

/** The community worker whose scope holds all of an offer's places. */
export const reviewerOf = ({ placeIds }: DemoOffer): string => reviewerIn(...placeIds);

const reasons = [
  "使用规则没有写明退换条件，请补充后重新提交。",
  "原价高于门店实际售价，请按明码标价修改。",
  "“最低价”属于绝对化用语，请修改标题和说明。",
  "请补充食品经营许可证编号后再提交。",
  "每人限领数量与总量不匹配，请核对。",
];
const reasonOf = ({ key }: DemoOffer) => random(`rejection:${key}`).pick(reasons);

const stepNames = {
  DRAFT: "CREATE",
  SUBMITTED: "SUBMIT",
  APPROVED: "APPROVE",
  REJECTED: "REJECT",
  PAUSED: "PAUSE",
  TERMINATED: "TERMINATE",
} as const satisfies Record<StoredOfferState, OfferStepName>;

const terminationReason = "供货商停产，已领取的券照常使用";

/** The steps of its life so far, the last before now. */
function lifeOf(offer: DemoOffer, now: Date) {
  const { merchant, state, claimFrom, stoppedAt } = offer;
  const base = earliest(claimFrom, dayAt(now, -1, 10));
  const step = (from: StoredOfferState | null, to: StoredOfferState, actor: string, at: Date) => ({
    step: stepNames[to],
    from,
    to,
    actor,
    role: actor === merchant.ownerId ? "OWNER" : "COMMUNITY_WORKER",
    at,
    reason: to === "REJECTED" ? reasonOf(offer) : to === "TERMINATED" ? terminationReason : null,
  });
  const { ownerId } = merchant;
  const reviewer = reviewerOf(offer);
  const steps = [step(null, "DRAFT", ownerId, later(base, -6 * day))];
  if (state === "DRAFT") return steps;
  steps.push(step("DRAFT", "SUBMITTED", ownerId, later(base, -4 * day)));
  if (state === "SUBMITTED") return steps;
  const verdict = state === "REJECTED" ? "REJECTED" : "APPROVED";
  steps.push(step("SUBMITTED", verdict, reviewer, later(base, -2 * day + hour)));
  if (state === "PAUSED" || state === "TERMINATED") steps.push(step("APPROVED", state, ownerId, stoppedAt!));
  return steps;
}

export function offerEvents(offer: DemoOffer, now: Date): EventRow[] {
  return lifeOf(offer, now).map(({ actor, at, step, from, to, reason }) =>
    eventRow(
      `${offer.id}:${to}`,
      offerMoved,
      { offerId: offer.id, merchantId: offer.merchant.id, step, from, to, version: 1, reason, delta: null },
      { actor, at },
    ),
  );
}

/** The same, as its history. */
export function stepRows(offer: DemoOffer, now: Date): (typeof offerSteps.$inferInsert)[] {
  return lifeOf(offer, now).map((step) => ({
    ...step,
    // Ids of version 7 begin with their time, by which a history is in order.
    id: idAt(step.at, `step:${offer.id}:${step.to}`),
    offerId: offer.id,
    version: 1,
  }));
}

/** The row of an offer of which so many coupons were claimed. */
export function offerRow(offer: DemoOffer, now: Date, claimed: number): typeof offers.$inferInsert {
  const { merchant, stoppedAt: _, claims, placeIds, phase, key, benefit, ...columns } = offer;
  const submitted = offer.state !== "DRAFT";
  const reviewed = submitted && offer.state !== "SUBMITTED";
  const plenty = 10 * Math.ceil((claimed * 1.4 + 100 + random(`stock:${key}`).integer(0, 100)) / 10);
  const stock = claims || phase === "sold out" ? claimed : plenty;
  const content = {
    usableDays: null,
    usableFromMinute: null,
    usableUntilMinute: null,
    minAge: null,
    maxAge: null,
    ...columns,
    ...columnsOf(benefit),
    pictures: [],
    stock,
    dailyLimit: null,
    // Whoever gives money off says how much of it in all.
    budgetFen: benefit.kind === "CASH" ? stock * benefit.offFen : null,
    minVolunteerHours: null,
  };
  const life = lifeOf(offer, now);
  const terminated = offer.state === "TERMINATED";
  return {
    ...content,
    merchantId: merchant.id,
    createdBy: merchant.ownerId,
    createdAt: life[0]!.at,
    submittedAt: submitted ? life[1]!.at : null,
    submittedBy: submitted ? merchant.ownerId : null,
    submittedHash: submitted ? hashOf(content, placeIds) : null,
    reviewedBy: reviewed ? reviewerOf(offer) : null,
    reviewReason: offer.state === "REJECTED" ? reasonOf(offer) : null,
    termination: terminated ? "HONOUR_ISSUED" : null,
    terminationReason: terminated ? terminationReason : null,
  };
}
