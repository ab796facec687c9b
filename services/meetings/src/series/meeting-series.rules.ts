/** Whose meetings a series holds, by the kind of body. */
export const seriesKinds = ["JOINT_MEETING", "YOUTH_COUNCIL", "THINK_TANK", "COMMITTEE_FELLOWSHIP"] as const;
export type SeriesKind = (typeof seriesKinds)[number];

export const seriesStates = ["ACTIVE", "PAUSED", "ENDED"] as const;
export type SeriesState = (typeof seriesStates)[number];
