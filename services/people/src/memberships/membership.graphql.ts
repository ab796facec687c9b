import { dateIn } from "@linli/kernel";
import { builder } from "../builder.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { Post } from "../posts/post.graphql.ts";
import { inForceOn, type membershipStates, stateOf } from "./membership.rules.ts";

const MembershipState = builder.enumType("MembershipState", {
  description: "Where a term stands, by the clock (任职状态).",
  values: {
    SCHEDULED: { description: "Not begun yet (未到任)." },
    ACTIVE: { description: "In force (在任)." },
    ENDED: { description: "Over (已离任)." },
  } satisfies Record<(typeof membershipStates)[number], object>,
});

export const Membership = builder.drizzleObject("memberships", {
  name: "Membership",
  description: "Somebody's term in a post (任职).",
  isTypeOf: (value) => value instanceof Object && "postId" in value,
  select: { columns: { id: true, postId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    post: t.relation("post", { description: "The post (岗位)." }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "Who holds it, for those who may know (任职人).",
      select: { columns: { personId: true } },
      // Visitors see posts, not people.
      resolve: ({ personId }, _args, context, info) =>
        context.viewer ? loadPerson(personId, context, info) : null,
    }),
    onBehalfOf: t.relation("onBehalfOf", {
      nullable: true,
      description: "The organization that the holder speaks for (代表组织).",
    }),
    startsOn: t.expose("startsOn", { type: "Date", description: "The first day (任职起始日)." }),
    endsOn: t.expose("endsOn", {
      type: "Date",
      nullable: true,
      description: "The day from which it is over; null: without an end (任职终止日).",
    }),
    state: t.field({
      type: MembershipState,
      description: "Where it stands today (状态).",
      select: { columns: { startsOn: true, endsOn: true } },
      resolve: (term, _args, { now }) => stateOf(term, dateIn(now())),
    }),
  }),
});

const asOf = {
  type: "Date",
  description: "As it was on that date; today unless said (截至日期).",
} as const;

builder.drizzleObjectField(Organization, "members", (t) =>
  t.relatedConnection("memberships", {
    type: Membership,
    description: "Who holds which of its posts (成员).",
    totalCount: true,
    args: { asOf: t.arg(asOf) },
    query: ({ asOf: date }, { now }) => ({
      where: inForceOn(date ?? dateIn(now())),
      orderBy: { startsOn: "asc", id: "asc" },
    }),
  }),
);

builder.drizzleObjectField(Post, "holder", (t) =>
  t.field({
    type: Membership,
    nullable: true,
    description: "The term that is in force; null: the post is vacant (现任).",
    args: { asOf: t.arg(asOf) },
    select: ({ asOf: date }, { now }, nested) => ({
      columns: { id: true },
      with: { memberships: nested({ where: inForceOn(date ?? dateIn(now())), limit: 1 }) },
    }),
    resolve: ({ memberships: [term] }) => term ?? null,
  }),
);

builder.drizzleObjectField(Post, "terms", (t) =>
  t.relatedConnection("memberships", {
    type: Membership,
    description: "All its terms, the latest first (历任).",
    totalCount: true,
    query: { orderBy: { startsOn: "desc", id: "desc" } },
  }),
);
