import { dateIn, IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { entity, refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { Place } from "../places/place.graphql.ts";
import { openOn } from "../venues/venue.rules.ts";
import { enrolYouthCommunity, linkPartyLead } from "./youth-community.actions.ts";
import { AlreadyEnrolled, AlreadyLed, NotALead } from "./youth-community.errors.ts";
import { type youthCommunityStates, youthCommunityState } from "./youth-community.rules.ts";

const YouthCommunityState = builder.enumType("YouthCommunityState", {
  description: "Where a community stands in the programme (青春社区状态).",
  values: {
    ENROLLED: { description: "Enrolled; a lead or a venue is lacking (已申报)." },
    ACTIVE: { description: "Active, with a party organization as its lead and a venue (运行)." },
  } satisfies Record<(typeof youthCommunityStates)[number], object>,
});

const YouthCommunity = builder.drizzleObject("youthCommunities", {
  name: "YouthCommunity",
  description: "A community's enrolment in the programme (青春社区).",
  isTypeOf: (value) => value instanceof Object && "placeId" in value,
  select: { columns: { id: true, placeId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    place: t.relation("place", { description: "The community (社区)." }),
    enrolledOn: t.expose("enrolledOn", { type: "Date", description: "Since when (申报日期)." }),
    lead: t.relation("lead", {
      type: Organization,
      nullable: true,
      description: "The party organization that leads it (领导核心).",
    }),
    leadSince: t.expose("leadSince", {
      type: "Date",
      nullable: true,
      description: "Since when that leads it (领导起始日).",
    }),
    state: t.field({
      type: YouthCommunityState,
      description: "Where it stands today (状态).",
      select: (_args, { now }) => ({
        columns: { leadSince: true },
        with: {
          lead: { columns: { dissolvedOn: true } },
          place: {
            columns: { id: true },
            with: { venues: { columns: { id: true }, where: openOn(dateIn(now())), limit: 1 } },
          },
        },
      }),
      resolve: (enrolment, _args, { now }) =>
        youthCommunityState(enrolment, enrolment.place.venues.length > 0, dateIn(now())),
    }),
  }),
});
entity(builder, YouthCommunity, "youthCommunities");

builder.drizzleObjectField(Place, "youthCommunity", (t) =>
  t.relation("youthCommunity", {
    type: YouthCommunity,
    nullable: true,
    description: "Its enrolment in the programme (青春社区).",
  }),
);

refusalTypes(builder, UserError, [
  [AlreadyEnrolled, "The community is enrolled already (已申报)."],
  [AlreadyLed, "Another party organization leads it (已有领导组织)."],
  [NotALead, "Only a party organization of the community leads it (须为社区党组织)."],
]);

builder.mutationField("enrolYouthCommunity", (t) =>
  t.errorUnionField({
    description: "Enrols a community in the Youth Community programme (申报青春社区).",
    types: [
      YouthCommunity,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      IdempotencyKeyReused,
      AlreadyEnrolled,
    ],
    union: { name: "EnrolYouthCommunityResult", description: "The enrolment, or why not (结果)." },
    args: {
      placeId: t.arg.id({ required: true, description: "The community (社区)." }),
      idempotencyKey: t.arg.string({
        required: true,
        description: "Made anew for each wish, kept for its repetitions (请求键).",
      }),
    },
    resolve: (_root, args, context) => enrolYouthCommunity(context, args),
  }),
);

builder.mutationField("linkPartyLead", (t) =>
  t.errorUnionField({
    description: "Links the party organization that leads a Youth Community (确定党组织领导).",
    types: [YouthCommunity, NotSignedIn, NotAllowed, NotFound, NotALead, AlreadyLed],
    union: { name: "LinkPartyLeadResult", description: "The enrolment, or why not (结果)." },
    args: {
      id: t.arg.id({ required: true, description: "The enrolment's id (申报编号)." }),
      organizationId: t.arg.id({ required: true, description: "The party organization (党组织)." }),
    },
    resolve: (_root, { id, organizationId }, context) => linkPartyLead(context, id, organizationId),
  }),
);
