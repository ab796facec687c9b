import { dateIn, IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { OrganizationDissolved } from "../organizations/organization.errors.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { adoptCharter, reviewCharter } from "./charter.actions.ts";
import { CharterNotInForce } from "./charter.errors.ts";
import { freshUntil, latestOn } from "./charter.rules.ts";

const Charter = builder.drizzleObject("charters", {
  name: "Charter",
  description: "A version of a body's rules, with its duties (规章制度).",
  isTypeOf: (value) => value instanceof Object && "effectiveFrom" in value,
  select: { columns: { id: true, effectiveFrom: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    organization: t.relation("organization", { description: "Whose it is (组织)." }),
    version: t.exposeInt("version", { description: "1, 2, … in the order of adoption (版本)." }),
    effectiveFrom: t.expose("effectiveFrom", {
      type: "Date",
      description: "In force from this day on (生效日期).",
    }),
    reviewedOn: t.expose("reviewedOn", {
      type: "Date",
      nullable: true,
      description: "When it was last looked through and found good (复核日期).",
    }),
    freshUntil: t.field({
      type: "Date",
      description: "The last day on which it counts as fresh evidence of the eight standards (有效至).",
      select: { columns: { effectiveFrom: true, reviewedOn: true } },
      resolve: (charter, _args, { policies }) => freshUntil(charter, policies.charterReviewMonths),
    }),
    duties: t.exposeStringList("duties", { description: "What the body has to do (工作职责)." }),
    textReference: t.exposeString("textReference", { description: "Where its text is kept (文本存放处)." }),
  }),
});

builder.drizzleObjectField(Organization, "charter", (t) =>
  t.field({
    type: Charter,
    nullable: true,
    description: "The charter in force (现行制度).",
    args: { asOf: t.arg({ type: "Date", description: "On that date; today unless said (截至日期)." }) },
    select: ({ asOf }, { now }, nested) => ({
      columns: { id: true },
      with: { charters: nested(latestOn(asOf ?? dateIn(now()))) },
    }),
    resolve: ({ charters: [charter] }) => charter ?? null,
  }),
);

builder.drizzleObjectField(Organization, "charters", (t) =>
  t.relatedConnection("charters", {
    type: Charter,
    description: "All versions of its charter, the latest first (历次制度).",
    totalCount: true,
    query: { orderBy: { version: "desc", id: "desc" } },
  }),
);

refusalTypes(builder, UserError, [[CharterNotInForce, "The charter is not in force (制度未在施行)."]]);

const AdoptCharterInput = builder.inputType("AdoptCharterInput", {
  description: "A charter to adopt (制定制度).",
  fields: (t) => ({
    organizationId: t.id({ required: true, description: "Whose (组织)." }),
    effectiveFrom: t.field({
      type: "Date",
      required: true,
      description: "In force from this day on, after that of the one before (生效日期).",
    }),
    duties: t.stringList({ required: true, description: "1 to 30, each 1 to 200 characters (工作职责)." }),
    textReference: t.string({ required: true, description: "1 to 300 characters (文本存放处)." }),
    idempotencyKey: t.string({
      required: true,
      description: "Made anew for each wish, kept for its repetitions (请求键).",
    }),
  }),
});

builder.mutationField("adoptCharter", (t) =>
  t.errorUnionField({
    description: "Gives a body its next charter (制定制度).",
    types: [
      Charter,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      IdempotencyKeyReused,
      OrganizationDissolved,
    ],
    union: { name: "AdoptCharterResult", description: "The charter, or why not (结果)." },
    args: { input: t.arg({ type: AdoptCharterInput, required: true, description: "The charter (制度)." }) },
    resolve: (_root, { input }, context) => adoptCharter(context, input),
  }),
);

builder.mutationField("reviewCharter", (t) =>
  t.errorUnionField({
    description: "Notes that the charter in force was looked through and found good (复核制度).",
    types: [Charter, NotSignedIn, NotAllowed, NotFound, CharterNotInForce],
    union: { name: "ReviewCharterResult", description: "The charter, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The charter's id (制度编号)." }) },
    resolve: (_root, { id }, context) => reviewCharter(context, id),
  }),
);
