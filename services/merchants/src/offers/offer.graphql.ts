import { isUuid } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Merchant } from "../merchants/merchant.graphql.ts";
import { OfferBenefit, OfferKindType } from "./offer-benefit.graphql.ts";
import { benefitOf } from "./offer-benefit.rules.ts";
import type { OfferHold } from "./offer-pause.rules.ts";
import { leftOf, offerState, type offerStates, type terminations, visibleTo } from "./offer.rules.ts";
import { UsableTimes } from "./usable-times.graphql.ts";

export const OfferState = builder.enumType("OfferState", {
  description: "Where an offer stands in its life (优惠状态).",
  values: {
    DRAFT: { description: "Being written (草稿)." },
    SUBMITTED: { description: "Handed in for review (待审核)." },
    REJECTED: { description: "Sent back with a reason (已驳回)." },
    APPROVED: { description: "Passed review (已通过)." },
    PAUSED: { description: "Paused (已暂停)." },
    TERMINATED: { description: "Ended before its time (已终止)." },
    SCHEDULED: { description: "Passed review, claiming has not begun (待开始)." },
    LIVE: { description: "Can be claimed (领取中)." },
    ENDED: { description: "Claiming is over, or nothing is left of stock or budget (已结束)." },
  } satisfies Record<(typeof offerStates)[number], object>,
});

export const OfferHoldType = builder.enumType("OfferHold", {
  description: "Who may hold an offer back that its merchant would resume (暂停方).",
  values: {
    REVIEWER: { description: "A reviewer of its places (审核人)." },
    PLATFORM: { description: "The platform (平台)." },
  } satisfies Record<OfferHold, object>,
});

export const TerminationType = builder.enumType("OfferTermination", {
  description: "What becomes of the coupons of an offer that ends before its time (终止方式).",
  values: {
    HONOUR_ISSUED: { description: "What was claimed can still be used (已领取的继续可用)." },
    VOID_ISSUED: { description: "What was claimed and not used is void (已领取的作废)." },
  } satisfies Record<(typeof terminations)[number], object>,
});

/** What says how much of an offer is left. */
const supply = { kind: true, budgetFen: true, redeemedFen: true } as const;

export const Offer = builder.drizzleObject("offers", {
  name: "Offer",
  description: "A discount of a merchant for people of certain places (优惠).",
  isTypeOf: (value) => value instanceof Object && "createdBy" in value,
  select: { columns: { id: true, createdBy: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    kind: t.expose("kind", { type: OfferKindType, description: "Its kind (类型)." }),
    benefit: t.field({
      type: OfferBenefit,
      description: "What it gives, by its kind (优惠内容).",
      select: {
        columns: {
          kind: true,
          items: true,
          priceFen: true,
          worthFen: true,
          percentOff: true,
          capFen: true,
          offFen: true,
          minimumSpendFen: true,
        },
      },
      resolve: benefitOf,
    }),
    title: t.exposeString("title", { description: "Its title (标题)." }),
    terms: t.exposeString("terms", { description: "What it holds and under which conditions (使用规则)." }),
    pictures: t.exposeStringList("pictures", {
      description: "Where its pictures are kept, in order (图片).",
    }),
    stock: t.exposeInt("stock", { description: "Coupons in all (总量)." }),
    remaining: t.int({
      description: "Coupons that nobody has taken: while it is LIVE, they can be claimed (剩余).",
      select: { columns: supply, with: { totals: true } },
      resolve: ({ totals, ...offer }) => leftOf(offer, totals.remaining),
    }),
    limitPerPerson: t.exposeInt("limitPerPerson", {
      description: "Coupons for one person at most (每人限领).",
    }),
    dailyLimit: t.exposeInt("dailyLimit", {
      nullable: true,
      description: "Coupons that all people together may claim in a day at most; null: no limit (每日限量).",
    }),
    budgetFen: t.expose("budgetFen", {
      type: "Fen",
      nullable: true,
      description: "What all coupons together may save at most; null: no limit (预算).",
    }),
    minAge: t.exposeInt("minAge", {
      nullable: true,
      description: "Full years that a claimant has at least, 14 in any case (最小年龄).",
    }),
    maxAge: t.exposeInt("maxAge", {
      nullable: true,
      description: "Full years that a claimant has at most (最大年龄).",
    }),
    minVolunteerHours: t.exposeInt("minVolunteerHours", {
      nullable: true,
      description: "Certified volunteer hours that a claimant has at least; none are spent (志愿时长要求).",
    }),
    claimFrom: t.expose("claimFrom", { type: "DateTime", description: "Claiming begins (领取开始)." }),
    claimUntil: t.expose("claimUntil", {
      type: "DateTime",
      description: "Claiming ends before this (领取截止).",
    }),
    useFrom: t.expose("useFrom", { type: "DateTime", description: "Using begins (使用开始)." }),
    useUntil: t.expose("useUntil", { type: "DateTime", description: "Using ends before this (使用截止)." }),
    usableTimes: t.field({
      type: UsableTimes,
      description: "On which days and hours its coupons can be used (可用时段).",
      select: { columns: { usableDays: true, usableFromMinute: true, usableUntilMinute: true } },
      resolve: (offer) => offer,
    }),
    version: t.exposeInt("version", {
      description: "Grows with each edit; whoever edits says which version that is of (版本).",
    }),
    state: t.field({
      type: OfferState,
      description: "Where it stands, by review, clock, stock and budget (状态).",
      select: {
        columns: { ...supply, state: true, claimFrom: true, claimUntil: true },
        with: { merchant: { columns: { state: true } }, totals: true },
      },
      resolve: ({ merchant, totals, ...offer }, _args, { now }) =>
        offerState({ ...offer, remaining: leftOf(offer, totals.remaining) }, merchant.state, now()),
    }),
    submittedHash: t.exposeString("submittedHash", {
      nullable: true,
      description: "SHA-256 of what was handed in: a reviewer says with it what was read (送审内容哈希).",
    }),
    heldBy: t.expose("heldBy", {
      type: OfferHoldType,
      nullable: true,
      description: "Who besides its merchant holds it back while it is paused (暂停方).",
    }),
    termination: t.expose("termination", {
      type: TerminationType,
      nullable: true,
      description: "What becomes of its coupons when it was ended before its time (终止方式).",
    }),
    terminationReason: t.exposeString("terminationReason", {
      nullable: true,
      description: "Why it was ended before its time, for those who hold its coupons (终止原因).",
    }),
    reviewReason: t.exposeString("reviewReason", {
      nullable: true,
      description: "Why it was sent back (驳回原因).",
    }),
    merchant: t.relation("merchant", { type: Merchant, description: "Whose it is (商家)." }),
  }),
});
export const loadOffer = entity(builder, Offer, "offers", ({ viewer, now }) => visibleTo(viewer, now()));

builder.queryField("offer", (t) =>
  t.drizzleField({
    type: Offer,
    nullable: true,
    description: "An offer by its id (按编号查优惠).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (query, _root, { id }, { db, viewer, now }) =>
      isUuid(id)
        ? db.query.offers.findFirst(query({ where: { AND: [{ id }, visibleTo(viewer, now())] } }))
        : null,
  }),
);
