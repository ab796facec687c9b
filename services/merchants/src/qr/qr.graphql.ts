import { builder } from "../builder.ts";
import { Coupon } from "../coupons/coupon.graphql.ts";
import { qrOf } from "./qr.actions.ts";

const CouponQr = builder.objectRef<{ token: string; expiresAt: Date }>("CouponQr").implement({
  description: "What a coupon's QR says for a short while (券二维码).",
  fields: (t) => ({
    token: t.exposeString("token", {
      description:
        "The text to show as a QR; signed, and of no use by itself: the till asks whether the coupon is good (二维码内容).",
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "From when on it says nothing (失效时间).",
    }),
  }),
});

builder.drizzleObjectField(Coupon, "qr", (t) =>
  t.field({
    type: CouponQr,
    nullable: true,
    description:
      "A fresh QR to show at the till, to its holder alone; null for what was used, returned or made void (二维码).",
    select: { columns: { id: true, holderId: true, state: true } },
    resolve: (coupon, _args, context) => qrOf(context, coupon),
  }),
);
