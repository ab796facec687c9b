import type { AnyRelations } from "drizzle-orm";
import type { SubgraphBuilder } from "./builder.ts";
import type { SubgraphContext } from "./context.ts";

/** An entity of another service, known here by its id alone: that service says the rest. */
export function reference<Relations extends AnyRelations, Context extends SubgraphContext<Relations>>(
  builder: SubgraphBuilder<Relations, Context>,
  name: string,
  description: string,
) {
  const ref = builder.objectRef<{ id: string }>(name);
  ref.implement({
    description,
    fields: (t) => ({ id: t.exposeID("id", { description: "Opaque id (编号)." }) }),
  });
  builder.asEntity(ref, {
    key: builder.keyDirective(builder.selection<{ id: string }>("id"), false),
    resolveReference: (key) => key,
  });
  return ref;
}
