import { NotAllowed } from "@linli/kernel";
import type { Viewer } from "@linli/passport";

/** The places whose figures an analyst sees. */
export type AnalystScope = {
  /** These and all below them; null: all. */
  within: readonly string[] | null;
  /** But not these, nor what is below them. */
  except: readonly string[];
};

/** Within which places the viewer may ask for figures, as an analyst; throws `NotAllowed` where that is nowhere. */
export function analystScope(viewer: Viewer | null): AnalystScope {
  const denials = (viewer?.denials ?? []).filter(({ role }) => role === null || role === "ANALYST");
  const grants = (viewer?.grants ?? []).filter(({ role }) => role === "ANALYST");
  if (grants.length === 0 || denials.some(isEverywhere)) throw new NotAllowed("Measures are for analysts.");
  return {
    within: grants.some(isEverywhere) ? null : grants.flatMap(placeOf),
    except: denials.flatMap(placeOf),
  };
}

type Bound = { place: string | null; organization: string | null };
const isEverywhere = ({ place, organization }: Bound) => place === null && organization === null;
const placeOf = ({ place }: Bound) => (place === null ? [] : [place]);
