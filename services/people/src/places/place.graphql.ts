import {
  IdempotencyKeyReused,
  InvalidInput,
  isUuid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  placeKinds,
} from "@linli/kernel";
import { entity, refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { createPlace, movePlace, renamePlace, retirePlace } from "./place.actions.ts";
import {
  PlaceInsideItself,
  PlaceNameTaken,
  PlaceNotEmpty,
  PlaceRetired,
  WrongParent,
} from "./place.errors.ts";

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
  isTypeOf: (value) => value instanceof Object && "kind" in value,
  select: { columns: { id: true, kind: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    name: t.exposeString("name", { description: "Its name (名称)." }),
    kind: t.expose("kind", { type: PlaceKind, description: "Its level (层级)." }),
    retiredOn: t.expose("retiredOn", {
      type: "Date",
      nullable: true,
      description: "Since when it is no longer in use; null while it is (停用日期).",
    }),
    parent: t.relation("parent", {
      nullable: true,
      description: "The place right above it; null at the top (上级地点).",
    }),
    children: t.relatedConnection("children", {
      description: "The places right below it that are in use (下级地点).",
      totalCount: true,
      args: {
        includeRetired: t.arg.boolean({
          defaultValue: false,
          description: "Those that are no longer in use as well (含已停用).",
        }),
      },
      query: ({ includeRetired }) => ({
        where: includeRetired ? {} : { retiredOn: { isNull: true as const } },
        orderBy: { name: "asc" as const, id: "asc" as const },
      }),
    }),
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

const PlaceVersion = builder.drizzleObject("placeVersions", {
  name: "PlaceVersion",
  description: "What a place was called and where it lay for a while (地点沿革).",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name then (当时名称)." }),
    parent: t.relation("parent", {
      nullable: true,
      description: "The place right above it then; null at the top (当时上级).",
    }),
    from: t.expose("from", { type: "DateTime", description: "Since when (开始时间)." }),
    until: t.expose("until", {
      type: "DateTime",
      nullable: true,
      description: "Until before when; null: to this day (截止时间).",
    }),
  }),
});

builder.drizzleObjectFields(Place, (t) => ({
  versions: t.relatedConnection("versions", {
    type: PlaceVersion,
    description: "Its names and where it lay, the present ones first (沿革).",
    totalCount: true,
    query: { orderBy: { from: "desc", id: "desc" } },
  }),
  versionAt: t.field({
    type: PlaceVersion,
    nullable: true,
    description:
      "What it was called and where it lay at an instant; null before it was known (某时的名称与上级).",
    args: { at: t.arg({ type: "DateTime", required: true, description: "When (时间)." }) },
    select: ({ at }, _context, nested) => ({
      columns: { id: true },
      with: {
        versions: nested({
          where: { from: { lte: at }, OR: [{ until: { isNull: true } }, { until: { gt: at } }] },
          limit: 1,
        }),
      },
    }),
    resolve: ({ versions }) => versions[0] ?? null,
  }),
}));

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

refusalTypes(builder, UserError, [
  [WrongParent, "A place of this kind does not lie there (上级类别不符)."],
  [PlaceInsideItself, "No place lies in itself or below itself (不能移入自身)."],
  [PlaceNameTaken, "A place in use has this name there (名称已存在)."],
]);
builder.objectType(PlaceRetired, {
  name: "PlaceRetired",
  description: "The place is no longer in use (地点已停用).",
  interfaces: [UserError],
  fields: (t) => ({
    retiredOn: t.expose("retiredOn", { type: "Date", description: "Since when (停用日期)." }),
  }),
});
builder.objectType(PlaceNotEmpty, {
  name: "PlaceNotEmpty",
  description: "Places in it are in use (尚有下级地点).",
  interfaces: [UserError],
  fields: (t) => ({ places: t.exposeInt("places", { description: "How many right below it (下级数量)." }) }),
});

const CreatePlaceInput = builder.inputType("CreatePlaceInput", {
  description: "A new place (新建地点).",
  fields: (t) => ({
    kind: t.field({ type: PlaceKind, required: true, description: "Its level (层级)." }),
    name: t.string({ required: true, description: "1 to 100 characters (名称)." }),
    parentId: t.id({ required: true, description: "The place it lies in (上级地点)." }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters; made anew for each wish (请求键).",
    }),
  }),
});

const placeId = { required: true, description: "The place's id (地点编号)." } as const;

builder.mutationFields((t) => ({
  createPlace: t.errorUnionField({
    description: "Adds a place to the tree (新建地点).",
    types: [
      Place,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      IdempotencyKeyReused,
      WrongParent,
      PlaceInsideItself,
      PlaceRetired,
      PlaceNameTaken,
    ],
    union: { name: "CreatePlaceResult", description: "The place, or why not (结果)." },
    args: { input: t.arg({ type: CreatePlaceInput, required: true, description: "The place (地点)." }) },
    resolve: (_root, { input }, context) => createPlace(context, input),
  }),
  renamePlace: t.errorUnionField({
    description: "Gives a place another name; the former one stays in its history (地点更名).",
    types: [Place, NotSignedIn, NotAllowed, NotFound, InvalidInput, PlaceRetired, PlaceNameTaken],
    union: { name: "RenamePlaceResult", description: "The place, or why not (结果)." },
    args: {
      id: t.arg.id(placeId),
      name: t.arg.string({ required: true, description: "1 to 100 characters (新名称)." }),
    },
    resolve: (_root, { id, name }, context) => renamePlace(context, id, name),
  }),
  movePlace: t.errorUnionField({
    description: "Moves a place with all below it into another one (地点划转).",
    types: [
      Place,
      NotSignedIn,
      NotAllowed,
      NotFound,
      WrongParent,
      PlaceInsideItself,
      PlaceRetired,
      PlaceNameTaken,
    ],
    union: { name: "MovePlaceResult", description: "The place, or why not (结果)." },
    args: {
      id: t.arg.id(placeId),
      parentId: t.arg.id({ required: true, description: "The place it is to lie in (新上级地点)." }),
    },
    resolve: (_root, { id, parentId }, context) => movePlace(context, id, parentId),
  }),
  retirePlace: t.errorUnionField({
    description: "Takes an empty place out of use; what it was stays known (停用地点).",
    types: [Place, NotSignedIn, NotAllowed, NotFound, PlaceRetired, PlaceNotEmpty],
    union: { name: "RetirePlaceResult", description: "The place, or why not (结果)." },
    args: { id: t.arg.id(placeId) },
    resolve: (_root, { id }, context) => retirePlace(context, id),
  }),
}));
