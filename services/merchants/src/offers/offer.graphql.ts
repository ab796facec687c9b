import { InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { Merchant } from "../merchants/merchant.graphql.ts";
import { approveOffer, createOffer, rejectOffer, submitOffer } from "./offer.actions.ts";
import { MerchantNotActive, OfferNotSubmittable, OwnSubmission, WrongOfferState } from "./offer.errors.ts";
import { type offerKinds, offerState, type offerStates, visibleTo } from "./offer.rules.ts";

const OfferKind = builder.enumType("OfferKind", {
  description: "What kind of discount it is (优惠类型).",
  values: {
    PACKAGE: { description: "A package at a price below its worth (优惠套餐)." },
    DISCOUNT: { description: "A part off the price (折扣)." },
    CASH: { description: "Money off from a minimum spend (代金)." },
    EXCHANGE: { description: "Something in exchange for the coupon (兑换)." },
    FREE_SERVICE: { description: "A service without charge (免费服务)." },
  } satisfies Record<(typeof offerKinds)[number], object>,
});

const OfferState = builder.enumType("OfferState", {
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
    ENDED: { description: "Claiming is over, or all are taken (已结束)." },
  } satisfies Record<(typeof offerStates)[number], object>,
});

export const Offer = builder.drizzleObject("offers", {
  name: "Offer",
  description: "A discount of a merchant for people of certain places (优惠).",
  isTypeOf: (value) => value instanceof Object && "createdBy" in value,
  select: { columns: { id: true, createdBy: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    kind: t.expose("kind", { type: OfferKind, description: "Its kind (类型)." }),
    title: t.exposeString("title", { description: "Its title (标题)." }),
    terms: t.exposeString("terms", { description: "What it holds and under which conditions (使用规则)." }),
    priceFen: t.expose("priceFen", { type: "Fen", description: "What it costs (优惠价)." }),
    worthFen: t.expose("worthFen", {
      type: "Fen",
      description: "What it is worth without the offer (原价).",
    }),
    stock: t.exposeInt("stock", { description: "Coupons in all (总量)." }),
    remaining: t.int({
      description: "Coupons that can still be claimed (剩余).",
      select: { with: { totals: true } },
      resolve: ({ totals }) => totals.remaining,
    }),
    limitPerPerson: t.exposeInt("limitPerPerson", {
      description: "Coupons for one person at most (每人限领).",
    }),
    claimFrom: t.expose("claimFrom", { type: "DateTime", description: "Claiming begins (领取开始)." }),
    claimUntil: t.expose("claimUntil", {
      type: "DateTime",
      description: "Claiming ends before this (领取截止).",
    }),
    useFrom: t.expose("useFrom", { type: "DateTime", description: "Using begins (使用开始)." }),
    useUntil: t.expose("useUntil", { type: "DateTime", description: "Using ends before this (使用截止)." }),
    state: t.field({
      type: OfferState,
      description: "Where it stands, by review, clock and stock (状态).",
      select: {
        columns: { state: true, claimFrom: true, claimUntil: true },
        with: { merchant: { columns: { state: true } }, totals: true },
      },
      resolve: ({ merchant, totals, ...offer }, _args, { now }) =>
        offerState({ ...offer, ...totals }, merchant.state, now()),
    }),
    reviewReason: t.exposeString("reviewReason", {
      nullable: true,
      description: "Why it was sent back (驳回原因).",
    }),
    merchant: t.relation("merchant", { type: Merchant, description: "Whose it is (商家)." }),
  }),
});
entity(builder, Offer, "offers", ({ viewer, now }) => visibleTo(viewer, now()));

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

builder.objectType(WrongOfferState, {
  name: "WrongOfferState",
  description: "The offer's state does not allow this step (状态不允许).",
  interfaces: [UserError],
  fields: (t) => ({ state: t.expose("state", { type: OfferState, description: "Where it stands (状态)." }) }),
});
builder.objectType(OfferNotSubmittable, {
  name: "OfferNotSubmittable",
  description: "The offer is not fit for review (不可提交).",
  interfaces: [UserError],
});
builder.objectType(MerchantNotActive, {
  name: "MerchantNotActive",
  description: "The merchant is not active (商家未营业).",
  interfaces: [UserError],
});
builder.objectType(OwnSubmission, {
  name: "OwnSubmission",
  description: "Whoever submitted does not review (不可自审).",
  interfaces: [UserError],
});

const CreateOfferInput = builder.inputType("CreateOfferInput", {
  description: "A new offer (新建优惠).",
  fields: (t) => ({
    merchantId: t.id({ required: true, description: "Whose it is (商家)." }),
    kind: t.field({ type: OfferKind, required: true, description: "Its kind (类型)." }),
    title: t.string({ required: true, description: "1 to 120 characters (标题)." }),
    terms: t.string({ required: true, description: "1 to 4,000 characters (使用规则)." }),
    priceFen: t.field({ type: "Fen", required: true, description: "Below worthFen (优惠价)." }),
    worthFen: t.field({ type: "Fen", required: true, description: "Worth without the offer (原价)." }),
    stock: t.int({ required: true, description: "1 to 1,000,000 coupons (总量)." }),
    limitPerPerson: t.int({ required: true, description: "1 to 100 (每人限领)." }),
    placeIds: t.idList({ required: true, description: "For people of these places, 1 to 50 (适用地点)." }),
    claimFrom: t.field({ type: "DateTime", required: true, description: "Claiming begins (领取开始)." }),
    claimUntil: t.field({
      type: "DateTime",
      required: true,
      description: "Claiming ends before this (领取截止).",
    }),
    useFrom: t.field({ type: "DateTime", required: true, description: "Using begins (使用开始)." }),
    useUntil: t.field({ type: "DateTime", required: true, description: "Not before claimUntil (使用截止)." }),
  }),
});

const offerId = { required: true, description: "The offer's id (优惠编号)." } as const;

builder.mutationField("createOffer", (t) =>
  t.errorUnionField({
    description: "Writes a draft of an offer (新建优惠).",
    types: [Offer, NotSignedIn, NotAllowed, InvalidInput, MerchantNotActive],
    union: { name: "CreateOfferResult", description: "The draft, or why not (结果)." },
    args: { input: t.arg({ type: CreateOfferInput, required: true, description: "The offer (优惠)." }) },
    resolve: (_root, { input }, context) => createOffer(context, input),
  }),
);
builder.mutationField("submitOffer", (t) =>
  t.errorUnionField({
    description: "Hands an offer in for review (提交审核).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, WrongOfferState, OfferNotSubmittable],
    union: { name: "SubmitOfferResult", description: "The offer, or why not (结果)." },
    args: { id: t.arg.id(offerId) },
    resolve: (_root, { id }, context) => submitOffer(context, id),
  }),
);
builder.mutationField("approveOffer", (t) =>
  t.errorUnionField({
    description: "Approves an offer for the places of one's scope (审核通过).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, WrongOfferState, OwnSubmission],
    union: { name: "ApproveOfferResult", description: "The offer, or why not (结果)." },
    args: { id: t.arg.id(offerId) },
    resolve: (_root, { id }, context) => approveOffer(context, id),
  }),
);
builder.mutationField("rejectOffer", (t) =>
  t.errorUnionField({
    description: "Sends an offer back with a reason (审核驳回).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, InvalidInput, WrongOfferState, OwnSubmission],
    union: { name: "RejectOfferResult", description: "The offer, or why not (结果)." },
    args: {
      id: t.arg.id(offerId),
      reason: t.arg.string({ required: true, description: "Why, 1 to 1,000 characters (原因)." }),
    },
    resolve: (_root, { id, reason }, context) => rejectOffer(context, id, reason),
  }),
);
