import { fixedId } from "./fixed-id.ts";
import { organization } from "./organization.ts";
import { place } from "./place.ts";

/** A place where the model is tried (R2): the city's league sponsors it, the prefecture's guides. */
export type DemoPilot = {
  id: string;
  placeId: string;
  startedMonthsAgo: number;
  sponsorId: string;
  guideId: string;
};

const pilot = (placeKey: string, startedMonthsAgo: number): DemoPilot => ({
  id: fixedId(`pilot:${placeKey}`),
  placeId: place(placeKey).id,
  startedMonthsAgo,
  sponsorId: organization("league-city").id,
  guideId: organization("league-prefecture").id,
});

export const pilots: readonly DemoPilot[] = [
  pilot("libuga", 18),
  pilot("panlong", 14),
  pilot("longcheng", 9),
];
