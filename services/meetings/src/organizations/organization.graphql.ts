import { builder } from "../builder.ts";

/** Known here by id alone; `people` says which it is. */
export const Organization = builder.objectRef<{ id: string }>("Organization").implement({
  description: "A body, office or company (组织).",
  fields: (t) => ({ id: t.exposeID("id", { description: "Opaque id." }) }),
});
builder.asEntity(Organization, {
  key: builder.keyDirective(builder.selection<{ id: string }>("id"), false),
  resolveReference: (reference) => reference,
});
