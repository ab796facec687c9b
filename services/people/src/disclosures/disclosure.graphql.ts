import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { DataClass } from "../audit/audit.graphql.ts";
import { builder, UserError } from "../builder.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { inScopeOf } from "../people/sight.actions.ts";
import { approveDisclosure, refuseDisclosure, requestDisclosure } from "./disclosure.actions.ts";
import { DisclosureDecided, OwnRequest } from "./disclosure.errors.ts";
import { disclosureState, type disclosureStates } from "./disclosure.rules.ts";

const DisclosureState = builder.enumType("DisclosureState", {
  description: "Where a request to see somebody's data stands (查看申请状态).",
  values: {
    PENDING: { description: "Waits for another one's approval (待批准)." },
    OPEN: { description: "The data shows in clear (已开放)." },
    OVER: { description: "Its time is over (已到期)." },
    REFUSED: { description: "Refused (已拒绝)." },
  } satisfies Record<(typeof disclosureStates)[number], object>,
});

export const Disclosure = builder.drizzleObject("disclosures", {
  name: "Disclosure",
  description: "A request to see somebody's data in clear for a while (查看申请).",
  isTypeOf: (value) => value instanceof Object && "askedBy" in value,
  select: { columns: { id: true, personId: true, askedBy: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "Whose data (被查看人).",
      resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
    }),
    askedBy: t.field({
      type: Person,
      nullable: true,
      description: "Who wants to see it (申请人).",
      resolve: ({ askedBy }, _args, context, info) => loadPerson(askedBy, context, info),
    }),
    dataClass: t.expose("dataClass", { type: DataClass, description: "Which data (数据级别)." }),
    reason: t.exposeString("reason", { description: "Why (原因)." }),
    state: t.field({
      type: DisclosureState,
      description: "Where it stands (状态).",
      select: { columns: { decision: true, openUntil: true } },
      resolve: (disclosure, _args, { now }) => disclosureState(disclosure, now()),
    }),
    askedAt: t.expose("askedAt", { type: "DateTime", description: "When it was asked (申请时间)." }),
    openUntil: t.expose("openUntil", {
      type: "DateTime",
      nullable: true,
      description: "The data shows in clear before this; null where it never did (开放截止).",
    }),
    refusalReason: t.exposeString("refusalReason", {
      nullable: true,
      description: "Why it was refused (拒绝原因).",
    }),
  }),
});

refusalTypes(builder, UserError, [
  [OwnRequest, "Whoever asks does not decide (不可自批)."],
  [DisclosureDecided, "It was decided on before (已有决定)."],
]);

const RequestDisclosureInput = builder.inputType("RequestDisclosureInput", {
  description: "Whose data is to be seen, and why (查看申请).",
  fields: (t) => ({
    personId: t.id({ required: true, description: "Whose data (被查看人)." }),
    dataClass: t.field({
      type: DataClass,
      required: true,
      description: "Which data; about a child under 14 all is C3 (数据级别).",
    }),
    reason: t.string({ required: true, description: "Why, 5 to 500 characters (原因)." }),
  }),
});

const disclosureId = { required: true, description: "The request's id (申请编号)." } as const;

builder.mutationField("requestDisclosure", (t) =>
  t.errorUnionField({
    description: "Asks to see somebody's data in clear, with a reason; C3 waits for approval (申请查看).",
    types: [Disclosure, NotSignedIn, NotAllowed, InvalidInput, IdempotencyKeyReused],
    union: { name: "RequestDisclosureResult", description: "The request, or why not (结果)." },
    args: {
      input: t.arg({ type: RequestDisclosureInput, required: true, description: "The request (申请)." }),
      idempotencyKey: t.arg.string({
        required: true,
        description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
      }),
    },
    resolve: (_root, { input, idempotencyKey }, context) =>
      requestDisclosure(context, { ...input, idempotencyKey }),
  }),
);
builder.mutationField("approveDisclosure", (t) =>
  t.errorUnionField({
    description: "Lets whoever asked see the data for a while (批准查看).",
    types: [Disclosure, NotSignedIn, NotAllowed, NotFound, OwnRequest, DisclosureDecided, InvalidInput],
    union: { name: "ApproveDisclosureResult", description: "The request, or why not (结果)." },
    args: { id: t.arg.id(disclosureId) },
    resolve: (_root, { id }, context) => approveDisclosure(context, id),
  }),
);
builder.mutationField("refuseDisclosure", (t) =>
  t.errorUnionField({
    description: "Says no to a request to see data, with a reason (拒绝查看).",
    types: [Disclosure, NotSignedIn, NotAllowed, NotFound, OwnRequest, DisclosureDecided, InvalidInput],
    union: { name: "RefuseDisclosureResult", description: "The request, or why not (结果)." },
    args: {
      id: t.arg.id(disclosureId),
      reason: t.arg.string({ required: true, description: "Why, 5 to 500 characters (原因)." }),
    },
    resolve: (_root, { id, reason }, context) => refuseDisclosure(context, id, reason),
  }),
);

builder.queryField("pendingDisclosures", (t) =>
  t.drizzleConnection({
    type: Disclosure,
    nullable: true,
    description: "What waits for the viewer's decision, the oldest first (待我批准的查看申请).",
    resolve: (query, _root, _args, context) =>
      context.db.query.disclosures.findMany(
        query({
          columns: { id: true, personId: true, askedBy: true },
          where: {
            decision: { isNull: true },
            openedAt: { isNull: true },
            askedBy: { ne: context.viewer?.person },
            person: inScopeOf(context),
          },
          orderBy: { askedAt: "asc", id: "asc" },
        }),
      ),
  }),
);
