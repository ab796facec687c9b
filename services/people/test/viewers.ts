import type { Role } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { as } from "./harness.ts";

/** Somebody with a right: a role, and where. */
export const holding = (
  personId: string,
  role: Role,
  { place = null, organization = null }: { place?: string | null; organization?: string | null } = {},
): Viewer => ({ ...as(personId), grants: [{ role, place, organization }] });
