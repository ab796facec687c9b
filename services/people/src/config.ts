import { json } from "@linli/process";
import { readServiceConfig } from "@linli/subgraph";
import { z } from "zod";
import { policies } from "./policies/policy.rules.ts";

export const config = readServiceConfig(process.env, 4001, {
  /** Identity numbers and codes posted to households are kept as hashes under it; with a new one none matches. */
  PEOPLE_SECRET: z.string("must be set").min(32, "must have at least 32 random characters"),
  /** A JSON object of the policies that differ from their defaults. */
  POLICIES: json(policies).prefault("{}"),
});
