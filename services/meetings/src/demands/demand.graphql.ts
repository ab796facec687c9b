import { reference } from "@linli/subgraph";
import { builder } from "../builder.ts";

export const Demand = reference(builder, "Demand", "Something that neighbours need done (需求).");
