import { isUuid } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { AgendaItem } from "../agenda-items/agenda-item.graphql.ts";
import { forAgendaReaders, idsOf } from "../agenda-items/agenda-readers.graphql.ts";
import { builder } from "../builder.ts";
import type { MeetingState as State } from "./meeting.rules.ts";

const MeetingState = builder.enumType("MeetingState", {
  description: "How far a meeting has come (会议状态).",
  values: {
    PLANNED: { description: "Planned (计划中)." },
    CONVENED: { description: "Convened: those invited have been told (已召集)." },
    CHECK_IN: { description: "People are checking in (签到中)." },
    IN_SESSION: { description: "In session (进行中)." },
    SUSPENDED: { description: "Suspended (中止)." },
    ADJOURNED: { description: "Over (已散会)." },
    MINUTES_DRAFT: { description: "Its minutes are drafted (纪要起草)." },
    MINUTES_CONFIRMED: { description: "Its minutes are confirmed and public (纪要已确认)." },
    INQUORATE: { description: "Too few were present (未达法定人数)." },
    CANCELLED: { description: "Cancelled (已取消)." },
    RESCHEDULED: { description: "Moved to another time (已改期)." },
  } satisfies Record<State, object>,
});

const withheld = forAgendaReaders<{ state: State; placePath: { ancestorId: string }[] }>(
  ({ state, placePath }) => ({ meetingState: state, placePath: idsOf(placePath) }),
);

export const Meeting = builder.drizzleObject("meetings", {
  name: "Meeting",
  description: "One meeting of a series (会议).",
  select: { columns: { id: true, state: true }, with: { placePath: { columns: { ancestorId: true } } } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    title: t.exposeString("title", { description: "Its title (标题)." }),
    startsAt: t.expose("startsAt", { type: "DateTime", description: "When it begins (开始时间)." }),
    endsAt: t.expose("endsAt", { type: "DateTime", description: "When it ends (结束时间)." }),
    state: t.expose("state", { type: MeetingState, description: "How far it has come (会议状态)." }),
    series: t.relation("series", { description: "The series that it belongs to (会议系列)." }),
    agendaItems: withheld(
      t.relatedConnection("agendaItems", {
        type: AgendaItem,
        nullable: true,
        description: "Its topics in order; public once the minutes are confirmed (议题).",
        totalCount: true,
        query: { orderBy: { position: "asc", id: "asc" } },
      }),
    ),
  }),
});
entity(builder, Meeting, "meetings");

builder.queryField("meeting", (t) =>
  t.drizzleField({
    type: Meeting,
    nullable: true,
    description: "A meeting by its id (按编号查会议).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (query, _root, { id }, { db }) =>
      isUuid(id) ? db.query.meetings.findFirst(query({ where: { id } })) : null,
  }),
);
