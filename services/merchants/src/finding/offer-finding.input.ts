import { storableText } from "@linli/subgraph";
import { z } from "zod";
import { offerKinds } from "../offers/offer-benefit.rules.ts";
import { geoPoint } from "../outlets/outlet.input.ts";
import { offerSorts, radius } from "./offer-finding.rules.ts";

/** What offers are looked for by: a place, or a point, or both. */
export const offerSearch = z
  .object({
    placeId: z.uuid().toLowerCase().nullish(),
    near: z
      .object({ location: geoPoint, radiusMetres: z.int().min(1).max(radius.max).default(radius.default) })
      .nullish(),
    kind: z.enum(offerKinds).nullish(),
    text: storableText.trim().min(1).max(50).nullish(),
    openNow: z.boolean().default(false),
    sort: z.enum(offerSorts).nullish(),
  })
  .refine(({ placeId, near }) => placeId || near, { path: ["placeId"], message: "say a place, or a point" })
  .refine(({ near, sort }) => near || sort !== "DISTANCE", {
    path: ["sort"],
    message: "distances are from a point: say one",
  })
  .transform(({ sort, ...search }) => ({
    ...search,
    sort: sort ?? (search.near ? ("DISTANCE" as const) : ("ENDING_SOON" as const)),
  }));
export type OfferSearch = z.output<typeof offerSearch>;
