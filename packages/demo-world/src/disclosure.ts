import { fixedId } from "./fixed-id.ts";
import { person } from "./person.ts";
import { place } from "./place.ts";

/** A request to see somebody's data in clear. */
export type DemoDisclosure = {
  id: string;
  personId: string;
  askedBy: string;
  dataClass: "C2" | "C3";
  role: "COMMUNITY_WORKER";
  scope: string;
  reason: string;
  hoursAgo: number;
  /** It was open then, and these fields were read, so many minutes after it was asked. */
  reads?: readonly { afterMinutes: number; fields: readonly string[] }[];
};

const request = (
  key: string,
  {
    about,
    by,
    scope,
    ...rest
  }: Pick<DemoDisclosure, "dataClass" | "reason" | "hoursAgo" | "reads"> & {
    about: string;
    by: string;
    scope: string;
  },
): DemoDisclosure => ({
  id: fixedId(`disclosure:${key}`),
  personId: person(about).id,
  askedBy: person(by).id,
  role: "COMMUNITY_WORKER",
  scope: place(scope).id,
  ...rest,
});

export const disclosures: readonly DemoDisclosure[] = [
  // What the resident finds in "who looked at my data".
  request("leak", {
    about: "resident",
    by: "worker",
    scope: "gaodeng",
    dataClass: "C2",
    reason: "楼上漏水，需尽快电话联系住户",
    hoursAgo: 50,
    reads: [
      { afterMinutes: 2, fields: ["name", "phone"] },
      { afterMinutes: 9, fields: ["phone"] },
    ],
  }),
  // Two wait for somebody else's decision.
  request("aid", {
    about: "resident",
    by: "dongfeng-worker",
    scope: "panlong",
    dataClass: "C3",
    reason: "核实临时救助申请中的住址门牌",
    hoursAgo: 3,
  }),
  request("visit", {
    about: "youth-member",
    by: "dongfeng-worker",
    scope: "panlong",
    dataClass: "C3",
    reason: "安排入户走访前确认门牌号",
    hoursAgo: 2,
  }),
];
