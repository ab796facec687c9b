import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { builder, UserError } from "../builder.ts";
import { InvalidDeviceSignature } from "../devices/device.errors.ts";
import { Device } from "../devices/device.graphql.ts";
import { Merchant } from "../merchants/merchant.graphql.ts";
import { MinimumSpendNotMet } from "../offers/offer.errors.ts";
import { BudgetExhausted } from "../redemptions/redemption.errors.ts";
import { Redemption } from "../redemptions/redemption.graphql.ts";
import { confirmScan, declineScan } from "./review.actions.ts";
import { ScanDecided } from "./scan.errors.ts";
import {
  nonceAsGiven,
  type scanReasons,
  scansShownTo,
  type scanVerdicts,
  toldOffset,
  toReview,
} from "./scan.rules.ts";
import { type ScanUpload as Upload, uploadScans } from "./upload.actions.ts";

const ScanVerdict = builder.enumType("ScanVerdict", {
  description:
    "What a scan without a connection comes to; the till calls it provisional until it is uploaded (离线扫码结果).",
  values: {
    CONFIRMED: { description: "It is a redemption (已确认)." },
    CONFLICT: {
      description: "The coupon was redeemed elsewhere, or voided; the resident owes nothing (冲突).",
    },
    NEEDS_REVIEW: { description: "The merchant's owner decides (待处理)." },
    DECLINED: { description: "The merchant's owner has left it without a redemption (不予核销)." },
    INVALID: { description: "No valid code at this merchant (无效券码)." },
  } satisfies Record<(typeof scanVerdicts)[number], object>,
});
const ScanReason = builder.enumType("ScanReason", {
  description: "Why a scan is not simply confirmed (原因).",
  values: {
    INVALID_CODE: { description: "No valid code at this merchant (无效券码)." },
    ALREADY_REDEEMED: { description: "Redeemed elsewhere (已在别处核销)." },
    VOIDED: { description: "Voided or returned (已作废或已退)." },
    NONCE_REUSED: { description: "Its nonce stands for another scan or redemption (请求键重复)." },
    DEVICE_LOCKED: { description: "The till is locked or revoked (设备已锁定或停用)." },
    CLOCK_SKEW: { description: "The till's clock is off by more than is allowed (时钟偏差过大)." },
    OUTSIDE_WINDOW: { description: "Scanned when coupon or QR did not count (不在有效时间)." },
    SUSPENDED: { description: "The merchant is suspended (商家已暂停)." },
    OUTLET_RETIRED: { description: "The shop was retired before the upload (门店已停用)." },
    BELOW_MINIMUM_SPEND: { description: "The bill is below what the coupon needs (未达最低消费)." },
    BUDGET_EXHAUSTED: { description: "The offer's budget is used up (预算已用完)." },
    OVER_CAP: { description: "More than the till may redeem without a connection (超出离线上限)." },
  } satisfies Record<(typeof scanReasons)[number], object>,
});

const Scan = builder.drizzleObject("scans", {
  name: "Scan",
  description: "A coupon scanned without a connection, as a till has uploaded it (离线扫码).",
  isTypeOf: (value) => value instanceof Object && "verdict" in value,
  select: { columns: { id: true, verdict: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    nonce: t.string({
      description: "The till's name for it (设备侧编号).",
      select: { columns: { nonce: true, digest: true } },
      resolve: nonceAsGiven,
    }),
    verdict: t.expose("verdict", { type: ScanVerdict, description: "What it comes to (结果)." }),
    reason: t.expose("reason", {
      type: ScanReason,
      nullable: true,
      description: "Why it was not simply confirmed (原因).",
    }),
    scannedAt: t.expose("scannedAt", {
      type: "DateTime",
      description: "When it was scanned, by the server's clock (扫码时间).",
    }),
    receivedAt: t.expose("receivedAt", { type: "DateTime", description: "When it was uploaded (上传时间)." }),
    spentFen: t.expose("spentFen", { type: "Fen", description: "The bill (消费金额)." }),
    savedFen: t.expose("savedFen", { type: "Fen", description: "What the coupon saves on it (节省金额)." }),
    cameFirst: t.exposeBoolean("cameFirst", {
      nullable: true,
      description:
        "In a conflict, whether it came before the redemption that stands; null where clocks cannot tell (是否在先).",
    }),
    winnerAt: t.expose("winnerAt", {
      type: "DateTime",
      nullable: true,
      description: "In a conflict, when the coupon was redeemed elsewhere (他处核销时间).",
    }),
    redemption: t.relation("redemption", {
      type: Redemption,
      nullable: true,
      description: "The redemption that it is (核销).",
    }),
    decidedAt: t.expose("decidedAt", {
      type: "DateTime",
      nullable: true,
      description: "When the owner decided; null where there was nothing to decide, or not yet (处理时间).",
    }),
  }),
});

builder.drizzleObjectField(Device, "scans", (t) =>
  t.relatedConnection("scans", {
    type: Scan,
    description:
      "What it has uploaded, the newest first: all of it to the merchant's owner, to other staff what they uploaded within the last 24 hours (离线扫码记录).",

    args: {
      verdict: t.arg({ type: ScanVerdict, description: "Only those with this result (结果)." }),
    },
    totalCount: true,
    query: ({ verdict }, { viewer, now }) => ({
      where: { AND: [scansShownTo(viewer?.person ?? null, now()), verdict ? { verdict } : {}] },
      orderBy: { receivedAt: "desc", id: "desc" },
    }),
  }),
);

builder.drizzleObjectField(Merchant, "scansToReview", (t) =>
  t.relatedConnection("scans", {
    type: Scan,
    description: "Scans of its tills that wait for a decision, the oldest first, to its owners (待处理扫码).",
    totalCount: true,
    query: (_args, { viewer, now }) => ({
      where: toReview(viewer?.person ?? null, now()),
      orderBy: { receivedAt: "asc", id: "asc" },
    }),
  }),
);

builder.objectType(ScanDecided, {
  name: "ScanDecided",
  description: "There is nothing to decide any more (已处理).",
  interfaces: [UserError],
  fields: (t) => ({
    verdict: t.expose("verdict", { type: ScanVerdict, description: "What it came to (结果)." }),
  }),
});

const ScanUpload = builder.objectRef<Upload>("ScanUpload").implement({
  description: "What became of each scan of an upload (上传结果).",
  isTypeOf: (value) => value instanceof Object && "offsetMs" in value,
  fields: (t) => ({
    scans: t.field({
      type: [Scan],
      description: "In the order of the upload (扫码记录).",
      resolve: ({ scans }) => scans,
    }),
    offsetMs: t.int({
      description:
        "How far the till's clock is behind the server's, in milliseconds; negative, ahead; 24 days at most (时钟偏差).",
      resolve: ({ offsetMs }) => toldOffset(offsetMs),
    }),
    receivedAt: t.expose("at", {
      type: "DateTime",
      description: "When the upload came, by the server's clock (收到时间).",
    }),
  }),
});

const ScanInput = builder.inputType("ScanInput", {
  description: "A QR that a till has scanned without a connection (离线扫码).",
  fields: (t) => ({
    token: t.string({ required: true, description: "What the QR says (二维码内容)." }),
    nonce: t.string({
      required: true,
      description: "8 to 100 characters, made anew for each scan and kept for its repetitions (请求键).",
    }),
    spentFen: t.field({ type: "Fen", required: true, description: "The bill (消费金额)." }),
    scannedAt: t.field({
      type: "DateTime",
      required: true,
      description: "When, by the till's own clock (扫码时间).",
    }),
  }),
});
const UploadScansInput = builder.inputType("UploadScansInput", {
  description: "What a till has scanned without a connection (上传离线扫码).",
  fields: (t) => ({
    deviceId: t.id({ required: true, description: "The till (设备)." }),
    sentAt: t.field({
      type: "DateTime",
      required: true,
      description: "Now, by the till's own clock (发送时间).",
    }),
    scans: t.field({ type: [ScanInput], required: true, description: "1 to 200 of them (扫码记录)." }),
    signature: t.string({
      required: true,
      description:
        "Of `upload`, the till, `sentAt` and a line for each scan, with the till's key; base64url (签名).",
    }),
  }),
});
builder.mutationField("uploadScans", (t) =>
  t.errorUnionField({
    description:
      "Takes in what a till has scanned without a connection; repeated, it changes nothing (上传离线扫码).",
    types: [ScanUpload, NotSignedIn, NotAllowed, InvalidInput, InvalidDeviceSignature, IdempotencyKeyReused],
    union: { name: "UploadScansResult", description: "What became of each, or why not (结果)." },
    args: { input: t.arg({ type: UploadScansInput, required: true, description: "The upload (上传内容)." }) },
    resolve: (_root, { input }, context) => uploadScans(context, input),
  }),
);

builder.mutationField("confirmScan", (t) =>
  t.errorUnionField({
    description: "Takes a scan as a redemption after all, by the merchant's owner (确认核销).",
    types: [
      Scan,
      NotSignedIn,
      NotAllowed,
      NotFound,
      ScanDecided,
      MinimumSpendNotMet,
      BudgetExhausted,
      IdempotencyKeyReused,
    ],
    union: { name: "ConfirmScanResult", description: "The scan, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The scan's id (扫码编号)." }) },
    resolve: (_root, { id }, context) => confirmScan(context, id),
  }),
);
builder.mutationField("declineScan", (t) =>
  t.errorUnionField({
    description: "Leaves a scan without a redemption, by the merchant's owner (不予核销).",
    types: [Scan, NotSignedIn, NotAllowed, NotFound, ScanDecided],
    union: { name: "DeclineScanResult", description: "The scan, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The scan's id (扫码编号)." }) },
    resolve: (_root, { id }, context) => declineScan(context, id),
  }),
);
