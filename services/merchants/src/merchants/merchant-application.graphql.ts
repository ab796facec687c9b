import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { OutletInput } from "../outlets/outlet.graphql.ts";
import {
  applyAgain,
  applyForMerchant,
  approveMerchant,
  closeMerchant,
  rejectMerchant,
  resumeMerchant,
  suspendMerchant,
} from "./merchant.actions.ts";
import {
  AdultsOnly,
  MerchantNotClear,
  MerchantWithoutOwner,
  OwnMerchant,
  WrongMerchantState,
} from "./merchant.errors.ts";
import { maskContact } from "./merchant-contact.rules.ts";
import { Merchant, MerchantKind, MerchantState } from "./merchant.graphql.ts";
import { seesApplication, workingAt } from "./merchant.rules.ts";

const MerchantApplication = builder
  .objectRef<{
    contact: string | null;
    licence: string | null;
    appliedAt: Date | null;
    reviewReason: string | null;
  }>("MerchantApplication")
  .implement({
    description: "What a merchant wrote for its review, and what the review said (入驻申请).",
    fields: (t) => ({
      contact: t.exposeString("contact", {
        nullable: true,
        description: "How to reach it; but for its owners, the middle of its numbers is hidden (联系方式).",
      }),
      licence: t.exposeString("licence", {
        nullable: true,
        description: "The reference of its business licence (营业执照号).",
      }),
      appliedAt: t.expose("appliedAt", {
        type: "DateTime",
        nullable: true,
        description: "When it applied last; null for one that was there before (申请时间).",
      }),
      reviewReason: t.exposeString("reviewReason", {
        nullable: true,
        description: "Why it was sent back or suspended (驳回或暂停原因).",
      }),
    }),
  });

builder.drizzleObjectField(Merchant, "application", (t) =>
  t.field({
    type: MerchantApplication,
    nullable: true,
    description: "What it wrote for its review, to its owners and to those who review it (入驻申请).",
    select: (_args, { viewer, now }) => ({
      columns: { contact: true, licence: true, appliedAt: true, reviewReason: true },
      with: {
        // Nobody's id: a visitor has no part in any merchant.
        insiders: {
          columns: { id: true },
          where: viewer
            ? { personId: viewer.person, role: "OWNER" as const, ...workingAt(now()) }
            : { id: { isNull: true as const } },
        },
        shopPlaces: { columns: { id: true }, with: { path: { columns: { id: true } } } },
      },
    }),
    resolve: ({ insiders, shopPlaces, ...application }, _args, { viewer }) => {
      const paths = shopPlaces.map(({ path }) => path.map(({ id }) => id));
      const owns = insiders.length > 0;
      if (!seesApplication(viewer, { owns, paths })) return null;
      const { contact } = application;
      return { ...application, contact: owns || contact === null ? contact : maskContact(contact) };
    },
  }),
);

refusalTypes(builder, UserError, [
  [AdultsOnly, "Only adults do that (须年满十八周岁)."],
  [OwnMerchant, "Whoever has a part in a merchant does not decide about it (不可自审)."],
  [MerchantWithoutOwner, "The merchant has no owner (没有店主)."],
]);
builder.objectType(WrongMerchantState, {
  name: "WrongMerchantState",
  description: "The merchant's state does not allow this step (商家状态不允许).",
  interfaces: [UserError],
  fields: (t) => ({
    state: t.expose("state", { type: MerchantState, description: "Where it stands (状态)." }),
  }),
});
builder.objectType(MerchantNotClear, {
  name: "MerchantNotClear",
  description: "Residents still hold or may claim what the merchant owes (尚有未了结的优惠).",
  interfaces: [UserError],
  fields: (t) => ({
    offers: t.exposeInt("offers", { description: "Offers that stand (未结束的优惠数)." }),
    coupons: t.exposeInt("coupons", { description: "Coupons that can still be used (未使用的券数)." }),
  }),
});

const details = {
  name: { required: true, description: "1 to 100 characters (名称)." },
  kind: { type: MerchantKind, required: true, description: "What it lives on (类型)." },
  contact: {
    required: true,
    description: "How to reach it, 1 to 200 characters, for its owners and reviewers (联系方式).",
  },
  licence: {
    required: true,
    description: "The reference of its business licence, 1 to 100 characters (营业执照号).",
  },
} as const;

const ApplyForMerchantInput = builder.inputType("ApplyForMerchantInput", {
  description: "An application of a merchant with its first shop (商家入驻申请).",
  fields: (t) => ({
    name: t.string(details.name),
    kind: t.field(details.kind),
    contact: t.string(details.contact),
    licence: t.string(details.licence),
    outlet: t.field({ type: OutletInput, required: true, description: "Its first shop (首家门店)." }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters; made anew for each wish (请求键).",
    }),
  }),
});
const MerchantDetailsInput = builder.inputType("MerchantDetailsInput", {
  description: "What a merchant says of itself (商家信息).",
  fields: (t) => ({
    name: t.string(details.name),
    kind: t.field(details.kind),
    contact: t.string(details.contact),
    licence: t.string(details.licence),
  }),
});

const merchantId = { required: true, description: "The merchant's id (商家编号)." } as const;
const reason = { required: true, description: "Why, 1 to 1,000 characters (原因)." } as const;

builder.mutationFields((t) => ({
  applyForMerchant: t.errorUnionField({
    description: "Applies for a merchant; the applicant becomes its owner (申请入驻).",
    types: [Merchant, NotSignedIn, InvalidInput, AdultsOnly, IdempotencyKeyReused],
    union: { name: "ApplyForMerchantResult", description: "The merchant, or why not (结果)." },
    args: {
      input: t.arg({ type: ApplyForMerchantInput, required: true, description: "The application (申请)." }),
    },
    resolve: (_root, { input }, context) => applyForMerchant(context, input),
  }),
  applyAgainForMerchant: t.errorUnionField({
    description: "Applies again after a rejection, by an owner (重新申请).",
    types: [Merchant, NotSignedIn, NotAllowed, NotFound, InvalidInput, WrongMerchantState],
    union: { name: "ApplyAgainForMerchantResult", description: "The merchant, or why not (结果)." },
    args: {
      id: t.arg.id(merchantId),
      input: t.arg({ type: MerchantDetailsInput, required: true, description: "What is mended (商家信息)." }),
    },
    resolve: (_root, { id, input }, context) => applyAgain(context, id, input),
  }),
  approveMerchant: t.errorUnionField({
    description: "Lets a merchant take part (审核通过入驻).",
    types: [Merchant, NotSignedIn, NotAllowed, NotFound, InvalidInput, WrongMerchantState, OwnMerchant],
    union: { name: "ApproveMerchantResult", description: "The merchant, or why not (结果)." },
    args: { id: t.arg.id(merchantId) },
    resolve: (_root, { id }, context) => approveMerchant(context, id),
  }),
  rejectMerchant: t.errorUnionField({
    description: "Sends an application back with a reason (驳回入驻).",
    types: [Merchant, NotSignedIn, NotAllowed, NotFound, InvalidInput, WrongMerchantState, OwnMerchant],
    union: { name: "RejectMerchantResult", description: "The merchant, or why not (结果)." },
    args: { id: t.arg.id(merchantId), reason: t.arg.string(reason) },
    resolve: (_root, { id, reason: why }, context) => rejectMerchant(context, id, why),
  }),
  suspendMerchant: t.errorUnionField({
    description: "Stops a merchant for a time; coupons that are out wait (暂停商家).",
    types: [Merchant, NotSignedIn, NotAllowed, NotFound, InvalidInput, WrongMerchantState, OwnMerchant],
    union: { name: "SuspendMerchantResult", description: "The merchant, or why not (结果)." },
    args: { id: t.arg.id(merchantId), reason: t.arg.string(reason) },
    resolve: (_root, { id, reason: why }, context) => suspendMerchant(context, id, why),
  }),
  resumeMerchant: t.errorUnionField({
    description: "Ends a suspension (恢复商家).",
    types: [
      Merchant,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      WrongMerchantState,
      OwnMerchant,
      MerchantWithoutOwner,
    ],
    union: { name: "ResumeMerchantResult", description: "The merchant, or why not (结果)." },
    args: { id: t.arg.id(merchantId) },
    resolve: (_root, { id }, context) => resumeMerchant(context, id),
  }),
  closeMerchant: t.errorUnionField({
    description: "Ends a merchant for good, once it owes residents nothing (关闭商家).",
    types: [Merchant, NotSignedIn, NotAllowed, NotFound, WrongMerchantState, MerchantNotClear],
    union: { name: "CloseMerchantResult", description: "The merchant, or why not (结果)." },
    args: { id: t.arg.id(merchantId) },
    resolve: (_root, { id }, context) => closeMerchant(context, id),
  }),
}));
