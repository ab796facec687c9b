import { calendarDate, idempotencyKey } from "@linli/subgraph";
import { z } from "zod";
import {
  adviserKinds,
  contributionKinds,
  expertFields,
  talentSources,
} from "../think-tanks/think-tank.rules.ts";

export const joining = z.object({ idempotencyKey });

const each = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z.array(z.enum(values)).transform((list) => [...new Set(list)]);

/** What somebody brings into a think tank (R24–R26). */
export const adviserJoining = joining
  .extend({
    kind: z.enum(adviserKinds),
    source: z.enum(talentSources).nullish().default(null),
    fields: each(expertFields),
    contributions: each(contributionKinds).refine((list) => list.length > 0, "name at least one"),
    acknowledged: z.boolean().nullish(),
  })
  .refine(({ kind, source }) => kind !== "EXPERT" || source !== null, {
    path: ["source"],
    error: "an expert comes from somewhere",
  })
  .refine(({ kind, fields }) => kind !== "EXPERT" || fields.length > 0, {
    path: ["fields"],
    error: "an expert has at least one field",
  });
export type AdviserJoining = z.input<typeof adviserJoining>;

export const admission = z.object({
  startsOn: calendarDate.nullish(),
  endsOn: calendarDate.nullish(),
});
