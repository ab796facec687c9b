import type { Authority } from "@linli/testing";
import { membershipCases } from "./memberships.ts";
import { placeCases } from "./places.ts";

/** Who may do and see what in people, as the demo world's personas try it through the gateway. */
export const authority: Authority = { mutations: { ...membershipCases, ...placeCases }, fields: {} };
