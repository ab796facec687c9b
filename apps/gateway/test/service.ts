import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { json } from "node:stream/consumers";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";
import { onTestFinished } from "vitest";
import { z } from "zod";

/** A small real service: a subgraph over HTTP that ends with the test. */
export type TestService = {
  name: string;
  sdl: string;
  url: string;
  /** Headers and bodies it was sent, by path. */
  received: { path: string; headers: IncomingHttpHeaders; body: unknown }[];
  /** Answers in place of the service while it is set. */
  instead: RequestListener | undefined;
  stop: () => Promise<void>;
};

const operation = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).optional() });

type Resolvers = Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>["resolvers"];

export async function startService(options: {
  name: string;
  sdl: string;
  resolvers: Resolvers;
  /** Other paths: what they answer with status 200. */
  paths?: Record<string, (body: unknown) => unknown>;
}): Promise<TestService> {
  const { name, sdl, resolvers, paths = {} } = options;
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
  const server = createServer(async (request, response) => {
    const path = request.url ?? "";
    if (service.instead) return service.instead(request, response);
    const body = request.method === "POST" ? await json(request) : undefined;
    service.received.push({ path, headers: request.headers, body });
    const reply = (value: unknown) =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(value));
    if (paths[path]) return reply(paths[path](body));
    if (path !== "/graphql") return response.writeHead(404).end();
    const { query, variables } = operation.parse(body);
    const result = await graphql({
      schema,
      source: query,
      variableValues: variables ?? null,
      contextValue: request.headers,
    });
    // As a careless service would.
    const errors = result.errors?.map((error) => ({
      ...error.toJSON(),
      extensions: { stacktrace: error.stack, ...error.extensions },
    }));
    return reply({ ...result, ...(errors && { errors }) });
  });
  const url = await listen(server);
  const service: TestService = {
    name,
    sdl,
    url: `${url}/graphql`,
    received: [],
    instead: undefined,
    stop: async () => {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  onTestFinished(service.stop);
  return service;
}

export async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}
