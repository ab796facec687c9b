import type { GraphQLDataSource } from "@apollo/gateway";
import { ApolloServerErrorCode } from "@apollo/server/errors";
import { OperationTypeNode } from "graphql";
import { z } from "zod";
import { isBadLiteral } from "./bad-literal.ts";
import type { RequestContext } from "./request-context.ts";
import type { ServiceClient } from "./services/service-client.ts";
import { ServiceFailure } from "./services/service-failure.ts";

/** A GraphQL answer. Of an error only what may be shown is taken over: never a stack, a status or a body. */
const answer = z
  .object({
    data: z.record(z.string(), z.unknown()).nullish(),
    errors: z
      .array(
        z.object({
          message: z.string(),
          path: z
            .array(z.union([z.string(), z.number()]))
            .optional()
            .catch(undefined),
          locations: z
            .array(z.object({ line: z.number(), column: z.number() }))
            .optional()
            .catch(undefined),
          extensions: z.object({ code: z.string() }).optional().catch(undefined),
        }),
      )
      .optional(),
  })
  .refine(({ data, errors = [] }) => data !== undefined || errors.length > 0);

/** A service that refuses an operation for its values answers 400, and says why in GraphQL's words. */
const statuses = [200, 400];

type Process = GraphQLDataSource<RequestContext>["process"];

/** Asks one service for its part of an operation. */
export class SubgraphDataSource implements GraphQLDataSource<RequestContext> {
  readonly #service: ServiceClient;

  constructor(service: ServiceClient) {
    this.#service = service;
  }

  async process(options: Parameters<Process>[0]): ReturnType<Process> {
    const { name } = this.#service;
    if (!("incomingRequestContext" in options)) throw new Error(`Only callers' operations go to ${name}.`);
    const { request, context } = options;
    const { requestId, passport, failedServices, left, log } = context;
    // Once is enough to wait for a service in one operation, and to say that it is missing.
    if (failedServices.has(name)) return {};
    try {
      const { query, variables, operationName } = request;
      const headers = {
        "x-request-id": requestId,
        ...(passport && { "linli-passport": passport }),
      };
      const isRead = options.incomingRequestContext.operation?.operation !== OperationTypeNode.MUTATION;
      const body = await this.#service.post({ query, variables, operationName }, headers, {
        statuses,
        repeatable: isRead,
        // What a mutation has begun is ended, whoever waits for it.
        left: isRead ? left : undefined,
      });
      const parsed = answer.safeParse(body);
      if (!parsed.success) throw new ServiceFailure(name, "SERVICE_UNAVAILABLE", "no GraphQL answer");
      const { data, errors } = parsed.data;
      // Where in the service's part of an operation an error is, means nothing to the caller.
      const shown = errors?.map(({ locations, ...error }) =>
        isBadLiteral({ ...error, locations }, query ?? "")
          ? { ...error, extensions: { code: ApolloServerErrorCode.BAD_USER_INPUT } }
          : error,
      );
      return { data, ...(shown && { errors: shown }) };
    } catch (error) {
      if (error instanceof ServiceFailure) log.error({ service: name, reason: error.reason }, error.message);
      if (failedServices.has(name)) return {};
      failedServices.add(name);
      throw error;
    }
  }
}
