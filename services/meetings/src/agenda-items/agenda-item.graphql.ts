import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Demand } from "../demands/demand.graphql.ts";
import type { MeetingState } from "../meetings/meeting.rules.ts";
import type { AgendaItemState as State } from "./agenda-item.rules.ts";
import { forAgendaReaders, idsOf } from "./agenda-readers.graphql.ts";

const AgendaItemState = builder.enumType("AgendaItemState", {
  description: "How far a topic has come (议题状态).",
  values: {
    PROPOSED: { description: "Proposed (已提出)." },
    ACCEPTED: { description: "Accepted for a meeting (已列入)." },
    OPEN: { description: "Under discussion (讨论中)." },
    INFORMATION: { description: "For information only (通报)." },
    DECIDED: { description: "Decided (已决议)." },
    ASSIGNED: { description: "Assigned to somebody (已交办)." },
    DEFERRED: { description: "Put off, back to the series' backlog (延期再议)." },
    WITHDRAWN: { description: "Withdrawn (已撤回)." },
  } satisfies Record<State, object>,
});

type Standing = {
  meeting: { state: MeetingState } | null;
  series: { placePath: { ancestorId: string }[] };
};
const withheld = forAgendaReaders<Standing>(({ meeting, series }) => ({
  meetingState: meeting?.state ?? null,
  placePath: idsOf(series.placePath),
}));

export const AgendaItem = builder.drizzleObject("agendaItems", {
  name: "AgendaItem",
  description: "A topic of a meeting, or of the backlog of its series (议题).",
  select: {
    columns: { id: true },
    with: {
      meeting: { columns: { state: true } },
      series: { columns: {}, with: { placePath: { columns: { ancestorId: true } } } },
    },
  },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    title: withheld(t.exposeString("title", { description: "What it is about (标题)." })),
    position: withheld(t.exposeInt("position", { description: "Its place in the order, from 1 (序号)." })),
    state: withheld(
      t.expose("state", { type: AgendaItemState, description: "How far it has come (议题状态)." }),
    ),
    deferrals: withheld(
      t.exposeInt("deferrals", { description: "How often meetings have put it off (延期次数)." }),
    ),
    reason: withheld(
      t.exposeString("reason", {
        nullable: true,
        description: "Why it matters; stated where no demand is cited (提出理由).",
      }),
    ),
    demand: withheld(
      t.field({
        type: Demand,
        nullable: true,
        description: "The demand that it cites (相关需求).",
        select: { columns: { demandId: true } },
        resolve: ({ demandId }) => (demandId === null ? null : { id: demandId }),
      }),
    ),
    meeting: t.relation("meeting", {
      nullable: true,
      description: "The meeting that takes it up; null in the backlog (所属会议).",
    }),
    series: t.relation("series", { description: "The series that it belongs to (会议系列)." }),
  }),
});
entity(builder, AgendaItem, "agendaItems");
