import { z } from "zod";
import { defineEvent } from "../contract.ts";

/** What somebody may ask of all services together: to hand out what they keep about them, or to forget them. */
export const dataRequestKinds = ["EXPORT", "DELETION"] as const;

/** Who owes an answer to such a request. */
export const dataServices = ["PEOPLE", "PROJECTS", "MERCHANTS", "MEETINGS"] as const;
export type DataService = (typeof dataServices)[number];

/** Somebody asks for their data, or has deleted the account: each service answers with a receipt. */
export const dataRequested = defineEvent(
  "people.data-requested.v1",
  z.object({ requestId: z.uuid(), personId: z.uuid(), kind: z.enum(dataRequestKinds) }),
);

/** A service has done its part: how many rows of which kind it kept about the person. */
export const dataReceiptGiven = defineEvent(
  "data.receipt-given.v1",
  z.object({
    requestId: z.uuid(),
    service: z.enum(dataServices),
    counts: z.record(z.string().regex(/^[a-zA-Z]+$/), z.int().min(0)),
    at: z.iso.datetime(),
  }),
);
