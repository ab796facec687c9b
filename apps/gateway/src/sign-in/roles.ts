import { type Role, roles } from "@linli/kernel";
import { placeScope, type Viewer } from "@linli/passport";

/** The roles that somebody has anywhere at all; none for a visitor. */
export const rolesOf = (viewer: Viewer | null): Role[] =>
  viewer === null ? [] : roles.filter((role) => placeScope(viewer, role) !== null);

/** Whether somebody works with the schema itself: may read it, and ask what no front end asks. */
export const isAnalyst = (viewer: Viewer | null): boolean =>
  rolesOf(viewer).some((role) => role === "ANALYST" || role === "PLATFORM_ADMIN");
