import type { Role } from "@linli/kernel";
import { placeScope, type PlaceScope, type Viewer } from "@linli/passport";

/** Where somebody has each of these roles, what was denied left out. */
export const scopesOf = (viewer: Viewer, roles: readonly Role[]): PlaceScope[] =>
  roles.flatMap((role) => placeScope(viewer, role) ?? []);

/** Places that lie in a scope, as a filter of places with their paths. */
export const liesIn = ({ within, except }: PlaceScope) => ({
  ...(within && { path: { id: { in: [...within] } } }),
  NOT: { path: { id: { in: [...except] } } },
});
