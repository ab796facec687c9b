import { builder } from "../builder.ts";

const Pilot = builder.drizzleObject("pilots", {
  name: "Pilot",
  description: "A place where the four haves are tried first (试点).",
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    startedOn: t.expose("startedOn", { type: "Date", description: "When it began (启动日期)." }),
    place: t.relation("place", { description: "Where: a community, a quarter or a building (地点)." }),
    sponsor: t.relation("sponsor", { description: "The league organization that runs it (主办)." }),
    guide: t.relation("guide", {
      description: "The league organization that guides and supports it (指导支持).",
    }),
  }),
});

builder.queryField("pilots", (t) =>
  t.drizzleField({
    type: [Pilot],
    nullable: true,
    description: "All pilots, the oldest first (试点列表).",
    resolve: (query, _root, _args, { db }) =>
      db.query.pilots.findMany(query({ orderBy: { startedOn: "asc", id: "asc" } })),
  }),
);
