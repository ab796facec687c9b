import type { Role } from "@linli/kernel";
import { fixedId } from "./fixed-id.ts";
import { person } from "./person.ts";
import { place } from "./place.ts";

/** A right that was given by hand. Without a place it holds everywhere. */
export type DemoGrant = {
  id: string;
  personId: string;
  role: Role;
  placeId?: string;
  startsMonthsAgo: number;
};

export const grants: readonly DemoGrant[] = [
  {
    id: fixedId("grant:analyst"),
    personId: person("analyst").id,
    role: "ANALYST",
    placeId: place("wenshan-prefecture").id,
    startsMonthsAgo: 12,
  },
  {
    id: fixedId("grant:auditor"),
    personId: person("auditor").id,
    role: "AUDITOR",
    startsMonthsAgo: 12,
  },
  {
    id: fixedId("grant:admin"),
    personId: person("admin").id,
    role: "PLATFORM_ADMIN",
    startsMonthsAgo: 18,
  },
];
