import { ownExports } from "@linli/personal-data";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { ownPart } from "./data-request.actions.ts";

const DataRequest = builder.drizzleObject("dataRequests", {
  name: "DataRequest",
  description: "What somebody asked of all services together, with what meetings has of it (个人信息请求).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    meetingsPart: t.field({
      type: "JSON",
      nullable: true,
      description:
        "Of an export, what meetings keeps about the person, by kind, to that person alone (会议数据).",
      resolve: (_request, _args, context) => ownPart(context),
    }),
  }),
});
entity(builder, DataRequest, "dataRequests", ownExports);
