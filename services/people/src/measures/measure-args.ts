import { PlaceKind } from "../places/place.graphql.ts";

// What all measures are asked with.
export const groupBy = {
  required: true,
  description: "What to tell apart; none: one total (分组).",
} as const;
export const within = { description: "Only in this place and below (限定地点)." } as const;
export const level = {
  type: PlaceKind,
  required: true,
  defaultValue: "COUNTY",
  description: "The level of the places told apart; what stands higher up counts there (地点层级).",
} as const;
