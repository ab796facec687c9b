import { IdempotencyKeyReused, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { entity, refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { Outlet } from "../merchants/merchant.graphql.ts";
import { GeoPoint, GeoPointInput } from "../outlets/geo-point.graphql.ts";
import { Place } from "../places/place.graphql.ts";
import { changeDistrict, createDistrict } from "./district.actions.ts";
import { DistrictNameTaken } from "./district.errors.ts";

export const BusinessDistrict = builder.drizzleObject("businessDistricts", {
  name: "BusinessDistrict",
  description: "Shops that lie together, near certain places (商圈).",
  isTypeOf: (value) => value instanceof Object && "createdAt" in value,
  select: { columns: { id: true, createdAt: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    name: t.exposeString("name", { description: "Its name (名称)." }),
    location: t.field({
      type: GeoPoint,
      description: "Its middle (中心位置).",
      select: { columns: { latitude: true, longitude: true } },
      resolve: ({ latitude, longitude }) => ({ latitude, longitude }),
    }),
    places: t.relation("places", {
      type: Place,
      description: "The places that it is near to (周边小区).",
      query: { orderBy: { id: "asc" } },
    }),
    outlets: t.relatedConnection("outlets", {
      type: Outlet,
      description: "The shops of it that take part (门店).",
      totalCount: true,
      query: {
        where: { retiredAt: { isNull: true }, merchant: { state: "ACTIVE" } },
        orderBy: { name: "asc", id: "asc" },
      },
    }),
  }),
});
export const loadDistrict = entity(builder, BusinessDistrict, "businessDistricts");

builder.drizzleObjectField(Outlet, "district", (t) =>
  t.relation("district", {
    type: BusinessDistrict,
    nullable: true,
    description: "The business district it belongs to (所属商圈).",
  }),
);
builder.drizzleObjectField(Place, "businessDistricts", (t) =>
  t.field({
    type: [BusinessDistrict],
    nullable: true,
    description: "The business districts near it or near a place above it (周边商圈).",
    select: (_args, _context, nested) => ({
      columns: { id: true },
      with: { districts: nested({ orderBy: { name: "asc", id: "asc" } }) },
    }),
    resolve: ({ districts }) => districts,
  }),
);

builder.queryField("businessDistrict", (t) =>
  t.drizzleField({
    type: BusinessDistrict,
    nullable: true,
    description: "A business district by its id (按编号查商圈).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (query, _root, { id }, { db }) =>
      isUuid(id) ? db.query.businessDistricts.findFirst(query({ where: { id } })) : null,
  }),
);

refusalTypes(builder, UserError, [[DistrictNameTaken, "Another district has this name (商圈名称已存在)."]]);

const name = { required: true, description: "1 to 100 characters, of no other district (名称)." } as const;
const placeIds = { required: true, description: "The places it is near, 1 to 50 (周边地点)." } as const;
const location = { type: GeoPointInput, required: true, description: "Its middle (中心位置)." } as const;

const CreateBusinessDistrictInput = builder.inputType("CreateBusinessDistrictInput", {
  description: "A new business district (新建商圈).",
  fields: (t) => ({
    name: t.string(name),
    placeIds: t.idList(placeIds),
    location: t.field(location),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters; made anew for each wish (请求键).",
    }),
  }),
});
const ChangeBusinessDistrictInput = builder.inputType("ChangeBusinessDistrictInput", {
  description: "What a business district shall be (商圈信息).",
  fields: (t) => ({ name: t.string(name), placeIds: t.idList(placeIds), location: t.field(location) }),
});

builder.mutationFields((t) => ({
  createBusinessDistrict: t.errorUnionField({
    description: "Names a business district (新建商圈).",
    types: [BusinessDistrict, NotSignedIn, NotAllowed, InvalidInput, IdempotencyKeyReused, DistrictNameTaken],
    union: { name: "CreateBusinessDistrictResult", description: "The district, or why not (结果)." },
    args: {
      input: t.arg({
        type: CreateBusinessDistrictInput,
        required: true,
        description: "The district (商圈).",
      }),
    },
    resolve: (_root, { input }, context) => createDistrict(context, input),
  }),
  changeBusinessDistrict: t.errorUnionField({
    description: "Changes a business district (修改商圈).",
    types: [BusinessDistrict, NotSignedIn, NotAllowed, NotFound, InvalidInput, DistrictNameTaken],
    union: { name: "ChangeBusinessDistrictResult", description: "The district, or why not (结果)." },
    args: {
      id: t.arg.id({ required: true, description: "The district's id (商圈编号)." }),
      input: t.arg({
        type: ChangeBusinessDistrictInput,
        required: true,
        description: "What it shall be (商圈信息).",
      }),
    },
    resolve: (_root, { id, input }, context) => changeDistrict(context, id, input),
  }),
}));
