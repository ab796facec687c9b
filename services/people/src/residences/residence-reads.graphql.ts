import { dateIn, isUuid } from "@linli/kernel";
import { builder } from "../builder.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import { openStates } from "../verifications/verification.rules.ts";
import { countHomes, mayReadResidence, onlyForWorkersOf } from "./residence.actions.ts";
import { Residence } from "./residence.graphql.ts";

builder.drizzleObjectField(Residence, "person", (t) =>
  t.field({
    type: Person,
    nullable: true,
    description: "Who lives there (居民).",
    select: { columns: { personId: true } },
    resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
  }),
);

builder.drizzleObjectField(Residence, "reportedBy", (t) =>
  t.field({
    type: Person,
    nullable: true,
    description: "Who reported it for that person, as guardian or helper; null: the person (代办登记人).",
    select: { columns: { reportedBy: true } },
    resolve: ({ reportedBy }, _args, context, info) => loadPerson(reportedBy ?? undefined, context, info),
  }),
);

builder.objectField(Viewer, "residenceHistory", (t) =>
  t.drizzleConnection({
    type: Residence,
    nullable: true,
    description: "All homes of the viewer, those that ended as well, the newest first (我的居住记录).",
    totalCount: ({ id }, _args, context) => countHomes(context, id),
    resolve: (query, { id }, _args, { db }) =>
      db.query.residences.findMany(
        query({
          columns: { id: true, personId: true, tenure: true },
          where: { personId: id },
          orderBy: { startsOn: "desc", id: "desc" },
        }),
      ),
  }),
);

builder.queryField("residence", (t) =>
  t.drizzleField({
    type: Residence,
    nullable: true,
    description:
      "A home by its id, to whoever lives there and to the workers of its place (按编号查居住信息).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    async resolve(query, _root, { id }, context) {
      if (!isUuid(id)) return null;
      const residence = await context.db.query.residences.findFirst(
        query({ where: { id }, columns: { personId: true, placeId: true } }),
      );
      return residence && (await mayReadResidence(context, residence)) ? residence : null;
    },
  }),
);

builder.queryField("residencesToVerify", (t) =>
  t.drizzleConnection({
    type: Residence,
    nullable: true,
    description:
      "The homes in a place that wait for a verification, the oldest first, to its workers (待核验住处).",
    args: { placeId: t.arg.id({ required: true, description: "The place (地点)." }) },
    async resolve(query, _root, { placeId }, context) {
      const refusal = await onlyForWorkersOf(context, placeId);
      if (refusal) throw refusal;
      return context.db.query.residences.findMany(
        query({
          columns: { id: true, personId: true, tenure: true },
          where: {
            place: { path: { id: placeId } },
            verifications: { state: { in: [...openStates] } },
            OR: [{ endsOn: { isNull: true } }, { endsOn: { gt: dateIn(context.now()) } }],
          },
          orderBy: { id: "asc" },
        }),
      );
    },
  }),
);
