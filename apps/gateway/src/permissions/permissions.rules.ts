import type { Viewer } from "@linli/passport";
import type { Requirement } from "./requirements.ts";

/** What a `@policy` may name: facts about a viewer that are no role. */
const policies = {
  ADULT: ({ age }) => age !== null && age >= 18,
  RESIDENT: ({ residences }) => residences.length > 0,
} satisfies Record<string, (viewer: Viewer) => boolean>;

const isPolicy = (name: string): name is keyof typeof policies => Object.hasOwn(policies, name);

/** Whether a viewer with these roles fulfils all of a requirement. A policy that nobody knows is fulfilled by nobody. */
export function fulfils(
  viewer: Viewer | null,
  roles: readonly string[],
  { authenticated, scopes, policies: needed }: Requirement,
): boolean {
  const oneOf = (lists: readonly (readonly string[])[], has: (name: string) => boolean) =>
    lists.length === 0 || lists.some((list) => list.every(has));
  return (
    (!authenticated || viewer !== null) &&
    oneOf(scopes, (scope) => roles.includes(scope)) &&
    oneOf(needed, (name) => viewer !== null && isPolicy(name) && policies[name](viewer))
  );
}
