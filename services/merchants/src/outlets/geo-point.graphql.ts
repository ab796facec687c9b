import { builder } from "../builder.ts";
import type { GeoPoint as Point } from "./outlet.input.ts";

export const GeoPoint = builder.objectRef<Point>("GeoPoint").implement({
  description: "A point on earth, in degrees of WGS 84 (位置).",
  fields: (t) => ({
    latitude: t.exposeFloat("latitude", { description: "North of the equator, -90 to 90 (纬度)." }),
    longitude: t.exposeFloat("longitude", { description: "East of Greenwich, -180 to 180 (经度)." }),
  }),
});

export const GeoPointInput = builder.inputType("GeoPointInput", {
  description: "A point on earth, in degrees of WGS 84 (位置).",
  fields: (t) => ({
    latitude: t.float({ required: true, description: "North of the equator, -90 to 90 (纬度)." }),
    longitude: t.float({ required: true, description: "East of Greenwich, -180 to 180 (经度)." }),
  }),
});
