import type { AnyDatabase } from "@linli/database";
import type { Viewer } from "@linli/passport";
import type { PersonalData } from "./held.ts";
import { collect } from "./held.store.ts";

type Asking = { db: AnyDatabase; viewer: Viewer | null };

/** The exports that somebody may read, as a filter of drizzle's: one's own. */
export const ownExports = ({ viewer }: Pick<Asking, "viewer">) => ({
  kind: "EXPORT" as const,
  personId: { in: viewer ? [viewer.person] : [] },
});

/** A service's part of an export: all it keeps about the viewer now, by kind. Collected once in an operation. */
export function partOf(personalData: PersonalData) {
  const parts = new WeakMap<Asking, ReturnType<typeof collect>>();
  return (context: Asking) => {
    const { db, viewer } = context;
    if (!viewer) return null;
    const part = parts.get(context) ?? collect(db, personalData, viewer.person);
    parts.set(context, part);
    return part;
  };
}
