import { builder } from "../builder.ts";

/** Known here by id alone; `people` says who it is. */
export const Person = builder.objectRef<{ id: string }>("Person").implement({
  description: "A person; what is private shows only to those who may see it (人).",
  fields: (t) => ({ id: t.exposeID("id", { description: "Opaque id." }) }),
});
builder.asEntity(Person, {
  key: builder.keyDirective(builder.selection<{ id: string }>("id"), false),
  resolveReference: (reference) => reference,
});
