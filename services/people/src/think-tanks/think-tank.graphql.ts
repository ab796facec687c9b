import { dateIn } from "@linli/kernel";
import { builder } from "../builder.ts";
import { inForceOn } from "../memberships/membership.rules.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { Place } from "../places/place.graphql.ts";
import { onlyForThoseWhoSeeMembers } from "./think-tank.actions.ts";
import {
  type adviserKinds,
  type contributionKinds,
  coverage,
  type ExpertField as Field,
  type expertFields,
  seated,
  type talentSources,
  uncoveredFields,
} from "./think-tank.rules.ts";

export const AdviserKind = builder.enumType("AdviserKind", {
  description: "As what somebody advises (智囊团成员身份).",
  values: {
    RESIDENT_ADVISOR: { description: "As one who lives there (居民顾问)." },
    EXPERT: { description: "For what one knows (专家)." },
  } satisfies Record<(typeof adviserKinds)[number], object>,
});

export const TalentSource = builder.enumType("TalentSource", {
  description: "Where talent comes from (人才来源).",
  values: {
    UNIVERSITY: { description: "University (高校)." },
    YOUTH_WORKPLACE: { description: "Workplace with many young workers (青工单位)." },
    NEW_ECONOMY_ORGANIZATION: { description: "New economic or social organization (“两新”组织)." },
    YOUTH_FEDERATION: { description: "Member of the youth federation (青联委员)." },
    YOUNG_ENTREPRENEUR: { description: "Enterprise of a young entrepreneur (青年企业家单位)." },
  } satisfies Record<(typeof talentSources)[number], object>,
});

export const ExpertField = builder.enumType("ExpertField", {
  description: "What an expert knows (专业领域).",
  values: {
    PUBLIC_UTILITIES: { description: "Public utilities (公共事业)." },
    CONSTRUCTION: { description: "Construction and engineering (工程建筑)." },
    LEGAL: { description: "Legal services (法律服务)." },
    FINANCE_AND_AUDIT: { description: "Finance and audit (财务审计)." },
    OTHER: { description: "Something else (其他)." },
  } satisfies Record<(typeof expertFields)[number], object>,
});

export const ContributionKind = builder.enumType("ContributionKind", {
  description: "By which vehicle somebody contributes (参与载体).",
  values: {
    VOLUNTEERING: { description: "Volunteering for the public good (志愿公益)." },
    PROFESSIONAL_SERVICE: { description: "Professional service (专业服务)." },
    YOUTH_COUNCIL: { description: "In the youth council (青年议事会)." },
  } satisfies Record<(typeof contributionKinds)[number], object>,
});

export const FieldCoverage = builder
  .objectRef<{ field: Field; members: number }>("ExpertFieldCoverage")
  .implement({
    description: "How many members of think tanks know a field (领域覆盖).",
    fields: (t) => ({
      field: t.expose("field", { type: ExpertField, description: "The field (专业领域)." }),
      members: t.exposeInt("members", { description: "How many people, zero shown (人数)." }),
    }),
  });

type Member = {
  id: string;
  personId: string;
  adviser: {
    kind: (typeof adviserKinds)[number];
    source: (typeof talentSources)[number] | null;
    fields: Field[];
    contributions: (typeof contributionKinds)[number][];
  } | null;
};
const MemberRef = builder.objectRef<Member>("ThinkTankMember").implement({
  description: "Who sits in a think tank, with what they bring (智囊团成员).",
  fields: (t) => ({
    id: t.exposeID("id", { description: "The membership's id (任职编号)." }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "Who (成员).",
      resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
    }),
    kind: t.field({
      type: AdviserKind,
      nullable: true,
      description: "As what; null where nobody has said (成员身份).",
      resolve: ({ adviser }) => adviser?.kind,
    }),
    source: t.field({
      type: TalentSource,
      nullable: true,
      description: "From where (人才来源).",
      resolve: ({ adviser }) => adviser?.source,
    }),
    fields: t.field({
      type: [ExpertField],
      description: "What they know (专业领域).",
      resolve: ({ adviser }) => adviser?.fields ?? [],
    }),
    contributions: t.field({
      type: [ContributionKind],
      description: "By which vehicles they contribute (参与载体).",
      resolve: ({ adviser }) => adviser?.contributions ?? [],
    }),
  }),
});

type Tank = { id: string; path: readonly string[]; members: Member[] };
const ThinkTank = builder.objectRef<Tank>("ThinkTank").implement({
  description: "What a think tank knows, and what it lacks (智囊团).",
  fields: (t) => ({
    activeMembers: t.int({
      description: "How many people sit in it now (现任成员数).",
      resolve: ({ members }) => countPeople(members),
    }),
    hasEnoughMembers: t.boolean({
      description: "Whether it has as many members as a Youth Community's think tank needs (成员达标).",
      resolve: ({ members }, _args, { policies }) => countPeople(members) >= policies.thinkTankMembers,
    }),
    coverage: t.field({
      type: [FieldCoverage],
      description: "Each field with how many members know it (领域覆盖).",
      resolve: ({ members }) => coverage(members),
    }),
    uncoveredFields: t.field({
      type: [ExpertField],
      description: "The named fields that nobody in it knows (未覆盖领域).",
      resolve: ({ members }) => uncoveredFields(members.flatMap(({ adviser }) => adviser?.fields ?? [])),
    }),
    members: t.field({
      type: [MemberRef],
      nullable: true,
      description: "Who sits in it, for its own members and the workers of the place (成员名单).",
      resolve({ members, ...tank }, _args, { viewer }) {
        onlyForThoseWhoSeeMembers(viewer, tank);
        return members;
      },
    }),
  }),
});

const countPeople = (members: readonly Member[]) => new Set(members.map(({ personId }) => personId)).size;

/** What `coverage` looks at, of a think tank on a date. */
export const seatsOn = (on: string) => ({
  memberships: { columns: { personId: true as const }, where: inForceOn(on) },
  advisers: { columns: { personId: true as const, fields: true as const } },
});

builder.drizzleObjectField(Organization, "thinkTank", (t) =>
  t.field({
    type: ThinkTank,
    nullable: true,
    description: "What it knows, if it is a think tank (智囊团).",
    select: (_args, { now }) => ({
      columns: { id: true, classification: true },
      with: {
        memberships: {
          columns: { id: true, personId: true },
          where: inForceOn(dateIn(now())),
          orderBy: { startsOn: "asc", id: "asc" },
        },
        advisers: {
          columns: { personId: true, kind: true, source: true, fields: true, contributions: true },
        },
        place: { columns: {}, with: { path: { columns: { id: true } } } },
      },
    }),
    resolve: ({ id, classification, place, ...body }) =>
      classification === "THINK_TANK"
        ? { id, path: place.path.map((above) => above.id), members: seated(body) }
        : null,
  }),
);

builder.drizzleObjectFields(Place, (t) => ({
  committeeFellowships: t.relatedConnection("organizations", {
    description: "Fellowships of young committee members in it and below it (青年业委会委员联谊会).",
    totalCount: true,
    query: { where: { classification: "COMMITTEE_FELLOWSHIP" }, orderBy: { name: "asc", id: "asc" } },
  }),
}));
