import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import {
  AlreadyRedeemed,
  CouponExpired,
  CouponNotStarted,
  CouponSuspended,
  CouponVoided,
  InvalidCode,
  OutsideUsableTimes,
  TooManyAttempts,
} from "../coupons/coupon.errors.ts";
import { Coupon } from "../coupons/coupon.graphql.ts";
import { DeviceLocked, InvalidDeviceSignature } from "../devices/device.errors.ts";
import { Device } from "../devices/device.graphql.ts";
import { Outlet } from "../merchants/merchant.graphql.ts";
import { MinimumSpendNotMet } from "../offers/offer.errors.ts";
import { OutletRetired } from "../outlets/outlet.errors.ts";
import { MerchantStaff } from "../staff/staff.graphql.ts";
import { redeemCoupon } from "./redemption.actions.ts";
import {
  BudgetExhausted,
  OwnRedemption,
  QrExpired,
  RedemptionReversed,
  ReversalTooLate,
} from "./redemption.errors.ts";
import { redeemerShownTo, redemptionsShownTo } from "./redemption.rules.ts";
import { reverseRedemption } from "./reversal.actions.ts";

export const Redemption = builder.drizzleObject("redemptions", {
  name: "Redemption",
  description: "A coupon used at an outlet (核销).",
  isTypeOf: (value) => value instanceof Object && "nonce" in value,
  select: { columns: { id: true, nonce: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    redeemedAt: t.expose("redeemedAt", { type: "DateTime", description: "When (核销时间)." }),
    spentFen: t.expose("spentFen", {
      type: "Fen",
      description: "The bill, before the coupon was taken off (消费金额).",
    }),
    savedFen: t.expose("savedFen", { type: "Fen", description: "What was saved (节省金额)." }),
    receivedAt: t.expose("receivedAt", {
      type: "DateTime",
      description: "When it was booked: which settlement it belongs to (入账时间).",
    }),
    wasOffline: t.boolean({
      description: "Whether the till scanned it without a connection (是否离线核销).",
      select: { columns: { scannedAt: true } },
      resolve: ({ scannedAt }) => scannedAt !== null,
    }),
    reversedAt: t.expose("reversedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was reversed; null while it stands (撤销时间).",
    }),
    reversalReason: t.exposeString("reversalReason", {
      nullable: true,
      description: "Why it was reversed (撤销原因).",
    }),
    outlet: t.relation("outlet", { type: Outlet, description: "Where (门店)." }),
    device: t.relation("device", {
      type: Device,
      nullable: true,
      description: "With which till; null where it is not an enrolled one (收银设备).",
    }),
    redeemedBy: t.field({
      type: MerchantStaff,
      nullable: true,
      description: "Who redeemed it, to the merchant's owners and to oneself; null to others (核销店员).",
      select: {
        columns: { staffId: true, outletId: true, receivedAt: true },
        with: { outlet: { columns: {}, with: { staff: true } } },
      },
      resolve: (redemption, _args, { viewer, now }) =>
        redeemerShownTo(viewer?.person ?? null, redemption, redemption.outlet.staff, now()),
    }),
    coupon: t.relation("coupon", {
      type: Coupon,
      nullable: true,
      description: "Which coupon; null to staff who ask for its code (券).",
    }),
  }),
});

builder.drizzleObjectField(Outlet, "redemptions", (t) =>
  t.relatedConnection("redemptions", {
    type: Redemption,
    description:
      "What was redeemed there, the newest first: all of it to the merchant's owner, to other staff their own of the last 24 hours (核销记录).",
    totalCount: true,
    query: (_args, { viewer, now }) => ({
      where: redemptionsShownTo(viewer?.person ?? null, now()),
      orderBy: { receivedAt: "desc", id: "desc" },
    }),
  }),
);

refusalTypes(builder, UserError, [
  [InvalidCode, "No valid code at this merchant (无效券码)."],
  [CouponSuspended, "The merchant is suspended (暂停使用)."],
  [OutsideUsableTimes, "The coupon is for other days or hours (不在可用时段)."],
  [CouponVoided, "The coupon was voided or returned (已作废)."],
  [QrExpired, "The QR is too old (二维码已过期)."],
  [BudgetExhausted, "The offer's budget is used up (预算已用完)."],
  [ReversalTooLate, "More than 24 hours ago (超过可撤销时间)."],
  [OwnRedemption, "Who redeemed does not reverse (不能撤销本人的核销)."],
]);
builder.objectType(TooManyAttempts, {
  name: "TooManyAttempts",
  description: "Too many invalid codes (尝试次数过多).",
  interfaces: [UserError],
  fields: (t) => ({
    retryAfterSeconds: t.exposeInt("retryAfterSeconds", {
      description: "In how many seconds codes are looked at again (重试等待秒数).",
    }),
  }),
});
builder.objectType(RedemptionReversed, {
  name: "RedemptionReversed",
  description: "The redemption was reversed before (已撤销).",
  interfaces: [UserError],
  fields: (t) => ({
    reversedAt: t.expose("reversedAt", { type: "DateTime", description: "When (撤销时间)." }),
  }),
});
builder.objectType(CouponNotStarted, {
  name: "CouponNotStarted",
  description: "The coupon's time has not come (未到使用时间).",
  interfaces: [UserError],
  fields: (t) => ({
    useFrom: t.expose("useFrom", { type: "DateTime", description: "Can be used from (可用开始)." }),
  }),
});
builder.objectType(CouponExpired, {
  name: "CouponExpired",
  description: "The coupon's time is over (已过期).",
  interfaces: [UserError],
  fields: (t) => ({
    useUntil: t.expose("useUntil", { type: "DateTime", description: "Could be used until (可用截止)." }),
  }),
});
builder.objectType(AlreadyRedeemed, {
  name: "AlreadyRedeemed",
  description: "The coupon was used before (已核销).",
  interfaces: [UserError],
  fields: (t) => ({
    redeemedAt: t.expose("redeemedAt", { type: "DateTime", description: "When it was used (核销时间)." }),
  }),
});

builder.objectType(MinimumSpendNotMet, {
  name: "MinimumSpendNotMet",
  description: "The bill is below what the coupon needs (未达最低消费).",
  interfaces: [UserError],
  fields: (t) => ({
    minimumSpendFen: t.expose("minimumSpendFen", {
      type: "Fen",
      description: "What it must come to at least (最低消费).",
    }),
  }),
});

const SigningDevice = builder.inputType("SigningDeviceInput", {
  description: "The till that asks (收银设备).",
  fields: (t) => ({
    id: t.id({ required: true, description: "The till (设备)." }),
    signature: t.string({
      required: true,
      description:
        "Of `redeem`, the till, outlet, nonce, bill and code, with the till's key; base64url (签名).",
    }),
  }),
});
const RedeemCouponInput = builder.inputType("RedeemCouponInput", {
  description: "A coupon at the till (核销).",
  fields: (t) => ({
    code: t.string({ required: true, description: "The code as typed, or what the QR says (券码或二维码)." }),
    outletId: t.id({ required: true, description: "Where (门店)." }),
    nonce: t.string({
      required: true,
      description: "8 to 100 characters, made anew for each coupon and kept for its repetitions (请求键).",
    }),
    spentFen: t.field({
      type: "Fen",
      required: true,
      description: "The bill, before the coupon is taken off (消费金额).",
    }),
    device: t.field({
      type: SigningDevice,
      description: "The till, where it is an enrolled one (收银设备).",
    }),
  }),
});

builder.mutationField("redeemCoupon", (t) =>
  t.errorUnionField({
    description: "Redeems a coupon at an outlet, by somebody who works there (核销优惠券).",
    types: [
      Redemption,
      NotSignedIn,
      NotAllowed,
      InvalidInput,
      InvalidCode,
      CouponNotStarted,
      CouponExpired,
      CouponSuspended,
      CouponVoided,
      AlreadyRedeemed,
      OutsideUsableTimes,
      MinimumSpendNotMet,
      TooManyAttempts,
      QrExpired,
      BudgetExhausted,
      DeviceLocked,
      InvalidDeviceSignature,
      OutletRetired,
      IdempotencyKeyReused,
    ],
    union: { name: "RedeemCouponResult", description: "The redemption, or why not (结果)." },
    args: {
      input: t.arg({
        type: RedeemCouponInput,
        required: true,
        description: "The coupon at the till (核销信息).",
      }),
    },
    resolve: (_root, { input }, context) => redeemCoupon(context, input),
  }),
);

builder.mutationField("reverseRedemption", (t) =>
  t.errorUnionField({
    description:
      "Reverses a redemption as a whole, by the merchant's owner within 24 hours, by the platform later; the coupon can be used again, or is void where what was unused of its offer or holder is (撤销核销).",
    types: [
      Redemption,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      RedemptionReversed,
      OwnRedemption,
      ReversalTooLate,
      IdempotencyKeyReused,
    ],
    union: { name: "ReverseRedemptionResult", description: "The redemption, or why not (结果)." },
    args: {
      id: t.arg.id({ required: true, description: "The redemption's id (核销编号)." }),
      reason: t.arg.string({ required: true, description: "Why, 1 to 500 characters (原因)." }),
      idempotencyKey: t.arg.string({
        required: true,
        description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
      }),
    },
    resolve: (_root, { id, ...input }, context) => reverseRedemption(context, id, input),
  }),
);
