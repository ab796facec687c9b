import { builder } from "../builder.ts";
import { Person } from "./person.graphql.ts";
import { countedAtMost, countPeople, peopleOfPage, peopleSought } from "./person-search.actions.ts";

builder.queryField("people", (t) =>
  t.drizzleConnection({
    type: Person,
    nullable: true,
    description: `People who live or serve where the viewer may look people up; totalCount stops at ${countedAtMost} (按姓名查人).`,
    args: {
      name: t.arg.string({
        required: true,
        description: "What the name contains, 2 to 50 characters (姓名包含).",
      }),
      within: t.arg.id({ description: "Who lives in this place or below (居住地点)." }),
    },
    totalCount: async (_root, args, context) => countPeople(context, await peopleSought(context, args)),
    resolve: async (query, _root, args, context) => {
      const people = await peopleSought(context, args);
      const page = query({ columns: { id: true }, where: people.named, orderBy: { name: "asc", id: "asc" } });
      return context.db.query.persons.findMany({ ...page, where: peopleOfPage(context, people, page) });
    },
  }),
);
