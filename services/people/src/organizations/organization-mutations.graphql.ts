import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import {
  changeOrganization,
  createOrganization,
  dissolveOrganization,
  renameOrganization,
} from "./organization.actions.ts";
import { NameTaken, OrganizationDissolved, SectorOfSeat } from "./organization.errors.ts";
import { Classification, Organization, Sector } from "./organization.graphql.ts";

refusalTypes(builder, UserError, [
  [NameTaken, "An organization of this name stands in this place (重名)."],
  [SectorOfSeat, "The organization sits in an alliance by its sector (联盟席位限定类型)."],
  [OrganizationDissolved, "The organization was dissolved (组织已撤销)."],
]);

const CreateOrganizationInput = builder.inputType("CreateOrganizationInput", {
  description: "An organization to enter (新建组织).",
  fields: (t) => ({
    name: t.string({ required: true, description: "1 to 100 characters (名称)." }),
    classification: t.field({
      type: Classification,
      required: true,
      description: "Its kind; alliances and stations come about in ways of their own (类别).",
    }),
    sector: t.field({ type: Sector, description: "For a league organization (团组织类型)." }),
    placeId: t.id({ required: true, description: "Where it stands (所在地点)." }),
    parentId: t.id({ description: "The organization above it (上级组织)." }),
    foundedOn: t.field({ type: "Date", description: "Today unless said (成立日期)." }),
    idempotencyKey: t.string({
      required: true,
      description: "Made anew for each wish, kept for its repetitions (请求键).",
    }),
  }),
});

builder.mutationField("createOrganization", (t) =>
  t.errorUnionField({
    description: "Enters an organization (新建组织).",
    types: [Organization, NotSignedIn, NotAllowed, NotFound, InvalidInput, IdempotencyKeyReused, NameTaken],
    union: { name: "CreateOrganizationResult", description: "The organization, or why not (结果)." },
    args: {
      input: t.arg({
        type: CreateOrganizationInput,
        required: true,
        description: "The organization (组织).",
      }),
    },
    resolve: (_root, { input }, context) => createOrganization(context, input),
  }),
);

const id = { required: true, description: "The organization's id (组织编号)." } as const;

builder.mutationField("renameOrganization", (t) =>
  t.errorUnionField({
    description: "Gives an organization another name from today on (更名).",
    types: [Organization, NotSignedIn, NotAllowed, NotFound, InvalidInput, NameTaken, OrganizationDissolved],
    union: { name: "RenameOrganizationResult", description: "The organization, or why not (结果)." },
    args: {
      id: t.arg.id(id),
      name: t.arg.string({ required: true, description: "1 to 100 characters (新名称)." }),
    },
    resolve: (_root, args, context) => renameOrganization(context, args.id, args.name),
  }),
);

const ChangeOrganizationInput = builder.inputType("ChangeOrganizationInput", {
  description: "What an organization is to have from now on; what is left out it has no more (组织变更).",
  fields: (t) => ({
    sector: t.field({ type: Sector, description: "For a league organization (团组织类型)." }),
    parentId: t.id({ description: "The organization above it (上级组织)." }),
  }),
});

builder.mutationField("changeOrganization", (t) =>
  t.errorUnionField({
    description: "Puts an organization under another one or in another sector (变更组织).",
    types: [
      Organization,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      NameTaken,
      OrganizationDissolved,
      SectorOfSeat,
    ],
    union: { name: "ChangeOrganizationResult", description: "The organization, or why not (结果)." },
    args: {
      id: t.arg.id(id),
      input: t.arg({ type: ChangeOrganizationInput, required: true, description: "The change (变更)." }),
    },
    resolve: (_root, args, context) => changeOrganization(context, args.id, args.input),
  }),
);

builder.mutationField("dissolveOrganization", (t) =>
  t.errorUnionField({
    description: "Dissolves an organization from today on, with its posts and terms (撤销组织).",
    types: [Organization, NotSignedIn, NotAllowed, NotFound, NameTaken],
    union: { name: "DissolveOrganizationResult", description: "The organization, or why not (结果)." },
    args: { id: t.arg.id(id) },
    resolve: (_root, args, context) => dissolveOrganization(context, args.id),
  }),
);
