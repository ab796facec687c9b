import { composeSupergraph } from "@linli/supergraph";
import { type GraphQLSchema, parse } from "graphql";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { hashOf } from "../documents/trusted-documents.ts";
import { CompilingGateway } from "./compiling-gateway.ts";

test("a document that was prepared is not planned again when it is asked", async () => {
  const { supergraphSdl } = composeSupergraph([
    {
      name: "clock",
      url: "http://127.0.0.1:1/graphql",
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9") type Query { time: String day: String }`,
    },
  ]);
  const gateway = new CompilingGateway({
    supergraphSdl,
    ask: async () => ({ data: { time: "noon" } }),
    logger: pino({ level: "silent" }),
  });
  let schema: GraphQLSchema | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => (schema = apiSchema));
  const { executor } = await gateway.load();
  onTestFinished(() => gateway.stop());
  const plan = vi.spyOn(gateway.__testing().queryPlanner!, "buildQueryPlan");

  const text = "query Time { time } query Day { day }";
  expect(await gateway.prepare([text, "{ gone }", "{"])).toEqual(["{ gone }", "{"]);
  expect(plan).toHaveBeenCalledTimes(2);
  const answer = await executor({
    schema,
    document: parse(text),
    queryHash: hashOf(text),
    operationName: "Time",
    request: {},
    context: {},
  } as never);
  expect(JSON.stringify(answer)).toContain("noon");
  expect(plan).toHaveBeenCalledTimes(2);
});
