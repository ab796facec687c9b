import { builder } from "../builder.ts";
import type { QrKey } from "../qr/qr-token.ts";
import { toldOffset } from "./scan.rules.ts";
import { openTill, type Till as OpenTill, voidListOf } from "./till.actions.ts";

const QrKeyType = builder.objectRef<QrKey>("QrKey").implement({
  description: "A public key by which a till verifies a coupon's QR without a connection (二维码公钥).",
  fields: (t) => ({
    kid: t.exposeString("kid", {
      description: "The name by which a QR says which key signed it (密钥编号).",
    }),
    x: t.exposeString("x", { description: "The Ed25519 public key: 32 bytes, base64url (公钥)." }),
  }),
});

type VoidListPage = Awaited<ReturnType<typeof voidListOf>>;
const VoidList = builder.objectRef<VoidListPage>("VoidList").implement({
  description: "A page of what changed with the merchant's coupons, as short hashes of their ids (作废名单).",
  fields: (t) => ({
    void: t.exposeStringList("void", {
      description:
        "Redeemed, voided or returned: not to be taken; 12 characters of the SHA-256 of the id, base64url (不可用).",
    }),
    good: t.exposeStringList("good", {
      description: "Good again after a redemption was reversed: to be taken off the list (恢复可用).",
    }),
    cursor: t.exposeString("cursor", { description: "For `since`, the next time (游标)." }),
    hasMore: t.exposeBoolean("hasMore", { description: "Whether more can be had at once (还有更多)." }),
  }),
});

const Till = builder.objectRef<OpenTill>("Till").implement({
  description: "What a till needs to work without a connection (收银机离线数据).",
  fields: (t) => ({
    offsetMs: t.int({
      description:
        "How far the till's clock is behind the server's, in milliseconds; negative, ahead; 24 days at most (时钟偏差).",
      resolve: ({ offsetMs }) => toldOffset(offsetMs),
    }),
    receivedAt: t.expose("at", {
      type: "DateTime",
      description: "When the question came, by the server's clock (收到时间).",
    }),
    isActive: t.exposeBoolean("isActive", {
      description:
        "Whether the merchant's coupons can be used there now; not while it is suspended, nor where the shop is retired (是否可核销).",
    }),
    capScans: t.int({
      description: "Coupons it may redeem without a connection within a day (离线核销张数上限).",
      resolve: ({ device }) => device.capScans,
    }),
    capFen: t.field({
      type: "Fen",
      description: "What these may save together (离线核销金额上限).",
      resolve: ({ device }) => device.capFen,
    }),
    qrKeys: t.field({
      type: [QrKeyType],
      description: "The keys that QRs are signed with, the next one among them (二维码公钥).",
      resolve: (_till, _args, { couponQrs }) => [...couponQrs.keys],
    }),
    voidList: t.field({
      type: VoidList,
      description:
        "What changed with the merchant's coupons since the cursor; without one, from the beginning (作废名单).",
      args: { since: t.arg.string({ description: "The cursor of the list before (游标)." }) },
      resolve: (till, { since }, context) => voidListOf(context, till, since ?? null),
    }),
  }),
});

builder.queryField("till", (t) =>
  t.field({
    type: Till,
    nullable: true,
    description: "What an enrolled till needs, to the till and who works there (收银机数据).",
    args: {
      deviceId: t.arg.id({ required: true, description: "The till (设备)." }),
      sentAt: t.arg({
        type: "DateTime",
        required: true,
        description: "Now, by the till's own clock (发送时间).",
      }),
      signature: t.arg.string({
        required: true,
        description: "Of `till`, the till and `sentAt`, with the till's key; base64url (签名).",
      }),
    },
    resolve: (_root, args, context) => openTill(context, args),
  }),
);
