import { setImmediate as nextTurn } from "node:timers/promises";
import { ApolloGateway } from "@apollo/gateway";
import type { BaseContext } from "@apollo/server";
import { type AskSubgraph, Engine, planWith } from "@linli/query-execution";
import { buildSchema, type GraphQLSchema, Kind, parse, validate } from "graphql";
import type { Logger } from "pino";
import { hashOf } from "../documents/trusted-documents.ts";

/**
 * Apollo's gateway, which loads supergraphs and plans, with another execution of the plans. Each supergraph has an engine
 * of its own: operations that were checked against one are carried out on it, whatever is loaded meanwhile.
 */
export class CompilingGateway<Context extends BaseContext> extends ApolloGateway {
  readonly #engines = new WeakMap<GraphQLSchema, Engine<Context>>();
  /** What was loaded last. */
  #schema: GraphQLSchema | undefined;

  constructor(options: { supergraphSdl: string; ask: AskSubgraph<Context>; logger: Logger }) {
    const { supergraphSdl, ask, logger } = options;
    super({
      supergraphSdl,
      // Stock execution would ask it; ours asks `ask`.
      buildService: () => ({ process: () => Promise.reject(new Error("No request goes this way.")) }),
      __exposeQueryPlanExperimental: false,
      logger,
    });
    this.executor = async ({ schema, document, queryHash, operationName, request, context }) => {
      const engine = this.#engines.get(schema);
      if (!engine) throw new Error("An operation came for a supergraph that was not loaded.");
      const { variables = {} } = request;
      return engine.execute(
        { document, documentKey: queryHash, operationName },
        { variables, ask, context: context as Context },
      );
    };
    this.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
      this.#schema = apiSchema;
      // The planner has no other door; a second one would take a second and the same memory again.
      const { queryPlanner } = this.__testing();
      const supergraphSchema = buildSchema(coreSupergraphSdl, { assumeValidSDL: true });
      this.#engines.set(
        apiSchema,
        new Engine({ schema: apiSchema, supergraphSchema, plan: planWith(queryPlanner!) }),
      );
    });
  }

  /**
   * Plans and compiles these documents for the supergraph that was loaded last, one after the other and letting others have
   * their turn in between. Resolves with those that cannot be carried out on it.
   */
  async prepare(texts: readonly string[]): Promise<string[]> {
    const schema = this.#schema;
    const engine = schema && this.#engines.get(schema);
    if (!engine) throw new Error("No supergraph is loaded yet.");
    const unfit: string[] = [];
    for (const text of texts) {
      try {
        const document = parse(text);
        const [problem] = validate(schema, document, undefined, { maxErrors: 1 });
        if (problem) throw problem;
        for (const definition of document.definitions) {
          if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
          engine.prepare({ document, documentKey: hashOf(text), operationName: definition.name?.value });
        }
      } catch {
        unfit.push(text);
      }
      await nextTurn();
    }
    return unfit;
  }
}
