import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { NameTaken } from "../organizations/organization.errors.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { foundStation } from "./station.actions.ts";
import { NotCoFounded } from "./station.errors.ts";
import type { stationGoals, stationKinds } from "./station.rules.ts";

const StationKind = builder.enumType("StationKind", {
  description: "What kind of station it is (站点类型).",
  values: {
    SERVICE: { description: "Service station (服务站)." },
    WORK: { description: "Work station (工作站)." },
  } satisfies Record<(typeof stationKinds)[number], object>,
});

const StationGoal = builder.enumType("StationGoal", {
  description: "What a station works towards (站点目标).",
  values: {
    CHILD_FRIENDLY: { description: "A child-friendly community (儿童友好社区)." },
  } satisfies Record<(typeof stationGoals)[number], object>,
});

const Station = builder.drizzleObject("stations", {
  name: "Station",
  description: "What makes an organization a station (服务站、工作站).",
  fields: (t) => ({
    kind: t.expose("kind", { type: StationKind, description: "Its kind (类型)." }),
    goals: t.expose("goals", { type: [StationGoal], description: "What it works towards (目标)." }),
  }),
});

builder.drizzleObjectField(Organization, "station", (t) =>
  t.relation("station", {
    type: Station,
    nullable: true,
    description: "Of a station, its kind and goals (站点信息).",
  }),
);
builder.drizzleObjectField(Organization, "founders", (t) =>
  t.relatedConnection("founders", {
    type: Organization,
    description: "Who founded it (发起单位).",
    totalCount: true,
    query: { orderBy: { name: "asc", id: "asc" } },
  }),
);

refusalTypes(builder, UserError, [
  [NotCoFounded, "A station needs a social and a party organization as founders (须联合设立)."],
]);

const FoundStationInput = builder.inputType("FoundStationInput", {
  description: "A station to found (设立站点).",
  fields: (t) => ({
    name: t.string({ required: true, description: "1 to 100 characters (名称)." }),
    placeId: t.id({ required: true, description: "Where (地点)." }),
    kind: t.field({ type: StationKind, required: true, description: "Its kind (类型)." }),
    goals: t.field({ type: [StationGoal], required: true, description: "What it works towards (目标)." }),
    founderIds: t.idList({
      required: true,
      description: "A social organization and a party organization of the place among 2 to 20 (发起单位).",
    }),
    idempotencyKey: t.string({
      required: true,
      description: "Made anew for each wish, kept for its repetitions (请求键).",
    }),
  }),
});

builder.mutationField("foundStation", (t) =>
  t.errorUnionField({
    description: "Founds a service or work station (联合设立服务站、工作站).",
    types: [
      Organization,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      IdempotencyKeyReused,
      NameTaken,
      NotCoFounded,
    ],
    union: { name: "FoundStationResult", description: "The station, or why not (结果)." },
    args: { input: t.arg({ type: FoundStationInput, required: true, description: "The station (站点)." }) },
    resolve: (_root, { input }, context) => foundStation(context, input),
  }),
);
