import { fixedId } from "./fixed-id.ts";
import { organization } from "./organization.ts";
import { place } from "./place.ts";

/** A community's enrolment in the programme, with the party organization that leads it, if there is one (R3, R33). */
export type DemoYouthCommunity = {
  id: string;
  placeId: string;
  enrolledMonthsAgo: number;
  lead?: { organizationId: string; sinceMonthsAgo: number };
};

const enrolment = (key: string, enrolledMonthsAgo: number): DemoYouthCommunity => ({
  id: fixedId(`youth-community:${key}`),
  placeId: place(key).id,
  enrolledMonthsAgo,
});

export const youthCommunities: readonly DemoYouthCommunity[] = [
  {
    ...enrolment("libuga", 17),
    lead: { organizationId: organization("libuga-party").id, sinceMonthsAgo: 16 },
  },
  // Not active yet: no party organization is linked as its lead.
  enrolment("gaodeng", 3),
];
