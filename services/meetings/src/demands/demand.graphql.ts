import { builder } from "../builder.ts";

/** Known here by id alone; `projects` says what it is. */
export const Demand = builder.objectRef<{ id: string }>("Demand").implement({
  description: "Something that neighbours need done (需求).",
  fields: (t) => ({ id: t.exposeID("id", { description: "Opaque id." }) }),
});
builder.asEntity(Demand, {
  key: builder.keyDirective(builder.selection<{ id: string }>("id"), false),
  resolveReference: (reference) => reference,
});
