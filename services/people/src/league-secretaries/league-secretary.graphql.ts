import { dateIn } from "@linli/kernel";
import { builder } from "../builder.ts";
import { Place } from "../places/place.graphql.ts";
import { communitiesWithGap } from "./league-secretary.actions.ts";
import { bodiesOn, gapOf, type leagueSecretaryGaps } from "./league-secretary.rules.ts";

const LeagueSecretaryGap = builder.enumType("LeagueSecretaryGap", {
  description: "Why a community's league secretary is not in its leadership (团组织负责人未进班子的原因).",
  values: {
    NO_LEAGUE_ORGANIZATION: { description: "The community has no league organization (无团组织)." },
    SECRETARY_VACANT: { description: "Its league organization has no secretary (书记空缺)." },
    NOT_IN_LEADERSHIP: { description: "The secretary holds no leadership post there (未进班子)." },
  } satisfies Record<(typeof leagueSecretaryGaps)[number], object>,
});

builder.drizzleObjectField(Place, "leagueSecretaryGap", (t) =>
  t.field({
    type: LeagueSecretaryGap,
    nullable: true,
    description:
      "Why its league secretary is not in its leadership; null where that is so, and outside communities (进班子缺口).",
    select: (_args, { now }) => ({ columns: { kind: true }, with: { bodies: bodiesOn(dateIn(now())) } }),
    resolve: ({ kind, bodies }) => (kind === "COMMUNITY" ? gapOf(bodies) : null),
  }),
);

builder.queryField("communitiesWithLeagueSecretaryGap", (t) =>
  t.drizzleConnection({
    type: Place,
    nullable: true,
    description:
      "The communities in a place whose league secretary is not in their leadership (进班子缺口社区).",
    args: { placeId: t.arg.id({ required: true, description: "The place's id (地点编号)." }) },
    totalCount: async (_root, { placeId }, context) => (await communitiesWithGap(context, placeId)).length,
    resolve: async (query, _root, { placeId }, context) => {
      const ids = await communitiesWithGap(context, placeId);
      return context.db.query.places.findMany(
        query({
          columns: { id: true, kind: true },
          where: { id: { in: ids } },
          orderBy: { name: "asc", id: "asc" },
        }),
      );
    },
  }),
);
