import type { PlaceScope } from "@linli/passport";
import { placePaths } from "@linli/places";
import { and, inArray, notInArray, type SQL, type SQLWrapper } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";

/** True where a place (a column with its id) lies in a scope; undefined: it always does. */
export function liesInScope(placeId: SQLWrapper, { within, except }: PlaceScope): SQL | undefined {
  return and(
    within === null ? undefined : inArray(placeId as never, below(within)),
    except.length === 0 ? undefined : notInArray(placeId as never, below(except)),
  );
}

/** The same, where also nothing below the place is left out: for figures that are of the place as a whole. */
export function liesWhollyInScope(placeId: SQLWrapper, scope: PlaceScope): SQL | undefined {
  return and(
    liesInScope(placeId, scope),
    scope.except.length === 0 ? undefined : notInArray(placeId as never, above(scope.except)),
  );
}

/** These places and all below them. */
const below = (placeIds: readonly string[]) =>
  new QueryBuilder()
    .select({ id: placePaths.placeId })
    .from(placePaths)
    .where(inArray(placePaths.ancestorId, [...placeIds]));

/** These places and all above them. */
const above = (placeIds: readonly string[]) =>
  new QueryBuilder()
    .select({ id: placePaths.ancestorId })
    .from(placePaths)
    .where(inArray(placePaths.placeId, [...placeIds]));
