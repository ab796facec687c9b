import { randomUUID } from "node:crypto";
import { ApolloServer, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { fromHeaders, inSpan } from "@linli/tracing";
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
} from "fastify";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { maskError, withoutParameters } from "./mask-error.ts";

export type ServerOptions<Context extends BaseContext> = {
  schema: GraphQLSchema;
  logger: Logger;
  context(request: FastifyRequest): Promise<Context>;
  /** What has to be done before an answer leaves; where it rejects, the answer is withheld. */
  beforeAnswer?: ((context: Context) => Promise<void>) | undefined;
  /** Rejects while the service cannot do its work. */
  ready(): Promise<void>;
};

/** Bytes of a request's body at most. */
const bodyLimit = 1_048_576;

/** An HTTP server over a subgraph: `/graphql`, `/health` (it lives) and `/ready` (it can work). */
export async function createServer<Context extends BaseContext & { requestId: string | null }>({
  schema,
  logger,
  context,
  beforeAnswer,
  ready,
}: ServerOptions<Context>): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = logger;
  const app = fastify({
    loggerInstance,
    // Only what goes wrong is worth a line in a service; requests are counted at the door.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    forceCloseConnections: "idle",
    genReqId: ({ headers }) => requestIdOf(headers["x-request-id"]) ?? randomUUID(),
  });
  const server = new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      // It calls `then` on what a resolver returns, and a drizzle query runs anew with each `then`.
      ApolloServerPluginCacheControlDisabled(),
      {
        // An error is written down and masked with the id of the request that met it.
        requestDidStart: async () => ({
          willSendResponse: async ({ response, errors, contextValue }) => {
            const seenBy = { logger, context: contextValue };
            if (response.body.kind !== "single") return;
            try {
              await beforeAnswer?.(contextValue);
            } catch (error) {
              const bug = new GraphQLError("The answer is withheld.");
              response.body.singleResult = { errors: [maskError(bug, error, seenBy)] };
              return;
            }
            if (!response.body.singleResult.errors) return;
            response.body.singleResult.errors = response.body.singleResult.errors.map((formatted, index) =>
              maskError(formatted, errors?.[index], seenBy),
            );
          },
        }),
      },
    ],
  });
  await server.start();

  // Beside the graph too, a bug is known to the outside by its request id alone.
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ error: error.message });
    logger.error({ requestId: request.id, err: withoutParameters(error) }, "a request failed");
    return reply.code(500).send({ error: "Something went wrong.", requestId: request.id });
  });

  app.get("/health", () => ({ status: "ok" }));
  app.get("/ready", async (_request, reply) => {
    try {
      await ready();
      return { status: "ready" };
    } catch {
      return reply.code(503).send({ status: "not ready" });
    }
  });
  const answer = fastifyApolloHandler(server, { context: (request) => context(request) });
  app.route({
    method: ["GET", "POST", "OPTIONS"],
    url: "/graphql",
    handler: (request, reply) =>
      inSpan("POST /graphql", { kind: "server", parent: fromHeaders(request.headers) }, async () =>
        answer.call(app, request, reply),
      ),
  });
  // By then the requests under way are answered.
  app.addHook("onClose", () => server.stop());
  return app;
}

/** The gateway's id for the request, so that one id finds it in every log. */
function requestIdOf(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" && /^[\w-]{8,64}$/.test(header) ? header : undefined;
}
