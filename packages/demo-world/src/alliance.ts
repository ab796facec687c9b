import { organization } from "./organization.ts";

export type DemoAllianceSeat = {
  allianceId: string;
  organizationId: string;
  kind: "BASE" | "PARTNER";
};

const seat = (key: string, kind: DemoAllianceSeat["kind"]): DemoAllianceSeat => ({
  allianceId: organization("panlong-alliance").id,
  organizationId: organization(key).id,
  kind,
});

/** The 1+3 of 盛世盘龙 (R14), in the order of their turns. */
export const allianceSeats: readonly DemoAllianceSeat[] = [
  seat("gaodeng-league", "BASE"),
  seat("aluminium-league", "PARTNER"),
  seat("property-league", "PARTNER"),
  seat("training-league", "PARTNER"),
];
