import { dateIn, isUuid, NotFound, type PlaceKind as Kind } from "@linli/kernel";
import { builder } from "../builder.ts";
import { Place, PlaceKind } from "../places/place.graphql.ts";
import { ExpertField, FieldCoverage, seatsOn } from "./think-tank.graphql.ts";
import { countRows } from "./think-tank.actions.ts";
import { coverage, seated, uncoveredFields } from "./think-tank.rules.ts";

/** The think tanks in a place and below it, with those who sit in them on a date: the same of both fields, so that they share it. */
const thinkTanksOn = (on: string) => ({
  columns: { id: true as const },
  with: {
    organizations: {
      columns: {},
      where: { classification: "THINK_TANK" as const },
      with: seatsOn(on),
    },
  },
});

builder.drizzleObjectFields(Place, (t) => ({
  expertFieldCoverage: t.field({
    type: [FieldCoverage],
    description: "Each field with how many members of think tanks in the place and below know it (领域覆盖).",
    select: (_args, { now }) => thinkTanksOn(dateIn(now())),
    resolve: ({ organizations }) => coverage(organizations.flatMap(seated)),
  }),
  uncoveredExpertFields: t.field({
    type: [ExpertField],
    description: "The named fields that nobody in a think tank in the place and below knows (未覆盖领域).",
    select: (_args, { now }) => thinkTanksOn(dateIn(now())),
    resolve: ({ organizations }) =>
      uncoveredFields(organizations.flatMap(seated).flatMap(({ adviser }) => adviser?.fields ?? [])),
  }),
}));

/** The places of a kind in a place that are in use, as a filter. */
const rowsOf = (placeId: string, kind: Kind) => ({
  kind,
  path: { id: placeId },
  retiredOn: { isNull: true as const },
});

builder.queryField("expertFieldMatrix", (t) =>
  t.drizzleConnection({
    type: Place,
    nullable: true,
    description:
      "Place by field: the places of a kind in a place, to be asked for their coverage, those without any think tank too (地点×领域矩阵).",
    args: {
      placeId: t.arg.id({ required: true, description: "In and below this one (地点)." }),
      level: t.arg({
        type: PlaceKind,
        required: true,
        defaultValue: "COMMUNITY",
        description: "The kind of the rows (行的层级).",
      }),
    },
    totalCount: (_root, { placeId, level }, context) =>
      isUuid(placeId) ? countRows(context, rowsOf(placeId, level)) : 0,
    async resolve(query, _root, { placeId, level }, { db }) {
      if (!isUuid(placeId)) throw new NotFound("place");
      return db.query.places.findMany(
        query({
          columns: { id: true, kind: true },
          where: rowsOf(placeId, level),
          orderBy: { name: "asc", id: "asc" },
        }),
      );
    },
  }),
);
