import { calendarDate, idempotencyKey, storableText } from "@linli/subgraph";
import { z } from "zod";
import { classifications, sectors } from "./organization.rules.ts";

const id = z.uuid().toLowerCase();
export const organizationName = storableText.trim().min(1).max(100);
const sector = z
  .enum(sectors)
  .nullish()
  .transform((value) => value ?? null);
const parentId = id.nullish().transform((value) => value ?? null);

/** Kinds that come about in ways of their own: an alliance is formed with its seats, a station is co-founded. */
const ownWays: readonly string[] = ["ALLIANCE", "SERVICE_STATION"];

export const newOrganization = z
  .object({
    name: organizationName,
    classification: z
      .enum(classifications)
      .refine((kind) => !ownWays.includes(kind), "comes about in a way of its own"),
    sector,
    placeId: id,
    parentId,
    foundedOn: calendarDate.nullish().transform((value) => value ?? null),
    idempotencyKey,
  })
  .refine(({ sector: given, classification }) => given === null || classification === "LEAGUE_ORGANIZATION", {
    path: ["sector"],
    error: "is for league organizations",
  });
export type NewOrganization = z.input<typeof newOrganization>;

export const organizationChange = z.object({ sector, parentId });
export type OrganizationChange = z.input<typeof organizationChange>;
