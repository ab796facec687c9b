import { dataRequestKinds, dataServices } from "@linli/events";
import { IdempotencyKeyReused, InvalidInput, NotSignedIn } from "@linli/kernel";
import { ownExports } from "@linli/personal-data";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import {
  assertWatches,
  countPending,
  countRequestsOf,
  deleteMyAccount,
  exportMyData,
  ownPart,
  readableRequest,
} from "./data-request.actions.ts";
import {
  type dataRequestStates,
  deletionPhrase,
  pending,
  type Receipt,
  receiptsOf,
  stateOf,
} from "./data-request.rules.ts";

const DataRequestKind = builder.enumType("DataRequestKind", {
  description: "What somebody asks of all services together (请求类别).",
  values: {
    EXPORT: { description: "To see all that is kept about them (导出个人信息)." },
    DELETION: { description: "To be forgotten (注销账号)." },
  } satisfies Record<(typeof dataRequestKinds)[number], object>,
});

const DataRequestState = builder.enumType("DataRequestState", {
  description: "How far it has come (办理状态).",
  values: {
    PENDING: { description: "Not there yet; it is tried again by itself (处理中)." },
    DONE: { description: "Done (已完成)." },
  } satisfies Record<(typeof dataRequestStates)[number], object>,
});

const DataService = builder.enumType("DataService", {
  description: "Who keeps a part of what is known about people (数据服务).",
  values: {
    PEOPLE: { description: "People and organizations (人与组织)." },
    PROJECTS: { description: "Demands and activities (需求与活动)." },
    MERCHANTS: { description: "Offers and coupons (商家与券)." },
    MEETINGS: { description: "Meetings (会议)." },
  } satisfies Record<(typeof dataServices)[number], object>,
});

const DataCount = builder.objectRef<Receipt["counts"][number]>("DataCount").implement({
  description: "How much of one kind a service keeps (数据条数).",
  fields: (t) => ({
    kind: t.exposeString("kind", { description: "What, as the export calls it (类别)." }),
    count: t.exposeInt("count", { description: "How many entries (条数)." }),
  }),
});

const DataReceipt = builder.objectRef<Receipt>("DataReceipt").implement({
  description: "A service's word that it has done its part (回执).",
  fields: (t) => ({
    service: t.expose("service", { type: DataService, description: "Whose word (服务)." }),
    state: t.field({
      type: DataRequestState,
      description: "Whether it has been given (状态).",
      resolve: ({ at }) => (at ? "DONE" : "PENDING"),
    }),
    at: t.expose("at", {
      type: "DateTime",
      nullable: true,
      description: "When; null while it is still to come (时间).",
    }),
    counts: t.field({
      type: [DataCount],
      description: "What was found about the person then (数据条数).",
      resolve: ({ counts }) => counts,
    }),
  }),
});

const received = { with: { receipts: true } } as const;

const DataRequest = builder.drizzleObject("dataRequests", {
  name: "DataRequest",
  description: "What somebody asked of all services together: their data, or to be forgotten (个人信息请求).",
  isTypeOf: (value) => value instanceof Object && "personId" in value,
  select: { columns: { id: true, personId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    kind: t.expose("kind", { type: DataRequestKind, description: "What was asked (类别)." }),
    at: t.expose("at", { type: "DateTime", description: "When it was asked (提交时间)." }),
    state: t.field({
      type: DataRequestState,
      description: "Done once every service has given its receipt (状态).",
      select: received,
      resolve: ({ receipts }) => stateOf(receipts),
    }),
    receipts: t.field({
      type: [DataReceipt],
      description: "One for each service, given or still to come (回执).",
      select: received,
      resolve: ({ receipts }) => receiptsOf(receipts),
    }),
    peoplePart: t.field({
      type: "JSON",
      nullable: true,
      description:
        "Of an export, what people keeps about the person, by kind, to that person alone (人与组织数据).",
      select: { columns: { kind: true } },
      resolve: ({ kind, personId }, _args, context) =>
        kind === "EXPORT" && personId === context.viewer?.person ? ownPart(context) : null,
    }),
  }),
});
entity(builder, DataRequest, "dataRequests", ownExports);

builder.objectField(Viewer, "dataRequests", (t) =>
  t.drizzleConnection({
    type: DataRequest,
    description: "What the viewer has asked of all services, the newest first (我的个人信息请求).",
    totalCount: ({ id }, _args, context) => countRequestsOf(context, id),
    resolve: (query, { id }, _args, { db }) =>
      db.query.dataRequests.findMany(
        query({
          columns: { id: true, personId: true },
          where: { personId: id },
          orderBy: { at: "desc", id: "desc" },
        }),
      ),
  }),
);

builder.queryField("dataRequest", (t) =>
  t.drizzleField({
    type: DataRequest,
    nullable: true,
    description: "One's own request, or that of a deleted account by its receipt's token (查询个人信息请求).",
    args: {
      id: t.arg.id({ required: true, description: "Its id (编号)." }),
      token: t.arg.string({ description: "What the deletion's answer gave (回执凭证)." }),
    },
    resolve: async (query, _root, { id, token }, context) => {
      const readable = await readableRequest(context, id, token ?? null);
      return readable === null
        ? null
        : context.db.query.dataRequests.findFirst(
            query({ columns: { id: true, personId: true }, where: { id: readable } }),
          );
    },
  }),
);

builder.queryField("pendingDataRequests", (t) =>
  t.drizzleConnection({
    type: DataRequest,
    nullable: true,
    description:
      "Requests that some service has not answered yet, the oldest first, to auditors and administrators; it names nobody (未完成的个人信息请求).",
    totalCount: (_root, _args, context) => countPending(context),
    resolve: (query, _root, _args, context) => {
      assertWatches(context);
      return context.db.query.dataRequests.findMany(
        query({ columns: { id: true, personId: true }, where: pending, orderBy: { at: "asc", id: "asc" } }),
      );
    },
  }),
);

const AccountDeletion = builder
  .objectRef<Exclude<Awaited<ReturnType<typeof deleteMyAccount>>, Error>>("AccountDeletion")
  .implement({
    description: "That an account is deleted, and how to ask for its receipts from now on (注销结果).",
    isTypeOf: (value) => value instanceof Object && "token" in value,
    fields: (t) => ({
      request: t.field({
        type: DataRequest,
        description: "The request that every service answers (注销请求).",
        resolve: ({ request }) => request,
      }),
      token: t.exposeString("token", {
        description: "Keep it: it alone shows the request once nobody can sign in any more (回执凭证).",
      }),
    }),
  });

builder.mutationField("exportMyData", (t) =>
  t.errorUnionField({
    description: "Asks every service for what it keeps about the viewer (导出我的个人信息).",
    types: [DataRequest, NotSignedIn, InvalidInput, IdempotencyKeyReused],
    union: { name: "ExportMyDataResult", description: "The request, or why not (结果)." },
    args: {
      idempotencyKey: t.arg.string({
        required: true,
        description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
      }),
    },
    resolve: (_root, args, context) => exportMyData(context, args),
  }),
);

builder.mutationField("deleteMyAccount", (t) =>
  t.errorUnionField({
    description: "Deletes the viewer's account for good; a second time gives the same answer (注销我的账号).",
    types: [AccountDeletion, NotSignedIn, InvalidInput],
    union: { name: "DeleteMyAccountResult", description: "The deletion, or why not (结果)." },
    args: {
      confirmation: t.arg.string({
        required: true,
        description: `Exactly "${deletionPhrase}", typed by whoever means it (确认文字).`,
      }),
    },
    resolve: (_root, args, context) => deleteMyAccount(context, args),
  }),
);
