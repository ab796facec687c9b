import { resolveCursorConnection, type ResolveCursorConnectionArgs } from "@pothos/plugin-relay";
import { builder } from "../builder.ts";
import { loadOutlet, Merchant, Outlet } from "../merchants/merchant.graphql.ts";
import { loadOffer, Offer } from "../offers/offer.graphql.ts";
import {
  csvOf,
  entriesOf,
  linesOf,
  readCursor,
  type Statement as OneStatement,
  statementOf,
  totalsOf,
  writeCursor,
} from "./statement.actions.ts";
import { daysOf, type entryKinds, type StatementEntry as Entry, type Sums } from "./statement.rules.ts";

const EntryKind = builder.enumType("StatementEntryKind", {
  description: "What an entry of a statement is (结算类型).",
  values: {
    REDEMPTION: { description: "A redemption, when it was booked (核销)." },
    REVERSAL: { description: "The reversal of one, with its amounts taken away (撤销核销)." },
  } satisfies Record<(typeof entryKinds)[number], object>,
});

const StatementEntry = builder.objectRef<Entry>("StatementEntry").implement({
  description: "One entry of a statement; nobody is in it (结算明细).",
  fields: (t) => ({
    kind: t.expose("kind", { type: EntryKind, description: "What it is (类型)." }),
    at: t.expose("at", { type: "DateTime", description: "When it was booked (入账时间)." }),
    redeemedAt: t.expose("redeemedAt", {
      type: "DateTime",
      description: "When the coupon was used (核销时间).",
    }),
    redemptionId: t.exposeID("redemptionId", { description: "The redemption's id (核销编号)." }),
    outlet: t.field({
      type: Outlet,
      nullable: true,
      description: "Where (门店).",
      resolve: ({ outletId }, _args, context, info) => loadOutlet(outletId, context, info),
    }),
    offer: t.field({
      type: Offer,
      nullable: true,
      description: "Of which offer (优惠).",
      resolve: ({ offerId }, _args, context, info) => loadOffer(offerId, context, info),
    }),
    spentFen: t.expose("spentFen", {
      type: "Fen",
      description: "The bill; a reversal's is negative (消费金额).",
    }),
    savedFen: t.expose("savedFen", {
      type: "Fen",
      description: "What the coupon saved; a reversal's is negative (优惠金额).",
    }),
  }),
});

const sumsDescriptions = {
  redemptions: "Redemptions (核销笔数).",
  reversals: "Reversals (撤销笔数).",
  spentFen: "Bills, less those reversed (消费金额).",
  savedFen: "Savings, less those reversed (优惠金额).",
} satisfies Record<keyof Sums, string>;

const StatementTotals = builder.objectRef<Sums>("StatementTotals").implement({
  description: "What entries add up to (结算合计).",
  fields: (t) => ({
    redemptions: t.exposeInt("redemptions", { description: sumsDescriptions.redemptions }),
    reversals: t.exposeInt("reversals", { description: sumsDescriptions.reversals }),
    spentFen: t.expose("spentFen", { type: "Fen", description: sumsDescriptions.spentFen }),
    savedFen: t.expose("savedFen", { type: "Fen", description: sumsDescriptions.savedFen }),
  }),
});

const OutletLine = builder.objectRef<Sums & { id: string }>("StatementOutletLine").implement({
  description: "What the entries of one outlet add up to (门店小计).",
  fields: (t) => ({
    outlet: t.field({
      type: Outlet,
      nullable: true,
      description: "The outlet (门店).",
      resolve: ({ id }, _args, context, info) => loadOutlet(id, context, info),
    }),
    totals: t.field({ type: StatementTotals, description: "Its sums (小计).", resolve: (line) => line }),
  }),
});
const OfferLine = builder.objectRef<Sums & { id: string }>("StatementOfferLine").implement({
  description: "What the entries of one offer add up to (优惠小计).",
  fields: (t) => ({
    offer: t.field({
      type: Offer,
      nullable: true,
      description: "The offer (优惠).",
      resolve: ({ id }, _args, context, info) => loadOffer(id, context, info),
    }),
    totals: t.field({ type: StatementTotals, description: "Its sums (小计).", resolve: (line) => line }),
  }),
});

type Csv = Awaited<ReturnType<typeof csvOf>>;
const StatementCsv = builder.objectRef<Csv>("StatementCsv").implement({
  description: "Entries as a text for spreadsheets: UTF-8 with a byte order mark (结算导出).",
  fields: (t) => ({
    text: t.exposeString("text", { description: "The CSV, to be saved as it is (文件内容)." }),
    rows: t.exposeInt("rows", { description: "Entries in it (行数)." }),
    truncated: t.exposeBoolean("truncated", {
      description: "Whether there are more than it may hold (是否截断).",
    }),
    next: t.exposeString("next", {
      nullable: true,
      description: "For `after`, to get the rest; null where there is none (下一部分).",
    }),
  }),
});

const Statement = builder.objectRef<OneStatement>("Statement").implement({
  description: "What a merchant is settled by for a period: redemptions less reversals (结算单).",
  fields: (t) => ({
    from: t.field({
      type: "Date",
      description: "Its first day (起始日).",
      resolve: ({ period }) => daysOf(period)[0],
    }),
    lastDay: t.field({
      type: "Date",
      description: "Its last day (截止日).",
      resolve: ({ period }) => daysOf(period)[1],
    }),
    asOf: t.expose("asOf", {
      type: "DateTime",
      description:
        "When it was drawn up: it holds what was booked until then, and of a period that is over says the same for ever (生成时间).",
    }),
    totals: t.field({
      type: StatementTotals,
      description: "All of it (合计).",
      resolve: (statement, _args, context) => totalsOf(context, statement),
    }),
    byOutlet: t.field({
      type: [OutletLine],
      description: "By outlet, those with entries (门店小计).",
      resolve: (statement, _args, context) => linesOf(context, statement, "outletId"),
    }),
    byOffer: t.field({
      type: [OfferLine],
      description: "By offer, those with entries (优惠小计).",
      resolve: (statement, _args, context) => linesOf(context, statement, "offerId"),
    }),
    entries: t.connection(
      {
        type: StatementEntry,
        description:
          "Each redemption and reversal, as they were booked; what is booked later shows on no later page (明细).",
        resolve: async (drawn, args, context) => {
          const after = args.after ? readCursor(args.after) : null;
          const before = args.before ? readCursor(args.before) : null;
          const statement = { ...drawn, asOf: (after ?? before ?? drawn).asOf };
          const page = await resolveCursorConnection(
            {
              args,
              defaultSize: 20,
              maxSize: 100,
              toCursor: (entry: Entry) => writeCursor(statement, entry),
            },
            ({ limit, inverted }: ResolveCursorConnectionArgs) =>
              entriesOf(context, statement, { after, before, limit, inverted }),
          );
          const { redemptions, reversals } = await totalsOf(context, statement);
          return { ...page, totalCount: redemptions + reversals };
        },
      },
      {
        name: "StatementEntriesConnection",
        fields: (fields) => ({
          totalCount: fields.int({
            description: "How many items the whole list has (总数).",
            resolve: ({ totalCount }) => totalCount,
          }),
        }),
      },
      { name: "StatementEntriesConnectionEdge" },
    ),
    csv: t.field({
      type: StatementCsv,
      description: "The entries as CSV, 5,000 at once (导出).",
      args: { after: t.arg.string({ description: "`next` of the part before (上一部分之后)." }) },
      resolve: (statement, { after }, context) => csvOf(context, statement, after ?? null),
    }),
  }),
});

builder.drizzleObjectField(Merchant, "statement", (t) =>
  t.field({
    type: Statement,
    nullable: true,
    description: "What it is settled by for a month, or for days, to its owner alone (结算单).",
    select: { columns: { id: true } },
    args: {
      month: t.arg.string({ description: "A month in Asia/Shanghai, yyyy-mm (月份)." }),
      from: t.arg({ type: "Date", description: "Instead of a month: the first day (起始日)." }),
      until: t.arg({ type: "Date", description: "Instead of a month: the day after the last (截止日次日)." }),
    },
    resolve: ({ id }, args, context) => statementOf(context, id, args),
  }),
);
