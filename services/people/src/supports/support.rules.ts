/** How a party organization supports another body (R4). */
export const supportKinds = ["GUIDANCE", "VENUE", "CO_BUILDING"] as const;
export type SupportKind = (typeof supportKinds)[number];
