import { isUuid, placeKinds } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";

export const PlaceKind = builder.enumType("PlaceKind", {
  description: "The level of a place in the tree (地点层级).",
  values: {
    PREFECTURE: { description: "Autonomous prefecture (州)." },
    COUNTY: { description: "County or county-level city (县市)." },
    TOWNSHIP: { description: "Township or subdistrict (乡镇街道)." },
    COMMUNITY: { description: "Community (社区)." },
    QUARTER: { description: "Residential quarter (小区)." },
    BUILDING: { description: "Building (楼宇、幢)." },
  } satisfies Record<(typeof placeKinds)[number], object>,
});

export const Place = builder.drizzleObject("places", {
  name: "Place",
  description: "A place of the tree from prefecture to building (地点).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    name: t.exposeString("name", { description: "Its name (名称)." }),
    kind: t.expose("kind", { type: PlaceKind, description: "Its level (层级)." }),
    organizations: t.relatedConnection("organizations", {
      description: "The organizations in it and below it (组织).",
      totalCount: true,
      query: { orderBy: { name: "asc", id: "asc" } },
    }),
  }),
});
export const loadPlace = entity(builder, Place, "places");

builder.drizzleObjectField(Place, "ancestors", (t) =>
  t.field({
    type: [Place],
    description: "The places above it, from the top down (上级地点).",
    select: (_args, _context, nested) => ({
      columns: { id: true },
      with: { path: nested({ columns: { id: true, kind: true } }) },
    }),
    resolve: ({ id, path }) =>
      path
        .filter((place) => place.id !== id)
        .toSorted((a, b) => placeKinds.indexOf(a.kind) - placeKinds.indexOf(b.kind)),
  }),
);

builder.queryField("place", (t) =>
  t.drizzleField({
    type: Place,
    nullable: true,
    description: "A place by its id (按编号查地点).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (query, _root, { id }, { db }) =>
      isUuid(id) ? db.query.places.findFirst(query({ where: { id } })) : null,
  }),
);
