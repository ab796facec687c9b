import { ApolloServerErrorCode } from "@apollo/server/errors";
import { type AskSubgraph, SingleFlight } from "@linli/query-execution";
import { isBadLiteral } from "../bad-literal.ts";
import type { RequestContext } from "../request-context.ts";
import { readAnswer } from "./graphql-answer.ts";
import type { JsonAnswer, ServiceClient } from "./service-client.ts";
import { ServiceFailure } from "./service-failure.ts";

/** A service that refuses an operation for its values answers 400, and says why in GraphQL's words. */
const statuses = [200, 400];

/**
 * Asks services for their parts of operations. Queries that are the same to the last byte, of the same viewer and at the
 * same time, are asked once; each asker reads the answer for itself, because it is changed in the hands of who has it.
 * Who asks after a mutation is not given what was asked before it.
 */
export function askServices(services: ReadonlyMap<string, ServiceClient>): AskSubgraph<RequestContext> {
  const flights = new SingleFlight<JsonAnswer>();

  async function send(
    service: ServiceClient,
    body: string,
    isMutation: boolean,
    { requestId, passport, address, left }: RequestContext,
  ): Promise<unknown> {
    const headers = { "x-request-id": requestId, ...(passport && { "linli-passport": passport }) };
    // What a mutation has begun is ended, whoever waits for it.
    if (isMutation) {
      const ofMutation = { ...headers, "linli-address": address };
      const { json } = await service.post(body, ofMutation, { statuses }).finally(() => flights.forget());
      return json;
    }
    // The passport is all that tells a service who asks.
    const key = `${service.name} ${passport ?? ""} ${body}`;
    const { answer, isFirst } = await flights.join(key, left, (abandoned) =>
      service.post(body, headers, { statuses, repeatable: true, left: abandoned }),
    );
    return isFirst ? answer.json : JSON.parse(answer.text);
  }

  return async ({ service: name, query, isMutation, body, context }) => {
    const { failedServices, log } = context;
    // Once is enough to wait for a service in one operation, and to say that it is missing.
    if (failedServices.has(name)) return {};
    const service = services.get(name);
    if (!service) throw new Error(`There is no service "${name}".`);
    try {
      const answer = readAnswer(await send(service, body, isMutation, context));
      if (!answer) throw new ServiceFailure(name, "SERVICE_UNAVAILABLE", "no GraphQL answer");
      const { data, errors } = answer;
      if (!errors) return { data };
      return {
        data,
        // Where in the service's part of an operation an error is, means nothing to the caller.
        errors: errors.map(({ locations, ...error }) =>
          isBadLiteral({ ...error, locations }, query)
            ? { ...error, extensions: { code: ApolloServerErrorCode.BAD_USER_INPUT } }
            : error,
        ),
      };
    } catch (error) {
      const isService = error instanceof ServiceFailure;
      if (isService) log.error({ service: name, reason: error.reason }, error.message);
      if (failedServices.has(name)) return {};
      failedServices.add(name);
      // Others may hold the same failure, and the graph writes into the errors of an answer.
      throw isService ? error.again() : error;
    }
  };
}
