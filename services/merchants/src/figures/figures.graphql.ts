import { builder } from "../builder.ts";
import { loadOutlet, Merchant, Outlet } from "../merchants/merchant.graphql.ts";
import { daysOf } from "../settlement/statement.rules.ts";
import {
  byDay,
  byHour,
  byOutlet,
  type DayFigures,
  type Figures as MerchantFigures,
  figuresOf,
  type HourFigures,
  regularsShown,
  totals,
} from "./figures.actions.ts";

type OutletFigures = Awaited<ReturnType<typeof byOutlet>>[number];
const ByOutlet = builder.objectRef<OutletFigures>("OutletFigures").implement({
  description: "Figures of one outlet (门店数据).",
  fields: (t) => ({
    outlet: t.field({
      type: Outlet,
      nullable: true,
      description: "The outlet (门店).",
      resolve: ({ outletId }, _args, context, info) => loadOutlet(outletId, context, info),
    }),
    redeemed: t.exposeInt("redeemed", { description: "Redemptions that stand (核销数)." }),
    savedFen: t.expose("savedFen", { type: "Fen", description: "What residents saved (节省金额)." }),
  }),
});

const ByDay = builder.objectRef<DayFigures>("DayFigures").implement({
  description: "Figures of one day (每日数据).",
  fields: (t) => ({
    date: t.expose("date", { type: "Date", description: "The day, Asia/Shanghai (日期)." }),
    claimed: t.exposeInt("claimed", { description: "Coupons claimed (领取数)." }),
    redeemed: t.exposeInt("redeemed", { description: "Redemptions that stand (核销数)." }),
  }),
});

const ByHour = builder.objectRef<HourFigures>("HourFigures").implement({
  description: "Figures of one hour of the day (分时数据).",
  fields: (t) => ({
    hour: t.exposeInt("hour", { description: "From this full hour on, 0 to 23, Asia/Shanghai (整点)." }),
    claimed: t.exposeInt("claimed", { description: "Coupons claimed, whatever became of them (领取数)." }),
    redeemed: t.exposeInt("redeemed", { description: "Redemptions that stand (核销数)." }),
  }),
});

type Regulars = NonNullable<Awaited<ReturnType<typeof regularsShown>>>;
const RegularFigures = builder.objectRef<Regulars>("RegularFigures").implement({
  description: "How many residents came back within 90 days; nothing where they are too few (回头客).",
  fields: (t) => ({
    month: t.exposeString("month", { description: "The 90 days are those until its end, yyyy-mm (月份)." }),
    redeemers: t.exposeInt("redeemers", {
      nullable: true,
      description: "Residents who redeemed; null where nothing may be shown (核销人数).",
    }),
    returning: t.exposeInt("returning", {
      nullable: true,
      description: "Of these, who redeemed at least twice; null where nothing may be shown (回头人数).",
    }),
    repeatRate: t.float({
      nullable: true,
      description: "These by those, 0 to 1; null where nothing may be shown, or nobody redeemed (回头率).",
      resolve: ({ redeemers, returning }) => (redeemers ? returning! / redeemers : null),
    }),
  }),
});

const Figures = builder.objectRef<MerchantFigures>("MerchantFigures").implement({
  description: "A merchant's own figures of a period; nobody is in them (商家数据).",
  fields: (t) => ({
    from: t.field({
      type: "Date",
      description: "The first day (起始日).",
      resolve: ({ period }) => daysOf(period)[0],
    }),
    lastDay: t.field({
      type: "Date",
      description: "The last day (截止日).",
      resolve: ({ period }) => daysOf(period)[1],
    }),
    asOf: t.expose("asOf", { type: "DateTime", description: "When they were counted (统计时间)." }),
    claimed: t.int({
      description: "Coupons claimed (领取数).",
      resolve: async (figures, _args, context) => (await totals(context, figures)).claimed,
    }),
    redeemed: t.int({
      description: "Redemptions that stand (核销数).",
      resolve: async (figures, _args, context) => (await totals(context, figures)).redeemed,
    }),
    savedFen: t.field({
      type: "Fen",
      description: "What residents saved (节省金额).",
      resolve: async (figures, _args, context) => (await totals(context, figures)).savedFen,
    }),
    byOutlet: t.field({
      type: [ByOutlet],
      description: "By outlet, those with redemptions (门店数据).",
      resolve: (figures, _args, context) => byOutlet(context, figures),
    }),
    byDay: t.field({
      type: [ByDay],
      description: "By day, those with claims or redemptions (每日数据).",
      resolve: (figures, _args, context) => byDay(context, figures),
    }),
    byHour: t.field({
      type: [ByHour],
      description: "By hour of the day, those with any (分时数据).",
      resolve: (figures, _args, context) => byHour(context, figures),
    }),
  }),
});

builder.drizzleObjectField(Merchant, "figures", (t) =>
  t.field({
    type: Figures,
    nullable: true,
    description: "Its figures of a month, or of days, to its owner alone (商家数据).",
    select: { columns: { id: true } },
    args: {
      month: t.arg.string({ description: "A month in Asia/Shanghai, yyyy-mm (月份)." }),
      from: t.arg({ type: "Date", description: "Instead of a month: the first day (起始日)." }),
      until: t.arg({ type: "Date", description: "Instead of a month: the day after the last (截止日次日)." }),
    },
    resolve: ({ id }, args, context) => figuresOf(context, id, args),
  }),
);

builder.drizzleObjectField(Merchant, "regulars", (t) =>
  t.field({
    type: RegularFigures,
    nullable: true,
    description: "How many residents came back, to its owner alone (回头客).",
    select: { columns: { id: true } },
    args: {
      month: t.arg.string({ description: "A month that is over, yyyy-mm; the last one unless said (月份)." }),
    },
    resolve: ({ id }, { month }, context) => regularsShown(context, id, month ?? null),
  }),
);
