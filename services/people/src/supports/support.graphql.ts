import { dateIn, IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { inForceOn } from "../memberships/membership.rules.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { Venue } from "../venues/venue.graphql.ts";
import { endSupport, recordSupport } from "./support.actions.ts";
import { AlreadySupported, SupportEnded } from "./support.errors.ts";
import type { supportKinds } from "./support.rules.ts";

const SupportKind = builder.enumType("SupportKind", {
  description: "How a party organization supports another body (支持方式).",
  values: {
    GUIDANCE: { description: "Guidance (积极引导)." },
    VENUE: { description: "A venue to use (场地支持)." },
    CO_BUILDING: { description: "Building together (合作共建)." },
  } satisfies Record<(typeof supportKinds)[number], object>,
});

const Support = builder.drizzleObject("supports", {
  name: "Support",
  description: "What a party organization does for another body (支持).",
  isTypeOf: (value) => value instanceof Object && "receiverId" in value,
  select: { columns: { id: true, receiverId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    kind: t.expose("kind", { type: SupportKind, description: "How (方式)." }),
    giver: t.relation("giver", { description: "The party organization (支持方)." }),
    receiver: t.relation("receiver", { description: "The supported body (受支持方)." }),
    venue: t.relation("venue", {
      type: Venue,
      nullable: true,
      description: "The venue that is there to use, with support by a venue (场所).",
    }),
    startsOn: t.expose("startsOn", { type: "Date", description: "Since when (开始日期)." }),
    endsOn: t.expose("endsOn", {
      type: "Date",
      nullable: true,
      description: "Before when it ended; null while it goes on (结束日期).",
    }),
  }),
});

builder.drizzleObjectFields(Organization, (t) => ({
  supportsGiven: t.relatedConnection("supportsGiven", {
    type: Support,
    description: "The support that it gives at present, the newest first (给予的支持).",
    totalCount: true,
    query: (_args, { now }) => ({
      where: inForceOn(dateIn(now())),
      orderBy: { startsOn: "desc" as const, id: "desc" as const },
    }),
  }),
  supportsReceived: t.relatedConnection("supportsReceived", {
    type: Support,
    description: "The support that it has at present, the newest first (得到的支持).",
    totalCount: true,
    query: (_args, { now }) => ({
      where: inForceOn(dateIn(now())),
      orderBy: { startsOn: "desc" as const, id: "desc" as const },
    }),
  }),
}));

refusalTypes(builder, UserError, [[AlreadySupported, "The support is recorded already (支持已登记)."]]);
builder.objectType(SupportEnded, {
  name: "SupportEnded",
  description: "The support has ended (支持已结束).",
  interfaces: [UserError],
  fields: (t) => ({ endsOn: t.expose("endsOn", { type: "Date", description: "Since when (结束日期)." }) }),
});

const RecordSupportInput = builder.inputType("RecordSupportInput", {
  description: "A support that begins today (登记支持).",
  fields: (t) => ({
    kind: t.field({ type: SupportKind, required: true, description: "How (方式)." }),
    giverId: t.id({ required: true, description: "The party organization (支持方)." }),
    receiverId: t.id({ required: true, description: "The supported body (受支持方)." }),
    venueId: t.id({ description: "With support by a venue: an open one that the giver provides (场所)." }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters; made anew for each wish (请求键).",
    }),
  }),
});

builder.mutationFields((t) => ({
  recordSupport: t.errorUnionField({
    description: "Records that a party organization supports another body from today on (登记支持).",
    types: [Support, NotSignedIn, NotAllowed, NotFound, InvalidInput, IdempotencyKeyReused, AlreadySupported],
    union: { name: "RecordSupportResult", description: "The support, or why not (结果)." },
    args: { input: t.arg({ type: RecordSupportInput, required: true, description: "The support (支持)." }) },
    resolve: (_root, { input }, context) => recordSupport(context, input),
  }),
  endSupport: t.errorUnionField({
    description: "Ends a support from today on (结束支持).",
    types: [Support, NotSignedIn, NotAllowed, NotFound, SupportEnded],
    union: { name: "EndSupportResult", description: "The support, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The support's id (支持编号)." }) },
    resolve: (_root, { id }, context) => endSupport(context, id),
  }),
}));
