import { dateIn } from "@linli/kernel";
import { builder } from "../builder.ts";
import { Classification, Organization, OrganizationState, Sector } from "./organization.graphql.ts";
import { countMatching, countOrganizationsBuilt } from "./organization-counts.actions.ts";
import type { builtKinds } from "./organization.rules.ts";
import { matching } from "./organization-search.rules.ts";

const OrganizationsFilter = builder.inputType("OrganizationsFilter", {
  description: "Which organizations: those that fit all that is said (组织筛选).",
  fields: (t) => ({
    name: t.string({ description: "Its name contains this, up to 100 characters (名称包含)." }),
    classification: t.field({ type: Classification, description: "Its kind (类别)." }),
    sector: t.field({ type: Sector, description: "Its sector of the league (团组织类型)." }),
    placeId: t.id({ description: "It stands in this place or below (所在地点)." }),
    state: t.field({ type: OrganizationState, description: "Where it stands today (状态)." }),
  }),
});

const OrganizationsOrder = builder.enumType("OrganizationsOrder", {
  description: "In which order organizations are listed (组织排序).",
  values: {
    NAME: { description: "By name (按名称)." },
    NEWEST: { description: "The latest entered first (最新录入优先)." },
  },
});

builder.queryField("organizations", (t) =>
  t.drizzleConnection({
    type: Organization,
    nullable: true,
    description: "Organizations that fit a filter (组织查询).",
    args: {
      filter: t.arg({ type: OrganizationsFilter, description: "Which; all unless said (筛选)." }),
      orderBy: t.arg({
        type: OrganizationsOrder,
        required: true,
        defaultValue: "NAME",
        description: "In which order (排序).",
      }),
    },
    totalCount: (_root, { filter }, context) =>
      countMatching(context, matching(filter ?? {}, dateIn(context.now()))),
    resolve: (query, _root, { filter, orderBy }, { db, now }) =>
      db.query.organizations.findMany(
        query({
          columns: { id: true, classification: true },
          where: matching(filter ?? {}, dateIn(now())),
          orderBy: orderBy === "NAME" ? { name: "asc", id: "asc" } : { id: "desc" },
        }),
      ),
  }),
);

const OrganizationsBuilt = builder
  .objectRef<{
    month: string;
    classification: (typeof builtKinds)[number];
    founded: number;
    standing: number;
  }>("OrganizationsBuilt")
  .implement({
    description: "How many organizations of a kind were built in a month (组织建设情况).",
    fields: (t) => ({
      month: t.expose("month", { type: "Date", description: "The month's first day (月份)." }),
      classification: t.expose("classification", { type: Classification, description: "The kind (类别)." }),
      founded: t.exposeInt("founded", { description: "Founded in that month (当月成立)." }),
      standing: t.exposeInt("standing", { description: "Standing at the month's end (月末存续)." }),
    }),
  });

builder.queryField("organizationsBuilt", (t) =>
  t.field({
    type: [OrganizationsBuilt],
    nullable: true,
    description:
      "The organizations that the league builds, by month and kind, in a place and below (组织建设统计).",
    args: {
      placeId: t.arg.id({ required: true, description: "In which place (地点)." }),
      from: t.arg({ type: "Date", required: true, description: "From the month of this day on (起始)." }),
      until: t.arg({
        type: "Date",
        required: true,
        description: "Before this day; 120 months at most (截止).",
      }),
    },
    resolve: (_root, args, context) => countOrganizationsBuilt(context, args),
  }),
);
