import { fixedId } from "@linli/demo-world";

/** The till of an outlet of the demo world. */
export const tillOf = (outletId: string): string => fixedId(`till:${outletId}`);
