import { fixedId } from "./fixed-id.ts";
import { organization } from "./organization.ts";

/** A service or work station, with those who founded it together (R29). */
export type DemoStation = {
  organizationId: string;
  kind: "SERVICE" | "WORK";
  goals: "CHILD_FRIENDLY"[];
  founderIds: string[];
};

/** The Day Eight station in 里布嘎 (R30), which works for a child-friendly community (R31). */
export const stations: readonly DemoStation[] = [
  {
    organizationId: organization("eighth-day-station").id,
    kind: "SERVICE",
    goals: ["CHILD_FRIENDLY"],
    founderIds: [organization("eighth-day").id, organization("libuga-party").id],
  },
];

/** For whom a social organization works: bought for a time and a sum, or as a volunteer (R28). */
export type DemoEngagement = {
  id: string;
  organizationId: string;
  clientId: string;
  mode: "PURCHASED" | "VOLUNTEER";
  startsMonthsAgo: number;
  endsMonthsAgo?: number;
  amountFen?: number;
};

const engagement = (
  clientKey: string,
  terms: Pick<DemoEngagement, "mode" | "startsMonthsAgo" | "endsMonthsAgo" | "amountFen">,
): DemoEngagement => ({
  id: fixedId(`engagement:eighth-day@${clientKey}`),
  organizationId: organization("eighth-day").id,
  clientId: organization(clientKey).id,
  ...terms,
});

export const engagements: readonly DemoEngagement[] = [
  engagement("libuga-committee", {
    mode: "PURCHASED",
    startsMonthsAgo: 8,
    endsMonthsAgo: -4,
    amountFen: 12_000_000,
  }),
  engagement("gaodeng-committee", { mode: "VOLUNTEER", startsMonthsAgo: 5 }),
];
