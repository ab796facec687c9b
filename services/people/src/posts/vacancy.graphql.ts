import { dateIn } from "@linli/kernel";
import { builder } from "../builder.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { Place } from "../places/place.graphql.ts";
import { Post } from "./post.graphql.ts";
import { daysBetween, vacantOn, vacantSince } from "./vacancy.rules.ts";

const termsSoFar = {
  columns: { createdOn: true },
  with: { memberships: { columns: { startsOn: true, endsOn: true } } },
} as const;

const Vacancy = builder.drizzleObject("posts", {
  variant: "Vacancy",
  description: "A post that nobody holds today (空缺岗位).",
  select: { columns: { id: true } },
  fields: (t) => ({
    post: t.variant(Post, { description: "The post (岗位)." }),
    since: t.field({
      type: "Date",
      nullable: true,
      description: "Since when; null: since before anything was noted (空缺起始日).",
      select: termsSoFar,
      resolve: ({ createdOn, memberships }, _args, { now }) =>
        vacantSince({ createdOn, terms: memberships }, dateIn(now())),
    }),
    days: t.int({
      nullable: true,
      description: "For how many days; null: nobody noted since when (空缺天数).",
      select: termsSoFar,
      resolve: ({ createdOn, memberships }, _args, { now }) => {
        const today = dateIn(now());
        const since = vacantSince({ createdOn, terms: memberships }, today);
        return since === null ? null : daysBetween(since, today);
      },
    }),
  }),
});

builder.drizzleObjectField(Organization, "vacancies", (t) =>
  t.relatedConnection("vacancies", {
    type: Vacancy,
    description: "Its posts that nobody holds (空缺岗位).",
    totalCount: true,
    query: (_args, { now }) => ({ where: vacantOn(dateIn(now())), orderBy: { title: "asc", id: "asc" } }),
  }),
);

builder.drizzleObjectField(Place, "vacancies", (t) =>
  t.relatedConnection("vacancies", {
    type: Vacancy,
    description: "The posts in it and below it that nobody holds (空缺岗位).",
    totalCount: true,
    query: (_args, { now }) => ({ where: vacantOn(dateIn(now())), orderBy: { title: "asc", id: "asc" } }),
  }),
);
