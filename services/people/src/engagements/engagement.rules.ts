/** How a social organization enters a community (R28). */
export const engagementModes = ["PURCHASED", "VOLUNTEER"] as const;
