import { entity } from "@linli/subgraph";
import { AgendaItem } from "../agenda-items/agenda-item.graphql.ts";
import { forAgendaReaders, idsOf } from "../agenda-items/agenda-readers.graphql.ts";
import { builder } from "../builder.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import type { SeriesKind, SeriesState as State } from "./meeting-series.rules.ts";

const MeetingSeriesKind = builder.enumType("MeetingSeriesKind", {
  description: "What kind of meetings a series holds (会议系列类别).",
  values: {
    JOINT_MEETING: { description: "Joint meetings (联席会议)." },
    YOUTH_COUNCIL: { description: "Meetings of a youth council (青年议事会)." },
    THINK_TANK: { description: "Meetings of a think tank (智囊团)." },
    COMMITTEE_FELLOWSHIP: {
      description: "Meetings of a fellowship of young committee members (青年业委会委员联谊会).",
    },
  } satisfies Record<SeriesKind, object>,
});

const MeetingSeriesState = builder.enumType("MeetingSeriesState", {
  description: "Whether a series goes on (会议系列状态).",
  values: {
    ACTIVE: { description: "It goes on (进行中)." },
    PAUSED: { description: "It is paused (暂停)." },
    ENDED: { description: "It has ended (已结束)." },
  } satisfies Record<State, object>,
});

const withheld = forAgendaReaders<{ placePath: { ancestorId: string }[] }>(({ placePath }) => ({
  meetingState: null,
  placePath: idsOf(placePath),
}));

const MeetingSeries = builder.drizzleObject("meetingSeries", {
  name: "MeetingSeries",
  description: "Meetings of one body that come again and again (会议系列).",
  select: { columns: { id: true }, with: { placePath: { columns: { ancestorId: true } } } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    title: t.exposeString("title", { description: "Its title (标题)." }),
    kind: t.expose("kind", { type: MeetingSeriesKind, description: "What kind of meetings (类别)." }),
    rrule: t.exposeString("rrule", {
      description: "When they recur: an iCalendar RRULE, read in Asia/Shanghai (重复规则).",
    }),
    state: t.expose("state", { type: MeetingSeriesState, description: "Whether it goes on (状态)." }),
    place: t.relation("place", { nullable: true, description: "The place concerned (所属地点)." }),
    organization: t.field({
      type: Organization,
      nullable: true,
      description: "The body whose meetings they are (主办组织).",
      select: { columns: { organizationId: true } },
      resolve: ({ organizationId }) => ({ id: organizationId }),
    }),
    backlog: withheld(
      t.relatedConnection("backlog", {
        type: AgendaItem,
        nullable: true,
        description: "Topics that wait for a meeting, to those who take part (待议事项).",
        totalCount: true,
        query: { orderBy: { position: "asc", id: "asc" } },
      }),
    ),
  }),
});
entity(builder, MeetingSeries, "meetingSeries");
