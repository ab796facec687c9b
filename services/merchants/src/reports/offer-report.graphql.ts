import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { OwnMerchant } from "../merchants/merchant.errors.ts";
import { Offer } from "../offers/offer.graphql.ts";
import { Stale, WrongOfferState } from "../offers/offer.errors.ts";
import { reviewableBy } from "../offers/offer-review.actions.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import { dismissOfferReport, reportOffer, upholdOfferReport } from "./offer-report.actions.ts";
import { AlreadyReported, ReportDecided } from "./offer-report.errors.ts";
import type { offerReportStates } from "./offer-report.rules.ts";

const OfferReportState = builder.enumType("OfferReportState", {
  description: "Where a report stands (举报状态).",
  values: {
    OPEN: { description: "Waits for a reviewer (待处理)." },
    UPHELD: { description: "The offer misleads (属实)." },
    DISMISSED: { description: "It does not (不属实)." },
  } satisfies Record<(typeof offerReportStates)[number], object>,
});

const OfferReport = builder.drizzleObject("offerReports", {
  name: "OfferReport",
  description: "What somebody finds misleading about an offer; who that is, it does not say (优惠举报).",
  isTypeOf: (value) => value instanceof Object && "reportedAt" in value,
  select: { columns: { id: true, reportedAt: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    state: t.expose("state", { type: OfferReportState, description: "Where it stands (状态)." }),
    reason: t.exposeString("reason", {
      nullable: true,
      description: "What is misleading; null once its writer has deleted the account (举报内容).",
    }),
    reportedAt: t.expose("reportedAt", { type: "DateTime", description: "When (举报时间)." }),
    decidedAt: t.expose("decidedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was decided (处理时间).",
    }),
    outcome: t.exposeString("outcome", { nullable: true, description: "What the reviewer says (处理意见)." }),
    offer: t.relation("offer", { type: Offer, description: "The offer (优惠)." }),
  }),
});

builder.objectField(Viewer, "offerReports", (t) =>
  t.drizzleConnection({
    type: OfferReport,
    nullable: true,
    description: "What the viewer has reported, the newest first (我的举报).",
    resolve: (query, { id }, _args, { db }) =>
      db.query.offerReports.findMany(
        query({
          columns: { id: true, reportedAt: true },
          where: { reporterId: id },
          orderBy: { reportedAt: "desc", id: "desc" },
        }),
      ),
  }),
);
builder.queryField("offerReportsToReview", (t) =>
  t.drizzleConnection({
    type: OfferReport,
    nullable: true,
    description: "Reports that wait for the viewer's verdict, the oldest first (待我处理的举报).",
    resolve: (query, _root, _args, { db, viewer }) =>
      db.query.offerReports.findMany(
        query({
          columns: { id: true, reportedAt: true },
          where: {
            state: "OPEN",
            offer: reviewableBy(viewer),
            ...(viewer && { reporterId: { ne: viewer.person } }),
          },
          orderBy: { reportedAt: "asc", id: "asc" },
        }),
      ),
  }),
);

refusalTypes(builder, UserError, [[AlreadyReported, "One has an open report of it (已举报，待处理)."]]);
builder.objectType(ReportDecided, {
  name: "ReportDecided",
  description: "The report is decided (举报已处理).",
  interfaces: [UserError],
  fields: (t) => ({
    state: t.expose("state", { type: OfferReportState, description: "How (状态)." }),
  }),
});

const ReportOfferInput = builder.inputType("ReportOfferInput", {
  description: "What is misleading about an offer (优惠举报).",
  fields: (t) => ({
    offerId: t.id({ required: true, description: "The offer (优惠)." }),
    reason: t.string({ required: true, description: "What, 1 to 1,000 characters (举报内容)." }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters; made anew for each wish (请求键).",
    }),
  }),
});
const id = { required: true, description: "The report's id (举报编号)." } as const;
const outcome = {
  required: true,
  description: "Why, for who reported it, 1 to 1,000 characters (处理意见).",
} as const;

builder.mutationFields((t) => ({
  reportOffer: t.errorUnionField({
    description: "Tells the reviewers of an offer that it misleads (举报优惠).",
    types: [OfferReport, NotSignedIn, NotFound, InvalidInput, IdempotencyKeyReused, AlreadyReported],
    union: { name: "ReportOfferResult", description: "The report, or why not (结果)." },
    args: { input: t.arg({ type: ReportOfferInput, required: true, description: "The report (举报)." }) },
    resolve: (_root, { input }, context) => reportOffer(context, input),
  }),
  upholdOfferReport: t.errorUnionField({
    description:
      "Finds that an offer misleads, by who reviews it: it is paused, and its merchant reads why, never by whose report (举报属实).",
    types: [
      OfferReport,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      OwnMerchant,
      ReportDecided,
      WrongOfferState,
      Stale,
    ],
    union: { name: "UpholdOfferReportResult", description: "The report, or why not (结果)." },
    args: { id: t.arg.id(id), outcome: t.arg.string(outcome) },
    resolve: (_root, args, context) => upholdOfferReport(context, args),
  }),
  dismissOfferReport: t.errorUnionField({
    description: "Finds that an offer does not mislead, by who reviews it (举报不属实).",
    types: [OfferReport, NotSignedIn, NotAllowed, NotFound, InvalidInput, OwnMerchant, ReportDecided],
    union: { name: "DismissOfferReportResult", description: "The report, or why not (结果)." },
    args: { id: t.arg.id(id), outcome: t.arg.string(outcome) },
    resolve: (_root, args, context) => dismissOfferReport(context, args),
  }),
}));
