import { reference } from "@linli/subgraph";
import { builder } from "../builder.ts";

export const Organization = reference(builder, "Organization", "A body, office or company (组织).");
