import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import { appointHelper, dismissHelper } from "./helper.actions.ts";
import { HelpsAlready } from "./helper.errors.ts";

const Helper = builder.drizzleObject("helpers", {
  name: "Helper",
  description: "Who may report homes for whom, shows to both (代办人).",
  isTypeOf: (value) => value instanceof Object && "helperId" in value,
  select: { columns: { id: true, personId: true, helperId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "Who is helped (被代办人).",
      resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
    }),
    helper: t.field({
      type: Person,
      nullable: true,
      description: "Who helps (代办人).",
      resolve: ({ helperId }, _args, context, info) => loadPerson(helperId, context, info),
    }),
    from: t.expose("from", { type: "DateTime", description: "Since when (开始时间)." }),
    until: t.expose("until", { type: "DateTime", description: "Before when (截止时间)." }),
  }),
});

builder.objectField(Viewer, "helpers", (t) =>
  t.drizzleConnection({
    type: Helper,
    nullable: true,
    description:
      "Who helps the viewer and whom the viewer helps, ended ones too, the newest first (代办关系).",
    resolve: (query, { id }, _args, { db }) =>
      db.query.helpers.findMany(
        query({
          columns: { id: true, personId: true, helperId: true },
          where: { OR: [{ personId: id }, { helperId: id }] },
          orderBy: { id: "desc" },
        }),
      ),
  }),
);

refusalTypes(builder, UserError, [
  [HelpsAlready, "This person may act for the viewer already in some of that time (已授权代办)."],
]);

builder.mutationField("appointHelper", (t) =>
  t.errorUnionField({
    description: "Lets somebody report homes for the viewer for a while, as for an elder (授权代办).",
    types: [Helper, NotSignedIn, NotAllowed, NotFound, InvalidInput, IdempotencyKeyReused, HelpsAlready],
    union: { name: "AppointHelperResult", description: "The helper, or why not (结果)." },
    args: {
      helperId: t.arg.id({ required: true, description: "Who is to help (代办人)." }),
      until: t.arg({
        type: "DateTime",
        required: true,
        description: "Before when: 12 months ahead at most (截止时间).",
      }),
      idempotencyKey: t.arg.string({
        required: true,
        description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
      }),
    },
    resolve: (_root, args, context) => appointHelper(context, args),
  }),
);
builder.mutationField("dismissHelper", (t) =>
  t.errorUnionField({
    description: "Ends that somebody helps, at once, by either of both (终止代办).",
    types: [Helper, NotSignedIn, NotFound],
    union: { name: "DismissHelperResult", description: "The helper, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "Its id (代办关系编号)." }) },
    resolve: (_root, { id }, context) => dismissHelper(context, id),
  }),
);
