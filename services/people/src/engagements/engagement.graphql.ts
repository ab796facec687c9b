import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { builder } from "../builder.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { engageOrganization } from "./engagement.actions.ts";
import type { engagementModes } from "./engagement.rules.ts";

const EngagementMode = builder.enumType("EngagementMode", {
  description: "How a social organization enters a community (参与方式).",
  values: {
    PURCHASED: { description: "Its services are bought (购买服务)." },
    VOLUNTEER: { description: "It volunteers (志愿公益)." },
  } satisfies Record<(typeof engagementModes)[number], object>,
});

const Engagement = builder.drizzleObject("engagements", {
  name: "Engagement",
  description: "For whom a social organization works, and how it came to it (服务合作).",
  isTypeOf: (value) => value instanceof Object && "clientId" in value,
  select: { columns: { id: true, clientId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    client: t.relation("client", { description: "For whom it works (委托方)." }),
    mode: t.expose("mode", { type: EngagementMode, description: "Bought or volunteered (参与方式)." }),
    startsOn: t.expose("startsOn", { type: "Date", description: "The first day (起始日)." }),
    endsOn: t.expose("endsOn", {
      type: "Date",
      nullable: true,
      description: "The day from which it is over; a purchase has one (终止日).",
    }),
    amountFen: t.expose("amountFen", {
      type: "Fen",
      nullable: true,
      description: "For which sum; null for volunteers (合同金额).",
    }),
  }),
});

builder.drizzleObjectField(Organization, "engagements", (t) =>
  t.relatedConnection("engagements", {
    type: Engagement,
    description: "For whom it works or worked, the latest first (服务合作).",
    totalCount: true,
    query: { orderBy: { startsOn: "desc", id: "desc" } },
  }),
);

const EngageOrganizationInput = builder.inputType("EngageOrganizationInput", {
  description: "A social organization to engage (引入社会组织).",
  fields: (t) => ({
    organizationId: t.id({ required: true, description: "The social organization (社会组织)." }),
    clientId: t.id({ required: true, description: "For whom it is to work (委托方)." }),
    mode: t.field({ type: EngagementMode, required: true, description: "Bought or volunteered (参与方式)." }),
    startsOn: t.field({ type: "Date", required: true, description: "The first day (起始日)." }),
    endsOn: t.field({
      type: "Date",
      description: "The day from which it is over; a purchase needs one (终止日).",
    }),
    amountFen: t.field({ type: "Fen", description: "For a purchase, and for that alone (合同金额)." }),
    idempotencyKey: t.string({
      required: true,
      description: "Made anew for each wish, kept for its repetitions (请求键).",
    }),
  }),
});

builder.mutationField("engageOrganization", (t) =>
  t.errorUnionField({
    description: "Engages a social organization: by purchase or as a volunteer (引入社会组织).",
    types: [Engagement, NotSignedIn, NotAllowed, NotFound, InvalidInput, IdempotencyKeyReused],
    union: { name: "EngageOrganizationResult", description: "The engagement, or why not (结果)." },
    args: {
      input: t.arg({ type: EngageOrganizationInput, required: true, description: "The engagement (合作)." }),
    },
    resolve: (_root, { input }, context) => engageOrganization(context, input),
  }),
);
