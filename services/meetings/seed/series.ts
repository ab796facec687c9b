import { fixedId, organization, place } from "@linli/demo-world";
import type { SeriesKind } from "../src/series/meeting-series.rules.ts";

/** A series of the demo world. `daysAhead` is when, about, it meets next; `hour` is of the wall clock. */
export type DemoSeries = {
  key: string;
  id: string;
  placeId: string;
  organizationId: string;
  kind: SeriesKind;
  title: string;
  daysAhead: number;
  hour: number;
};

type Draft = Omit<DemoSeries, "id" | "placeId" | "organizationId"> & { place: string; body: string };

const drafts: Draft[] = [
  {
    key: "panlong-joint",
    place: "panlong",
    body: "panlong-alliance",
    kind: "JOINT_MEETING",
    title: "盛世盘龙团建联盟联席会议",
    daysAhead: 5,
    hour: 15,
  },
  {
    key: "libuga-joint",
    place: "libuga",
    body: "libuga-league",
    kind: "JOINT_MEETING",
    title: "里布嘎社区团建联席会议",
    daysAhead: 8,
    hour: 15,
  },
  {
    key: "longcheng-joint",
    place: "longcheng",
    body: "dongfeng-league",
    kind: "JOINT_MEETING",
    title: "龙成国际楼宇团建联席会议",
    daysAhead: 12,
    hour: 10,
  },
  {
    key: "panlong-council",
    place: "panlong",
    body: "panlong-council",
    kind: "YOUTH_COUNCIL",
    title: "盛世盘龙小区青年议事会例会",
    daysAhead: 7,
    hour: 19.5,
  },
  {
    key: "libuga-council",
    place: "libuga",
    body: "libuga-council",
    kind: "YOUTH_COUNCIL",
    title: "里布嘎社区青年议事会例会",
    daysAhead: 10,
    hour: 19.5,
  },
  {
    key: "libuga-think-tank",
    place: "libuga",
    body: "libuga-think-tank",
    kind: "THINK_TANK",
    title: "里布嘎社区青年业委会智囊团例会",
    daysAhead: 15,
    hour: 19,
  },
  {
    key: "longcheng-think-tank",
    place: "longcheng",
    body: "longcheng-think-tank",
    kind: "THINK_TANK",
    title: "龙成国际楼宇青年智囊团例会",
    daysAhead: 17,
    hour: 12.5,
  },
  {
    key: "panlong-fellowship",
    place: "panlong",
    body: "panlong-fellowship",
    kind: "COMMITTEE_FELLOWSHIP",
    title: "盛世盘龙青年业委会委员联谊会例会",
    daysAhead: 20,
    hour: 19,
  },
];

export const demoSeries: readonly DemoSeries[] = drafts.map(({ place: placeKey, body, ...draft }) => ({
  ...draft,
  id: fixedId(`meeting-series:${draft.key}`),
  placeId: place(placeKey).id,
  organizationId: organization(body).id,
}));
