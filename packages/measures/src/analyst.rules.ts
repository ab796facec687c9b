import { NotAllowed } from "@linli/kernel";
import { placeScope, type PlaceScope, type Viewer } from "@linli/passport";

/** Within which places the viewer may ask for figures, as an analyst; throws `NotAllowed` where that is nowhere. */
export function analystScope(viewer: Viewer | null): PlaceScope {
  const scope = placeScope(viewer, "ANALYST");
  if (scope === null) throw new NotAllowed("Measures are for analysts.");
  return scope;
}
