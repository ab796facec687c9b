import { ApolloGateway } from "@apollo/gateway";
import type { BaseContext } from "@apollo/server";
import { type AskSubgraph, Engine, planWith } from "@linli/query-execution";
import { buildSchema, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";

/**
 * Apollo's gateway, which loads supergraphs and plans, with another execution of the plans. Each supergraph has an engine
 * of its own: operations that were checked against one are carried out on it, whatever is loaded meanwhile.
 */
export class CompilingGateway<Context extends BaseContext> extends ApolloGateway {
  readonly #engines = new WeakMap<GraphQLSchema, Engine<Context>>();

  constructor(options: { supergraphSdl: string; ask: AskSubgraph<Context>; logger: Logger }) {
    const { supergraphSdl, ask, logger } = options;
    super({
      supergraphSdl,
      // Stock execution would ask it; ours asks `ask`.
      buildService: () => ({ process: () => Promise.reject(new Error("No request goes this way.")) }),
      __exposeQueryPlanExperimental: false,
      logger,
    });
    this.executor = async ({ schema, document, queryHash, request, context }) => {
      const engine = this.#engines.get(schema);
      if (!engine) throw new Error("An operation came for a supergraph that was not loaded.");
      const { operationName, variables = {} } = request;
      return engine.execute(
        { document, documentKey: queryHash, operationName },
        { variables, ask, context: context as Context },
      );
    };
    this.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
      // The planner has no other door; a second one would take a second and the same memory again.
      const { queryPlanner } = this.__testing();
      const supergraphSchema = buildSchema(coreSupergraphSdl, { assumeValidSDL: true });
      this.#engines.set(
        apiSchema,
        new Engine({ schema: apiSchema, supergraphSchema, plan: planWith(queryPlanner!) }),
      );
    });
  }
}
