import { reference } from "@linli/subgraph";
import { builder } from "../builder.ts";

export const Person = reference(
  builder,
  "Person",
  "A person; what is private shows only to those who may see it (人).",
);
