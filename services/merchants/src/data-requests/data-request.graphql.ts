import { ownExports } from "@linli/personal-data";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { ownPart } from "./data-request.actions.ts";

const DataRequest = builder.drizzleObject("dataRequests", {
  name: "DataRequest",
  description: "What somebody asked of all services together, with what merchants has of it (个人信息请求).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    merchantsPart: t.field({
      type: "JSON",
      nullable: true,
      description:
        "Of an export, what merchants keeps about the person, by kind, to that person alone (商家与券数据).",
      resolve: (_request, _args, context) => ownPart(context),
    }),
  }),
});
entity(builder, DataRequest, "dataRequests", ownExports);
