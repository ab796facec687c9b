import { builder } from "../builder.ts";
import { loadPlace, Place } from "../places/place.graphql.ts";
import { couponMeasures } from "./coupon-measures.actions.ts";
import { type measureDimensions } from "./coupon-measures.rules.ts";

const Dimension = builder.enumType("CouponMeasureDimension", {
  description: "What figures of coupons are told apart by (分组维度).",
  values: {
    PLACE: { description: "The offer's place that the holder lives in (地点)." },
    MONTH: { description: "The month of the claim, Asia/Shanghai (月份)." },
  } satisfies Record<(typeof measureDimensions)[number], object>,
});

type Measures = Awaited<ReturnType<typeof couponMeasures>>;

const Row = builder.objectRef<Measures["rows"][number]>("CouponMeasuresRow").implement({
  description: "The figures of one group (分组数据).",
  fields: (t) => ({
    place: t.field({
      type: Place,
      nullable: true,
      description: "The place, when grouped by it (地点).",
      resolve: ({ placeId }, _args, context, info) => loadPlace(placeId, context, info),
    }),
    month: t.exposeString("month", { nullable: true, description: "yyyy-mm, when grouped by it (月份)." }),
    claimed: t.exposeInt("claimed", {
      nullable: true,
      description: "Coupons claimed; null where nothing may be shown (领取数).",
    }),
    redeemed: t.exposeInt("redeemed", {
      nullable: true,
      description: "Of these, redeemed; null where nothing may be shown (核销数).",
    }),
    savedFen: t.expose("savedFen", {
      type: "Fen",
      nullable: true,
      description: "What residents saved; null where nothing may be shown (节省金额).",
    }),
    suppressed: t.exposeBoolean("suppressed", {
      description: "Whether figures about too few people are left out of it (含已隐去数据).",
    }),
  }),
});

const CouponMeasures = builder.objectRef<Measures>("CouponMeasures").implement({
  description: "Figures of coupons for analysts (优惠券统计).",
  fields: (t) => ({
    asOf: t.expose("asOf", { type: "DateTime", description: "When they were counted (统计时间)." }),
    truncated: t.exposeBoolean("truncated", {
      description: "Whether there are more rows than rowLimit (是否截断).",
    }),
    rowLimit: t.exposeInt("rowLimit", { description: "Rows at most (行数上限)." }),
    rows: t.field({ type: [Row], description: "The groups (分组).", resolve: ({ rows }) => rows }),
  }),
});

builder.queryField("couponMeasures", (t) =>
  t.field({
    type: CouponMeasures,
    nullable: true,
    description: "Claims, redemptions and savings by group, for analysts (优惠券统计).",
    args: {
      groupBy: t.arg({
        type: [Dimension],
        required: true,
        description: "What to tell apart; none: one total (分组).",
      }),
    },
    resolve: (_root, { groupBy }, context) => couponMeasures(context, groupBy),
  }),
);
