import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { type activityStates, type categories, visibleTo } from "./activity.rules.ts";

const ActivityCategory = builder.enumType("ActivityCategory", {
  description: "What neighbours do together (活动类别).",
  values: {
    CHILD_CARE: { description: "Care for children (儿童托管关爱)." },
    ELDER_CARE: { description: "Help for elders (助老敬老)." },
    ENVIRONMENT: { description: "Waste sorting and surroundings (环保)." },
    STUDY: { description: "Study (学习)." },
    CULTURE: { description: "Culture and festivals (文化)." },
    SPORT: { description: "Sport (体育)." },
    VOLUNTEERING: { description: "Voluntary service (志愿服务)." },
    NEIGHBOURLINESS: { description: "Getting to know and welcome each other (邻里互助)." },
    OTHER: { description: "Anything else (其他)." },
  } satisfies Record<(typeof categories)[number], object>,
});

const ActivityState = builder.enumType("ActivityState", {
  description: "Where an activity stands (活动状态).",
  values: {
    DRAFT: { description: "Being prepared; only its host sees it (草稿)." },
    PUBLISHED: { description: "Announced (已发布)." },
    CHECK_IN: { description: "People are checking in (签到中)." },
    COMPLETED: { description: "Held (已完成)." },
    CANCELLED: { description: "Called off (已取消)." },
  } satisfies Record<(typeof activityStates)[number], object>,
});

const Activity = builder.drizzleObject("activities", {
  name: "Activity",
  description: "Something that neighbours do together at an hour and a place (活动).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    title: t.exposeString("title", { description: "What it is called (名称)." }),
    category: t.expose("category", { type: ActivityCategory, description: "Its kind (类别)." }),
    state: t.expose("state", { type: ActivityState, description: "Where it stands (状态)." }),
    startsAt: t.expose("startsAt", { type: "DateTime", description: "When it begins (开始时间)." }),
    endsAt: t.expose("endsAt", { type: "DateTime", description: "When it ends (结束时间)." }),
    capacity: t.exposeInt("capacity", {
      nullable: true,
      description: "How many may take part; null: as many as come (名额).",
    }),
    place: t.relation("place", { nullable: true, description: "Where it is held (活动地点)." }),
    hostOrganization: t.field({
      type: Organization,
      nullable: true,
      description: "Who holds it (主办组织).",
      select: { columns: { hostOrganizationId: true } },
      resolve: ({ hostOrganizationId }) => ({ id: hostOrganizationId }),
    }),
  }),
});
const loadActivity = entity(builder, Activity, "activities", ({ viewer }) => visibleTo(viewer));

builder.queryField("activity", (t) =>
  t.field({
    type: Activity,
    nullable: true,
    description: "An activity by its id; a draft shows to its host alone (按编号查活动).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (_root, { id }, context, info) => loadActivity(id, context, info),
  }),
);
