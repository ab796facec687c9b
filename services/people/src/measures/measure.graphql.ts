import { type MeasuresRow, measuresType } from "@linli/measures";
import { builder } from "../builder.ts";
import { Classification, loadOrganization, Organization } from "../organizations/organization.graphql.ts";
import type { classifications } from "../organizations/organization.rules.ts";
import { loadPlace, Place } from "../places/place.graphql.ts";
import { AgeBand } from "../people/age-band.graphql.ts";
import type { AgeBand as Band } from "../people/age-band.rules.ts";
import { groupBy, level, within } from "./measure-args.ts";
import { councilSeatMeasures, postHolderMeasures, vacancyMeasures } from "./measure.actions.ts";
import {
  type CouncilSeatDimension,
  type CouncilSeatFigure,
  noBuilding,
  type PostHolderDimension,
  type PostHolderFigure,
  type VacancyDimension,
  type VacancyFigure,
} from "./measure.rules.ts";

const VacancyDimensions = builder.enumType("VacancyMeasureDimension", {
  description: "What posts and vacancies are told apart by (空缺分组维度).",
  values: {
    CLASSIFICATION: { description: "The kind of organization (组织类别)." },
    PLACE: { description: "The place of the level asked for (地点)." },
  } satisfies Record<VacancyDimension, object>,
});

const VacancyRow = builder
  .objectRef<MeasuresRow<VacancyDimension, VacancyFigure>>("VacancyMeasuresRow")
  .implement({
    description: "Posts and vacancies of one group (空缺统计行).",
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
      posts: t.int({
        nullable: true,
        description: "Posts, held or vacant (岗位数).",
        resolve: ({ figures }) => figures.posts,
      }),
      vacancies: t.int({
        nullable: true,
        description: "Of these, those that nobody holds (空缺数).",
        resolve: ({ figures }) => figures.vacancies,
      }),
    }),
  });

const VacancyMeasures = measuresType(
  builder,
  "VacancyMeasures",
  "Posts and vacancies for analysts (岗位空缺统计).",
  VacancyRow,
);

builder.queryField("vacancyMeasures", (t) =>
  t.field({
    type: VacancyMeasures,
    nullable: true,
    description: "Posts and vacancies by group, for analysts (岗位空缺统计).",
    args: {
      groupBy: t.arg({ type: [VacancyDimensions], ...groupBy }),
      within: t.arg.id(within),
      level: t.arg(level),
    },
    resolve: (_root, args, context) =>
      vacancyMeasures(context, { ...args, within: args.within ?? null, level: args.level }),
  }),
);

const PostHolderDimensions = builder.enumType("PostHolderMeasureDimension", {
  description: "What posts that are held are told apart by (任职分组维度).",
  values: {
    PLACE: { description: "The county, or the prefecture for what stands in none (县市)." },
    AGE_BAND: { description: "The holder's age (年龄段)." },
  } satisfies Record<PostHolderDimension, object>,
});

const PostHolderRow = builder
  .objectRef<MeasuresRow<PostHolderDimension, PostHolderFigure>>("PostHolderMeasuresRow")
  .implement({
    description: "Posts held by one group (任职统计行).",
    fields: (t) => ({
      place: t.field({
        type: Place,
        nullable: true,
        description: "The county, when grouped by it (县市).",
        resolve: ({ at }, _args, context, info) => loadPlace(at.PLACE, context, info),
      }),
      ageBand: t.field({
        type: AgeBand,
        nullable: true,
        description: "The holder's age, when grouped by it; null where it may not be shown (年龄段).",
        resolve: ({ at }) => (at.AGE_BAND ?? null) as Band | null,
      }),
      posts: t.int({
        nullable: true,
        description: "Posts held; null where nothing may be shown (任职数).",
        resolve: ({ figures }) => figures.posts,
      }),
    }),
  });

const PostHolderMeasures = measuresType(
  builder,
  "PostHolderMeasures",
  "Posts by their holders' age, for analysts (任职年龄统计).",
  PostHolderRow,
);

builder.queryField("postHolderMeasures", (t) =>
  t.field({
    type: PostHolderMeasures,
    nullable: true,
    description: "Posts that are held by county and age, for analysts of whole counties (任职年龄统计).",
    args: { groupBy: t.arg({ type: [PostHolderDimensions], ...groupBy }), within: t.arg.id(within) },
    resolve: (_root, args, context) => postHolderMeasures(context, { ...args, within: args.within ?? null }),
  }),
);

const CouncilSeatDimensions = builder.enumType("CouncilSeatMeasureDimension", {
  description: "What seats in youth councils are told apart by (议事会席位分组维度).",
  values: {
    COUNCIL: { description: "The youth council (青年议事会)." },
    BUILDING: { description: "The building of the council's place where the holder lives (楼宇)." },
  } satisfies Record<CouncilSeatDimension, object>,
});

const CouncilSeatRow = builder
  .objectRef<MeasuresRow<CouncilSeatDimension, CouncilSeatFigure>>("CouncilSeatMeasuresRow")
  .implement({
    description: "Seats taken by one group (议事会席位统计行).",
    fields: (t) => ({
      council: t.field({
        type: Organization,
        nullable: true,
        description: "The youth council, when grouped by it (青年议事会).",
        resolve: ({ at }, _args, context, info) => loadOrganization(at.COUNCIL, context, info),
      }),
      building: t.field({
        type: Place,
        nullable: true,
        description:
          "The building, when grouped by it; null where it may not be shown, and for holders without a verified home in the council's place (楼宇).",
        resolve: ({ at }, _args, context, info) =>
          at.BUILDING === noBuilding ? null : loadPlace(at.BUILDING, context, info),
      }),
      seats: t.int({
        nullable: true,
        description: "Seats taken; null where nothing may be shown (席位数).",
        resolve: ({ figures }) => figures.seats,
      }),
    }),
  });

const CouncilSeatMeasures = measuresType(
  builder,
  "CouncilSeatMeasures",
  "Seats in youth councils by building, for analysts (议事会席位统计).",
  CouncilSeatRow,
);

builder.queryField("councilSeatMeasures", (t) =>
  t.field({
    type: CouncilSeatMeasures,
    nullable: true,
    description: "Seats taken in youth councils by group, for analysts (议事会席位统计).",
    args: { groupBy: t.arg({ type: [CouncilSeatDimensions], ...groupBy }), within: t.arg.id(within) },
    resolve: (_root, args, context) => councilSeatMeasures(context, { ...args, within: args.within ?? null }),
  }),
);
