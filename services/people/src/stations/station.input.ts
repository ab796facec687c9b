import { idempotencyKey } from "@linli/subgraph";
import { z } from "zod";
import { organizationName } from "../organizations/organization.input.ts";
import { stationGoals, stationKinds } from "./station.rules.ts";

const id = z.uuid().toLowerCase();

export const newStation = z.object({
  name: organizationName,
  placeId: id,
  kind: z.enum(stationKinds),
  goals: z.array(z.enum(stationGoals)).transform((goals) => [...new Set(goals)]),
  founderIds: z
    .array(id)
    .min(2)
    .max(20)
    .transform((ids) => [...new Set(ids)]),
  idempotencyKey,
});
export type NewStation = z.input<typeof newStation>;
