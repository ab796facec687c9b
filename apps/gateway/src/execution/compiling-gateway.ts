import { setImmediate as nextTurn } from "node:timers/promises";
import { ApolloGateway } from "@apollo/gateway";
import { type AskSubgraph, Engine, planWith } from "@linli/query-execution";
import { buildSchema, type GraphQLSchema, Kind, OperationTypeNode, parse, validate } from "graphql";
import type { Logger } from "pino";
import { hashOf } from "../documents/trusted-documents.ts";
import type { RequestContext } from "../request-context.ts";
import { type Execute, shareAnswers } from "./share-answers.ts";

/**
 * Apollo's gateway, which loads supergraphs and plans, with another execution of the plans. Each supergraph has an engine
 * of its own: operations that were checked against one are carried out on it, whatever is loaded meanwhile.
 */
export class CompilingGateway extends ApolloGateway {
  readonly #engines = new WeakMap<GraphQLSchema, { engine: Engine<RequestContext>; execute: Execute }>();
  /** What was loaded last. */
  #schema: GraphQLSchema | undefined;

  constructor(options: { supergraphSdl: string; ask: AskSubgraph<RequestContext>; logger: Logger }) {
    const { supergraphSdl, ask, logger } = options;
    super({
      supergraphSdl,
      // Stock execution would ask it; ours asks `ask`.
      buildService: () => ({ process: () => Promise.reject(new Error("No request goes this way.")) }),
      __exposeQueryPlanExperimental: false,
      logger,
    });
    this.executor = async ({ schema, document, queryHash, operation, operationName, request, context }) => {
      const known = this.#engines.get(schema);
      if (!known) throw new Error("An operation came for a supergraph that was not loaded.");
      const { variables = {} } = request;
      const asked = { document, documentKey: queryHash, operationName };
      const isQuery = operation?.operation === OperationTypeNode.QUERY;
      return known.execute(asked, { isQuery, variables, context: context as RequestContext });
    };
    this.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
      this.#schema = apiSchema;
      // The planner has no other door; a second one would take a second and the same memory again.
      const { queryPlanner } = this.__testing();
      const engine = new Engine<RequestContext>({
        schema: apiSchema,
        supergraphSchema: buildSchema(coreSupergraphSdl, { assumeValidSDL: true }),
        plan: planWith(queryPlanner!),
      });
      const execute = shareAnswers((asked, request) => engine.execute(asked, { ...request, ask }));
      this.#engines.set(apiSchema, { engine, execute });
    });
  }

  /**
   * Plans and compiles these documents for the supergraph that was loaded last, one after the other and letting others have
   * their turn in between. Resolves with those that cannot be carried out on it.
   */
  async prepare(texts: readonly string[]): Promise<string[]> {
    const schema = this.#schema;
    const known = schema && this.#engines.get(schema);
    if (!known) throw new Error("No supergraph is loaded yet.");
    const unfit: string[] = [];
    for (const text of texts) {
      try {
        const document = parse(text);
        const [problem] = validate(schema, document, undefined, { maxErrors: 1 });
        if (problem) throw problem;
        for (const definition of document.definitions) {
          if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
          known.engine.prepare({
            document,
            documentKey: hashOf(text),
            operationName: definition.name?.value,
          });
        }
      } catch {
        unfit.push(text);
      }
      await nextTurn();
    }
    return unfit;
  }
}
