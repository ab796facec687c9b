import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { WrongMerchantState } from "../merchants/merchant.errors.ts";
import { Merchant, Outlet } from "../merchants/merchant.graphql.ts";
import { Place } from "../places/place.graphql.ts";
import { GeoPoint, GeoPointInput } from "./geo-point.graphql.ts";
import { DayExceptionInput, WeekdayHoursInput } from "./opening-hours.graphql.ts";
import { changeOutlet, openOutlet, retireOutlet } from "./outlet.actions.ts";
import { LastOutlet, OutletRetired } from "./outlet.errors.ts";
import { distance } from "./outlet.rules.ts";

builder.drizzleObjectFields(Outlet, (t) => ({
  merchant: t.relation("merchant", { type: Merchant, description: "Whose it is (商家)." }),
  place: t.relation("place", { type: Place, description: "The place it lies in (所在地点)." }),
  location: t.field({
    type: GeoPoint,
    nullable: true,
    description: "Where it stands; null where nobody has said yet (位置).",
    select: { columns: { latitude: true, longitude: true } },
    resolve: ({ latitude, longitude }) =>
      latitude === null || longitude === null ? null : { latitude, longitude },
  }),
  distance: t.int({
    nullable: true,
    description: "Metres from a point as the crow flies; null where either is not known (距离).",
    args: { from: t.arg({ type: GeoPointInput, required: true, description: "The point (起点)." }) },
    select: { columns: { latitude: true, longitude: true } },
    resolve: ({ latitude, longitude }, { from }) =>
      latitude === null || longitude === null ? null : Math.round(distance(from, { latitude, longitude })),
  }),
  retiredAt: t.expose("retiredAt", {
    type: "DateTime",
    nullable: true,
    description: "Since when it is no longer in use; null while it is (停用时间).",
  }),
}));

builder.drizzleObjectFields(Place, (t) => ({
  merchants: t.relatedConnection("merchants", {
    type: Merchant,
    nullable: true,
    description: "The merchants that take part and have a shop in it or below it (商家).",
    totalCount: true,
    query: { where: { state: "ACTIVE" }, orderBy: { name: "asc", id: "asc" } },
  }),
  outlets: t.relatedConnection("outlets", {
    type: Outlet,
    nullable: true,
    description: "The shops in it and below it of merchants that take part (门店).",
    totalCount: true,
    query: { where: { merchant: { state: "ACTIVE" } }, orderBy: { name: "asc", id: "asc" } },
  }),
}));

refusalTypes(builder, UserError, [
  [OutletRetired, "The shop is no longer in use (门店已停用)."],
  [LastOutlet, "A merchant keeps one shop (至少保留一家门店)."],
]);

const described = {
  name: "1 to 100 characters (名称).",
  address: "1 to 200 characters (地址).",
  placeId: "The place it lies in (所在地点).",
  location: "Where it stands (位置).",
  districtId: "The business district it belongs to, if any (所属商圈).",
  hours: "When it opens; a weekday that is left out is closed (营业时间).",
};

export const OutletInput = builder.inputType("OutletInput", {
  description: "A shop (门店).",
  fields: (t) => ({
    name: t.string({ required: true, description: described.name }),
    address: t.string({ required: true, description: described.address }),
    placeId: t.id({ required: true, description: described.placeId }),
    location: t.field({ type: GeoPointInput, required: true, description: described.location }),
    districtId: t.id({ description: described.districtId }),
    hours: t.field({ type: [WeekdayHoursInput], description: described.hours }),
  }),
});
const ChangeOutletInput = builder.inputType("ChangeOutletInput", {
  description: "What of a shop changes; what is left out stays (门店变更).",
  fields: (t) => ({
    name: t.string({ description: described.name }),
    address: t.string({ description: described.address }),
    placeId: t.id({ description: described.placeId }),
    location: t.field({ type: GeoPointInput, description: described.location }),
    districtId: t.id({ description: described.districtId }),
    hours: t.field({ type: [WeekdayHoursInput], description: described.hours }),
    exceptions: t.field({
      type: [DayExceptionInput],
      description: "All days with hours of their own, each once, 60 at most (特殊营业日).",
    }),
  }),
});

const outletId = { required: true, description: "The shop's id (门店编号)." } as const;

builder.mutationFields((t) => ({
  openOutlet: t.errorUnionField({
    description: "Adds a shop to a merchant, by its owner (新增门店).",
    types: [
      Outlet,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      IdempotencyKeyReused,
      WrongMerchantState,
    ],
    union: { name: "OpenOutletResult", description: "The shop, or why not (结果)." },
    args: {
      merchantId: t.arg.id({ required: true, description: "Whose it is (商家编号)." }),
      input: t.arg({ type: OutletInput, required: true, description: "The shop (门店)." }),
      idempotencyKey: t.arg.string({
        required: true,
        description: "8 to 100 characters; made anew for each wish (请求键).",
      }),
    },
    resolve: (_root, { merchantId, input, idempotencyKey }, context) =>
      openOutlet(context, merchantId, { ...input, idempotencyKey }),
  }),
  changeOutlet: t.errorUnionField({
    description: "Changes what is said of a shop, by owner or editor (修改门店).",
    types: [Outlet, NotSignedIn, NotAllowed, NotFound, InvalidInput, OutletRetired],
    union: { name: "ChangeOutletResult", description: "The shop, or why not (结果)." },
    args: {
      id: t.arg.id(outletId),
      input: t.arg({ type: ChangeOutletInput, required: true, description: "What changes (变更)." }),
    },
    resolve: (_root, { id, input }, context) => changeOutlet(context, id, input),
  }),
  retireOutlet: t.errorUnionField({
    description: "Takes a shop out of use for good, by an owner (停用门店).",
    types: [Outlet, NotSignedIn, NotAllowed, NotFound, OutletRetired, LastOutlet],
    union: { name: "RetireOutletResult", description: "The shop, or why not (结果)." },
    args: { id: t.arg.id(outletId) },
    resolve: (_root, { id }, context) => retireOutlet(context, id),
  }),
}));
