import { type Role, roles } from "@linli/kernel";

/** Rights over the platform and over what is known of people: no reviewer hands them out. */
const reserved: readonly Role[] = ["ANALYST", "PLATFORM_ADMIN", "AUDITOR"];

/** Who gives and takes which roles by hand: nobody more than lies within their own office. */
const handedOutBy = {
  PLATFORM_ADMIN: roles,
  LEAGUE_REVIEWER: roles.filter((role) => !reserved.includes(role)),
} as const satisfies Partial<Record<Role, readonly Role[]>>;

/** The roles in which one hands out another; to hand out all at once (null) is for the administrator. */
export function rolesThatHandOut(role: Role | null): Role[] {
  return (Object.keys(handedOutBy) as (keyof typeof handedOutBy)[]).filter((giver) =>
    role === null ? giver === "PLATFORM_ADMIN" : handedOutBy[giver].includes(role),
  );
}

/** The roles in which anything can be handed out. */
export const handingOutRoles = Object.keys(handedOutBy) as Role[];
