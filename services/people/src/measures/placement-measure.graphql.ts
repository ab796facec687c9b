import { type MeasuresRow, measuresType } from "@linli/measures";
import { builder } from "../builder.ts";
import { loadPlace, Place } from "../places/place.graphql.ts";
import { placementMeasures } from "./measure.actions.ts";
import type { PlacementDimension, PlacementFigure } from "./measure.rules.ts";

const PlacementDimensions = builder.enumType("PlacementMeasureDimension", {
  description: "What recommendations for posts are told apart by (推荐任职分组维度).",
  values: {
    PLACE: { description: "The county, or the prefecture for what stands in none (县市)." },
    MONTH: { description: "The month in which they were made (月份)." },
  } satisfies Record<PlacementDimension, object>,
});

const PlacementRow = builder
  .objectRef<MeasuresRow<PlacementDimension, PlacementFigure>>("PlacementMeasuresRow")
  .implement({
    description: "Recommendations of one group (推荐任职统计行).",
    fields: (t) => ({
      place: t.field({
        type: Place,
        nullable: true,
        description: "The county, when grouped by it (县市).",
        resolve: ({ at }, _args, context, info) => loadPlace(at.PLACE, context, info),
      }),
      month: t.string({
        nullable: true,
        description: "The month, yyyy-mm, when grouped by it; null where it may not be shown (月份).",
        resolve: ({ at }) => at.MONTH ?? null,
      }),
      recommended: t.int({
        nullable: true,
        description: "Recommendations made; null where nothing may be shown (推荐数).",
        resolve: ({ figures }) => figures.recommended,
      }),
      accepted: t.int({
        nullable: true,
        description: "Of these, those that became memberships: the conversion (转化数).",
        resolve: ({ figures }) => figures.accepted,
      }),
    }),
  });

const PlacementMeasures = measuresType(
  builder,
  "PlacementMeasures",
  "Recommendations for posts and what became of them, for analysts (推荐任职统计).",
  PlacementRow,
);

builder.queryField("placementMeasures", (t) =>
  t.field({
    type: PlacementMeasures,
    nullable: true,
    description:
      "How many recommendations for posts became memberships, for analysts of whole counties (推荐任职转化统计).",
    args: {
      groupBy: t.arg({
        type: [PlacementDimensions],
        required: true,
        description: "What to tell apart; none: one total (分组).",
      }),
      within: t.arg.id({ description: "Only in this place and below (限定地点)." }),
    },
    resolve: (_root, args, context) => placementMeasures(context, { ...args, within: args.within ?? null }),
  }),
);
