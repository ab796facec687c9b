import { common, held, type PersonalData } from "@linli/personal-data";
import { demands } from "../demands/demand.table.ts";
import { clearOwnWords } from "../demands/demand.store.ts";

/** What projects keeps about a person, and what becomes of it when the account is deleted. */
export const personalData: PersonalData = {
  held: [
    held("demands", demands, "reporterId", {
      becomes:
        "Stay under the pseudonym, for what is still to be done and for figures; the reporter's description goes, and the title where it may say who wrote it.",
      texts: {
        title: "Public since it was reported; replaced where it holds a number or introduces somebody.",
        description: "Null.",
      },
      forget: (tx, { own }) => clearOwnWords(tx, own),
    }),
    ...common.held,
  ],
  others: { ...common.others, activities: "What organizations hold." },
};
