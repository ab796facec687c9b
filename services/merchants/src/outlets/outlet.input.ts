import { nameText } from "@linli/subgraph";
import { z } from "zod";
import { openingExceptions, openingHours } from "./opening-hours.input.ts";

/** A point in degrees of WGS 84. */
export const geoPoint = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type GeoPoint = z.infer<typeof geoPoint>;

/** A shop as its merchant describes it; whether place and district are there, the action finds out. */
export const newOutlet = z.object({
  name: nameText.max(100),
  address: nameText.max(200),
  placeId: z.uuid().toLowerCase(),
  location: geoPoint,
  districtId: z.uuid().toLowerCase().nullish(),
  hours: openingHours.nullish(),
});
export type NewOutlet = z.input<typeof newOutlet>;

const { name, address, placeId, location, districtId, hours } = newOutlet.shape;

/** What of a shop changes; what is left out stays, and only a district can be taken away. */
export const outletChange = z.object({
  name: name.nullish(),
  address: address.nullish(),
  placeId: placeId.nullish(),
  location: location.nullish(),
  districtId,
  hours,
  exceptions: openingExceptions.nullish(),
});
export type OutletChange = z.input<typeof outletChange>;
