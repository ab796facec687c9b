import type { AnyRelations } from "drizzle-orm";
import type { SubgraphBuilder } from "./builder.ts";
import type { SubgraphContext } from "./context.ts";

/**
 * Whoever is signed in, for a service to add its fields to. The key is the person's id; a service answers for the
 * person of the passport alone, so nobody sees through another's eyes by asking for that key.
 */
export function viewerType<Relations extends AnyRelations, Context extends SubgraphContext<Relations>>(
  builder: SubgraphBuilder<Relations, Context>,
) {
  const Viewer = builder.objectRef<{ id: string }>("Viewer");
  Viewer.implement({
    description: "Whoever is signed in (当前用户).",
    fields: (t) => ({ id: t.exposeID("id", { description: "The person's id (本人编号)." }) }),
  });
  builder.asEntity(Viewer, {
    key: builder.selection<{ id: string }>("id"),
    resolveReference: ({ id }, { viewer }) => (viewer?.person === id ? { id } : null),
  });
  return Viewer;
}
