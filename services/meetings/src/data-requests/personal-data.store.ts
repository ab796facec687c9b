import { common, type PersonalData } from "@linli/personal-data";

/** What meetings keeps about a person: so far no more than every service. */
export const personalData: PersonalData = {
  held: common.held,
  others: {
    ...common.others,
    agenda_items: "Topics of bodies; who proposed one is not kept.",
    meeting_series: "Meetings of bodies.",
    meetings: "Meetings of bodies.",
  },
};
