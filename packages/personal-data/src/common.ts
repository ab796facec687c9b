import { outbox } from "@linli/events";
import { dataRequests } from "./data-request.table.ts";
import { held, keep, type PersonalData } from "./held.ts";

/** What every service keeps. */
export const common: PersonalData = {
  held: [
    held("events", outbox, "actor", {
      becomes: "Stay: the log of what happened says by whom under an id alone.",
      texts: {
        name: "The name of an event.",
        payload: "Ids and states; a contract admits no words about people.",
        role: "A role.",
        requestId: "Made by the gateway.",
      },
      withheld: { payload: "May hold other people's ids.", sequence: "Says nothing." },
      forget: keep,
    }),
    held("dataRequests", dataRequests, "personId", {
      becomes: "Stay: they are the proof that the person was answered.",
      forget: keep,
    }),
  ],
  others: {
    deliveries: "Events on their way.",
    inbox: "Ids of events.",
    places: "Places.",
    place_paths: "Places.",
  },
};
