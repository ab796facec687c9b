/** By what right somebody lives in a home. */
export const tenures = ["OWNER", "TENANT", "FAMILY"] as const;
