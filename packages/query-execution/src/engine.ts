import type { QueryPlan } from "@apollo/query-planner";
import { type DocumentNode, getOperationAST, GraphQLError, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { type Answer, compileOperation, type Operation } from "./operation.ts";
import type { AskSubgraph } from "./subgraph.ts";
import { typesOf } from "./types.ts";

/** Which operation of which document. */
export type Asked = {
  document: DocumentNode;
  /** Tells documents apart: their text, or its hash. */
  documentKey: string;
  operationName?: string | null | undefined;
};

/** Characters of documents, and of requests in their plans, whose compiled operations are kept. */
const keptCharacters = 16_000_000;

/** Carries out operations on one supergraph. Each is planned and compiled once, and kept while it is asked now and then. */
export class Engine<Context> {
  readonly #options: EngineOptions;
  readonly #types;
  readonly #operations = new LRUCache<string, { operation: Operation<Context>; size: number }>({
    maxSize: keptCharacters,
    sizeCalculation: ({ size }) => size,
  });

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#types = typesOf(options.supergraphSchema);
  }

  /** Answers a valid operation. Throws what planning throws. */
  execute(
    asked: Asked,
    request: { variables: Readonly<Record<string, unknown>>; ask: AskSubgraph<Context>; context: Context },
  ): Promise<Answer> {
    return this.#operationOf(asked)(request);
  }

  /** Plans and compiles an operation, so that its first caller need not wait. */
  prepare(asked: Asked): void {
    this.#operationOf(asked);
  }

  #operationOf(asked: Asked): Operation<Context> {
    const { document, documentKey, operationName } = asked;
    const key = operationName ? `${operationName} ${documentKey}` : documentKey;
    const known = this.#operations.get(key);
    if (known) return known.operation;
    const node = getOperationAST(document, operationName);
    if (!node)
      throw new GraphQLError(
        operationName
          ? `Unknown operation named "${operationName}".`
          : "Must provide operation name if query contains multiple operations.",
      );
    const plan = this.#options.plan(document, operationName ?? undefined);
    const operation = compileOperation<Context>({
      schema: this.#options.schema,
      types: this.#types,
      document,
      operation: node,
      plan,
    });
    const size = (document.loc?.end ?? 0) + JSON.stringify(plan).length;
    this.#operations.set(key, { operation, size });
    return operation;
  }
}

export type EngineOptions = {
  /** What callers may see and ask. */
  schema: GraphQLSchema;
  /** All types of all services. */
  supergraphSchema: GraphQLSchema;
  plan: (document: DocumentNode, operationName: string | undefined) => QueryPlan;
};
