import { dateIn, isUuid } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Post } from "../posts/post.graphql.ts";
import { existingOn } from "../posts/post.rules.ts";
import {
  type classifications,
  nameOn,
  type organizationStates,
  organizationState,
  type sectors,
} from "./organization.rules.ts";

export const Classification = builder.enumType("OrganizationClassification", {
  description: "What kind of organization it is (组织类别).",
  values: {
    ALLIANCE: { description: "League-building alliance (团建联盟)." },
    YOUTH_COUNCIL: { description: "Youth council (青年议事会)." },
    THINK_TANK: { description: "Think tank (智囊团)." },
    OWNERS_COMMITTEE: { description: "Owners' committee (业主委员会)." },
    PROPERTY_COMPANY: { description: "Property company (物业公司)." },
    COMMITTEE_FELLOWSHIP: { description: "Fellowship of young committee members (青年业委会委员联谊会)." },
    PARTY_ORGANIZATION: { description: "Party organization (党组织)." },
    RESIDENTS_COMMITTEE: { description: "Residents' committee (居委会)." },
    LEAGUE_ORGANIZATION: { description: "Youth league organization (团组织)." },
    LEAGUE_AFFILIATE: { description: "League-affiliated association (团属社团)." },
    SOCIAL_ORGANIZATION: { description: "Youth social organization (青年社会组织)." },
    NEW_ECONOMY_ORGANIZATION: { description: "New economic or social organization (“两新”组织)." },
    SERVICE_STATION: { description: "Service or work station (服务站、工作站)." },
    GOVERNMENT_DEPARTMENT: { description: "Government department (政府部门)." },
    COMPANY: { description: "Company (企业)." },
  } satisfies Record<(typeof classifications)[number], object>,
});

export const Sector = builder.enumType("LeagueSector", {
  description: "Where a league organization stands (团组织类型).",
  values: {
    GRASSROOTS: { description: "Grassroots (基层)." },
    INDUSTRY: { description: "Industry (行业)." },
    ENTERPRISE: { description: "Enterprise (企业)." },
  } satisfies Record<(typeof sectors)[number], object>,
});

export const OrganizationState = builder.enumType("OrganizationState", {
  description: "Where an organization stands, by its dates and charters (组织状态).",
  values: {
    FORMING: { description: "Not founded yet, or without a charter in force (筹建)." },
    ACTIVE: { description: "At work (运行)." },
    DISSOLVED: { description: "Dissolved (已撤销)." },
  } satisfies Record<(typeof organizationStates)[number], object>,
});

const PreviousName = builder.drizzleObject("organizationNames", {
  name: "PreviousName",
  description: "What an organization was called before (曾用名).",
  fields: (t) => ({
    name: t.exposeString("name", { description: "The name (名称)." }),
    endsOn: t.expose("endsOn", {
      type: "Date",
      description: "From when on it was called otherwise (停用日期).",
    }),
  }),
});

export const Organization = builder.drizzleObject("organizations", {
  name: "Organization",
  description: "A body, office or company (组织).",
  isTypeOf: (value) => value instanceof Object && "classification" in value,
  select: { columns: { id: true, classification: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    name: t.string({
      description: "Its name (名称).",
      args: {
        asOf: t.arg({ type: "Date", description: "As it was on that date; today unless said (截至日期)." }),
      },
      select: ({ asOf }) => ({
        columns: { name: true },
        ...(asOf && { with: { previousNames: { columns: { name: true, endsOn: true } } } }),
      }),
      resolve: (organization, { asOf }) =>
        asOf ? nameOn({ previousNames: [], ...organization }, asOf) : organization.name,
    }),
    classification: t.expose("classification", { type: Classification, description: "Its kind (类别)." }),
    sector: t.expose("sector", {
      type: Sector,
      nullable: true,
      description: "For a league organization, where it stands (团组织类型).",
    }),
    foundedOn: t.expose("foundedOn", {
      type: "Date",
      nullable: true,
      description: "Since when it exists; null: since before anything was noted (成立日期).",
    }),
    dissolvedOn: t.expose("dissolvedOn", {
      type: "Date",
      nullable: true,
      description: "From when on it exists no more (撤销日期).",
    }),
    state: t.field({
      type: OrganizationState,
      description: "Whether it is active: certain bodies only with a charter in force (状态).",
      args: {
        asOf: t.arg({ type: "Date", description: "As it was on that date; today unless said (截至日期)." }),
      },
      select: ({ asOf }, { now }) => ({
        columns: { foundedOn: true, dissolvedOn: true },
        with: {
          charters: {
            columns: { id: true },
            where: { effectiveFrom: { lte: asOf ?? dateIn(now()) } },
            limit: 1,
          },
        },
      }),
      resolve: (organization, { asOf }, { now }) =>
        organizationState(organization, organization.charters.length > 0, asOf ?? dateIn(now())),
    }),
    parent: t.relation("parent", { nullable: true, description: "The organization above it (上级组织)." }),
    previousNames: t.relation("previousNames", {
      type: PreviousName,
      description: "What it was called before, the latest first (曾用名).",
      query: { orderBy: { endsOn: "desc" } },
    }),
    place: t.relation("place", { description: "Where it stands (所在地点)." }),
    posts: t.relatedConnection("posts", {
      type: Post,
      description: "Its posts, filled or vacant (岗位).",
      totalCount: true,
      args: {
        asOf: t.arg({
          type: "Date",
          description: "As they were on that date; today unless said (截至日期).",
        }),
      },
      query: ({ asOf }, { now }) => ({
        where: existingOn(asOf ?? dateIn(now())),
        orderBy: { title: "asc", id: "asc" },
      }),
    }),
  }),
});
builder.drizzleObjectField(Post, "organization", (t) =>
  t.relation("organization", { description: "Whose it is (所属组织)." }),
);
export const loadOrganization = entity(builder, Organization, "organizations");

builder.queryField("organization", (t) =>
  t.drizzleField({
    type: Organization,
    nullable: true,
    description: "An organization by its id (按编号查组织).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (query, _root, { id }, { db }) =>
      isUuid(id) ? db.query.organizations.findFirst(query({ where: { id } })) : null,
  }),
);
