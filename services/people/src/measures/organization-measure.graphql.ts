import { type MeasuresRow, measuresType } from "@linli/measures";
import { builder } from "../builder.ts";
import { Classification } from "../organizations/organization.graphql.ts";
import type { classifications } from "../organizations/organization.rules.ts";
import { loadPlace, Place } from "../places/place.graphql.ts";
import { groupBy, level, within } from "./measure-args.ts";
import { organizationMeasures } from "./measure.actions.ts";
import type { OrganizationDimension, OrganizationFigure } from "./measure.rules.ts";

const OrganizationDimensions = builder.enumType("OrganizationMeasureDimension", {
  description: "What organizations are told apart by (组织分组维度).",
  values: {
    CLASSIFICATION: { description: "The kind of organization (组织类别)." },
    PLACE: { description: "The place of the level asked for (地点)." },
    MONTH: { description: "The month in which it was founded (成立月份)." },
  } satisfies Record<OrganizationDimension, object>,
});

const OrganizationRow = builder
  .objectRef<MeasuresRow<OrganizationDimension, OrganizationFigure>>("OrganizationMeasuresRow")
  .implement({
    description: "Organizations of one group (组织统计行).",
    fields: (t) => ({
      classification: t.field({
        type: Classification,
        nullable: true,
        description: "The kind of organization, when grouped by it (组织类别).",
        resolve: ({ at }) => (at.CLASSIFICATION ?? null) as (typeof classifications)[number] | null,
      }),
      place: t.field({
        type: Place,
        nullable: true,
        description: "The place, when grouped by it (地点).",
        resolve: ({ at }, _args, context, info) => loadPlace(at.PLACE, context, info),
      }),
      month: t.string({
        nullable: true,
        description: "The month, yyyy-mm, when grouped by it; null where nobody noted it (成立月份).",
        // An empty one stands for what was there before anything was noted.
        resolve: ({ at }) => at.MONTH || null,
      }),
      founded: t.int({
        nullable: true,
        description: "How many were founded, those that were dissolved since as well (成立数).",
        resolve: ({ figures }) => figures.founded,
      }),
    }),
  });

const OrganizationMeasures = measuresType(
  builder,
  "OrganizationMeasures",
  "Organizations by kind, place and month, for analysts (组织建设统计).",
  OrganizationRow,
);

builder.queryField("organizationMeasures", (t) =>
  t.field({
    type: OrganizationMeasures,
    nullable: true,
    description: "Organizations founded, by group, for analysts (组织建设统计).",
    args: {
      groupBy: t.arg({ type: [OrganizationDimensions], ...groupBy }),
      within: t.arg.id(within),
      level: t.arg(level),
    },
    resolve: (_root, args, context) =>
      organizationMeasures(context, { ...args, within: args.within ?? null }),
  }),
);
