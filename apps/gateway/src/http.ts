import { uuidv7 } from "@linli/kernel";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { answerClientError, answerHttpError, TooManyHeaders } from "./http-errors.ts";
import type { ServiceClient } from "./services/service-client.ts";

const bodyLimit = 256 * 1024;
const mostHeaders = 100;

/** How many milliseconds a client may take over a request, so that nobody holds a connection by doing nothing. */
export type Patience = {
  /** Until its headers have come (10 000). */
  headersMs: number;
  /** Until all of it has come (30 000). */
  requestMs: number;
  /** Between two looks at who takes too long (1000). */
  checkMs: number;
};

const defaultPatience: Patience = { headersMs: 10_000, requestMs: 30_000, checkMs: 1_000 };

/** The HTTP side of the gateway, without the graph: request ids, one log line a request, health. */
export function createHttp(
  logger: FastifyBaseLogger,
  services: () => readonly ServiceClient[],
  patienceGiven: Partial<Patience> = {},
): FastifyInstance {
  const patience = { ...defaultPatience, ...patienceGiven };
  const app = Fastify({
    loggerInstance: logger,
    // Its own lines carry addresses and the operations of GET requests.
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: "requestId",
    }),
    genReqId: ({ headers }) => {
      const given = String(headers["x-request-id"]);
      return /^[\w-]{16,64}$/.test(given) ? given : uuidv7();
    },
    bodyLimit,
    requestTimeout: patience.requestMs,
    http: { headersTimeout: patience.headersMs, connectionsCheckingInterval: patience.checkMs },
    clientErrorHandler: answerClientError,
  });
  let stopping = false;

  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
    if (request.raw.rawHeaders.length > 2 * mostHeaders) throw new TooManyHeaders();
  });
  app.addHook("onSend", async (_request, reply) => {
    // Else a client that keeps its connection would keep the server from closing.
    if (stopping) reply.header("connection", "close");
  });
  app.addHook("preClose", async () => {
    stopping = true;
  });
  app.addHook("onResponse", async ({ method, routeOptions, log }, { statusCode, elapsedTime }) => {
    log.info(
      { method, route: routeOptions.url, statusCode, ms: Math.round(elapsedTime) },
      "Request answered",
    );
  });
  app.setErrorHandler(answerHttpError);
  app.setNotFoundHandler(async (request, reply) => {
    const message = "There is nothing here. The graph is at /graphql.";
    return reply
      .code(404)
      .send({ errors: [{ message, extensions: { code: "NOT_FOUND", requestId: request.id } }] });
  });

  app.get("/", async () => ({
    name: "Linli (邻里)",
    description: "One GraphQL graph over the services of a neighbourhood. Post operations to /graphql.",
    graphql: "/graphql",
    health: "/health",
    ready: "/ready",
  }));
  app.get("/health", async () => ({ status: "ok" }));
  app.get("/ready", async (_request, reply) => {
    const states = await Promise.all(
      services().map(async (service) => [service.name, await service.isReady()] as const),
    );
    const notReady = states.filter(([, ready]) => !ready).map(([name]) => name);
    return reply.code(notReady.length === 0 ? 200 : 503).send({ ready: notReady.length === 0, notReady });
  });
  return app;
}
