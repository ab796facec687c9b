import { type MeasuresRow, measuresType } from "@linli/measures";
import { builder } from "../builder.ts";
import { BusinessDistrict, loadDistrict } from "../districts/district.graphql.ts";
import { MerchantKind } from "../merchants/merchant.graphql.ts";
import type { merchantKinds } from "../merchants/merchant.rules.ts";
import { OfferKindType } from "../offers/offer-benefit.graphql.ts";
import type { OfferKind } from "../offers/offer-benefit.rules.ts";
import { loadPlace, Place } from "../places/place.graphql.ts";
import { couponMeasures } from "./coupon-measures.actions.ts";
import { type CouponFigure, type MeasureDimension, mostCoupons } from "./coupon-measures.rules.ts";

const Dimension = builder.enumType("CouponMeasureDimension", {
  description: "What figures of coupons are told apart by (分组维度).",
  values: {
    PLACE: { description: "The offer's place that the holder lives in (地点)." },
    MONTH: { description: "The month of the claim, Asia/Shanghai (月份)." },
    WEEK: { description: "The week of the claim, Asia/Shanghai (周)." },
    DAY: { description: "The day of the claim, Asia/Shanghai (日期)." },
    KIND: { description: "The offer's kind (优惠类型)." },
    MERCHANT_KIND: { description: "The merchant's kind (商家类型)." },
    DISTRICT: { description: "The business district it was redeemed in (商圈)." },
  } satisfies Record<MeasureDimension, object>,
});

const Row = builder.objectRef<MeasuresRow<MeasureDimension, CouponFigure>>("CouponMeasuresRow").implement({
  description: "The figures of one group (分组数据).",
  fields: (t) => ({
    place: t.field({
      type: Place,
      nullable: true,
      description: "The place, when grouped by it (地点).",
      resolve: ({ at }, _args, context, info) => loadPlace(at.PLACE, context, info),
    }),
    month: t.string({
      nullable: true,
      description: "yyyy-mm, when grouped by it (月份).",
      resolve: ({ at }) => at.MONTH ?? null,
    }),
    week: t.string({
      nullable: true,
      description: "ISO 8601, yyyy-Www, when grouped by it and told apart (周).",
      resolve: ({ at }) => at.WEEK ?? null,
    }),
    day: t.field({
      type: "Date",
      nullable: true,
      description: "yyyy-mm-dd, when grouped by it and told apart (日期).",
      resolve: ({ at }) => at.DAY ?? null,
    }),
    kind: t.field({
      type: OfferKindType,
      nullable: true,
      description: "The kind, when grouped by it and told apart (优惠类型).",
      resolve: ({ at }) => (at.KIND as OfferKind | undefined) ?? null,
    }),
    merchantKind: t.field({
      type: MerchantKind,
      nullable: true,
      description: "The merchant's kind, when grouped by it and told apart (商家类型).",
      resolve: ({ at }) => (at.MERCHANT_KIND as (typeof merchantKinds)[number] | undefined) ?? null,
    }),
    district: t.field({
      type: BusinessDistrict,
      nullable: true,
      description:
        "The district, when grouped by it and told apart; null too for coupons that were redeemed in none, or not at all (商圈).",
      resolve: ({ at }, _args, context, info) =>
        at.DISTRICT ? loadDistrict(at.DISTRICT, context, info) : null,
    }),
    people: t.int({
      nullable: true,
      description:
        "Distinct people who claimed, by place and month, added up; null where nothing may be shown, and where finer groups are told apart (领取人数).",
      resolve: ({ figures }) => figures.people,
    }),
    claimed: t.int({
      nullable: true,
      description: "Coupons claimed; null where nothing may be shown (领取数).",
      resolve: ({ figures }) => figures.claimed,
    }),
    redeemed: t.int({
      nullable: true,
      description: "Of these, redeemed; null where nothing may be shown (核销数).",
      resolve: ({ figures }) => figures.redeemed,
    }),
    savedFen: t.field({
      type: "Fen",
      nullable: true,
      description: "What residents saved; null where nothing may be shown (节省金额).",
      resolve: ({ figures }) => figures.savedFen,
    }),
  }),
});

const CouponMeasures = measuresType(
  builder,
  "CouponMeasures",
  "Figures of coupons for analysts (优惠券统计).",
  Row,
);

builder.queryField("couponMeasures", (t) =>
  t.field({
    type: CouponMeasures,
    nullable: true,
    description: `Claims, redemptions and savings by group, for analysts, of ${mostCoupons} coupons at most (优惠券统计).`,
    args: {
      groupBy: t.arg({
        type: [Dimension],
        required: true,
        description:
          "What to tell apart; none: one total; by kinds, by weeks and days, or by district, not by two of these (分组).",
      }),
      fromMonth: t.arg.string({
        description: "Claimed in this month or later, yyyy-mm; from the first unless said (起始月份).",
      }),
      untilMonth: t.arg.string({
        description: "Claimed in this month or before, yyyy-mm; until now unless said (截止月份).",
      }),
    },
    resolve: (_root, args, context) => couponMeasures(context, args),
  }),
);
