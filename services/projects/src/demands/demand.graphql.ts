import { isUuid, NotAllowed } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Person } from "../people/person.graphql.ts";
import {
  type demandStates,
  seesReporter,
  type sources,
  type urgencies,
  type verdicts,
} from "./demand.rules.ts";

const DemandSource = builder.enumType("DemandSource", {
  description: "Where a demand came from (需求来源).",
  values: {
    HOME_VISIT: { description: "A visit at home (入户走访)." },
    APP: { description: "The residents' app (居民端)." },
    MEETING: { description: "A meeting (会议)." },
    HOTLINE: { description: "The public hotline (政务热线)." },
    COUNCIL: { description: "The youth council (青年议事会)." },
  } satisfies Record<(typeof sources)[number], object>,
});

const DemandUrgency = builder.enumType("DemandUrgency", {
  description: "How soon somebody must answer (紧急程度).",
  values: {
    EMERGENCY: { description: "Within one hour (紧急)." },
    UTILITIES: { description: "Water, power, gas, lifts: within two hours (水电气等民生保障)." },
    ORDINARY: { description: "Within twenty-four hours (一般)." },
  } satisfies Record<(typeof urgencies)[number], object>,
});

const DemandState = builder.enumType("DemandState", {
  description: "Where the work on a demand stands (办理状态).",
  values: {
    REPORTED: { description: "Reported (已提交)." },
    TRIAGED: { description: "Looked at and sorted (已分类)." },
    DISPATCHED: { description: "Sent to whom it concerns (已派单)." },
    ACCEPTED: { description: "Somebody has taken it on (已接单)." },
    IN_PROGRESS: { description: "Being worked on (办理中)." },
    RESOLUTION_CLAIMED: { description: "Said to be done; the reporter has not confirmed it (待确认)." },
    CLOSED: { description: "Closed; the verdict says how well (已办结)." },
    REJECTED: { description: "Refused with a reason (不予受理)." },
    DUPLICATE_OF: { description: "The same as another demand, which goes on (重复合并)." },
    REFERRED: { description: "Handed to another authority (已转办)." },
    ON_HOLD: { description: "Waiting for something; the response clock keeps running (挂起)." },
    REOPENED: { description: "Opened again by its reporter (重新打开)." },
    SOLVED_ON_SPOT: { description: "Solved at once where it was raised (当场解决)." },
  } satisfies Record<(typeof demandStates)[number], object>,
});

const DemandVerdict = builder.enumType("DemandVerdict", {
  description: "What the reporter says of a closed demand (居民评价).",
  values: {
    FIXED: { description: "Solved (已解决)." },
    PARTLY: { description: "Solved in part (部分解决)." },
    NOT_FIXED: { description: "Not solved (未解决)." },
    NO_ANSWER: { description: "The reporter did not say (未反馈)." },
  } satisfies Record<(typeof verdicts)[number], object>,
});

/** What decides who sees the reporter. */
const standing = {
  columns: { reporterId: true },
  with: { place: { columns: { id: true }, with: { path: { columns: { id: true } } } } },
} as const;
type Standing = { reporterId: string; place: { path: { id: string }[] } };
const placePathOf = ({ place }: Standing) => place.path.map(({ id }) => id);

const Demand = builder.drizzleObject("demands", {
  name: "Demand",
  description: "Something that neighbours need done (需求).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    title: t.exposeString("title", { description: "What it is about (标题)." }),
    description: t.string({
      nullable: true,
      description: "The reporter's own words, to the reporter and the community worker of the place (详情).",
      select: { columns: { ...standing.columns, description: true }, with: standing.with },
      resolve: (demand, _args, { viewer }) => {
        if (!seesReporter(viewer, { ...demand, placePath: placePathOf(demand) }))
          throw new NotAllowed("What a reporter wrote shows to the reporter and the community worker alone.");
        return demand.description;
      },
    }),
    source: t.expose("source", { type: DemandSource, description: "Where it came from (来源)." }),
    urgency: t.expose("urgency", {
      type: DemandUrgency,
      description: "How soon it needs an answer (紧急程度).",
    }),
    state: t.expose("state", { type: DemandState, description: "Where the work on it stands (办理状态)." }),
    verdict: t.expose("verdict", {
      type: DemandVerdict,
      nullable: true,
      description: "Once it is closed, what the reporter says of it (居民评价).",
    }),
    reportedAt: t.expose("reportedAt", { type: "DateTime", description: "When it was reported (提交时间)." }),
    answeredAt: t.expose("answeredAt", {
      type: "DateTime",
      nullable: true,
      description: "When somebody first took it on, refused it or solved it (响应时间).",
    }),
    closedAt: t.expose("closedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it came to an end (办结时间).",
    }),
    place: t.relation("place", { nullable: true, description: "Where it was reported (所在地点)." }),
    reporter: t.field({
      type: Person,
      nullable: true,
      description: "Who reported it, to the reporter and the community worker of the place (提交人).",
      select: standing,
      resolve: (demand, _args, { viewer }) => {
        if (!seesReporter(viewer, { ...demand, placePath: placePathOf(demand) }))
          throw new NotAllowed("Who reported a demand shows to the reporter and the community worker alone.");
        return { id: demand.reporterId };
      },
    }),
  }),
});
entity(builder, Demand, "demands");

builder.queryField("demand", (t) =>
  t.drizzleField({
    type: Demand,
    nullable: true,
    description: "A demand by its id (按编号查需求).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (query, _root, { id }, { db }) =>
      isUuid(id) ? db.query.demands.findFirst(query({ where: { id } })) : null,
  }),
);
