import type { QueryPlan } from "@apollo/query-planner";
import { type DocumentNode, getOperationAST, GraphQLError, type GraphQLSchema, parse } from "graphql";
import { LRUCache } from "lru-cache";
import { normalFormOf } from "./normal-form.ts";
import { type Answer, compileOperation, type Operation } from "./operation.ts";
import { compilePlan, type Step } from "./plan.ts";
import { seenBefore } from "./seen-before.ts";
import type { AskSubgraph } from "./subgraph.ts";
import { typesOf } from "./types.ts";

/** Which operation of which document. */
export type Asked = {
  document: DocumentNode;
  /** Tells documents apart: their text, or its hash. */
  documentKey: string;
  operationName?: string | null | undefined;
};

/** Characters of operations, and of plans, that are kept compiled. */
const keptCharacters = 16_000_000;

/**
 * Carries out operations on one supergraph. What is asked again is kept compiled while it is asked now and then; plans are
 * kept at once, because they are dear.
 */
export class Engine<Context> {
  readonly #options: EngineOptions;
  readonly #types;
  readonly #isAskedAgain = seenBefore();
  readonly #operations = new LRUCache<string, { operation: Operation<Context>; size: number }>(kept);
  /** Of normal forms: many operations have the same. */
  readonly #steps = new LRUCache<string, { step: Step<Context>; size: number }>(kept);

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#types = typesOf(options.supergraphSchema);
  }

  /** Answers a valid operation. Rejects with what planning throws. */
  async execute(
    asked: Asked,
    request: { variables: Readonly<Record<string, unknown>>; ask: AskSubgraph<Context>; context: Context },
  ): Promise<Answer> {
    return this.#operationOf(asked, { isKept: this.#isAskedAgain(keyOf(asked)) })(request);
  }

  /** Plans and compiles an operation, so that its first caller need not wait. */
  prepare(asked: Asked): void {
    this.#operationOf(asked, { isKept: true });
  }

  #operationOf(asked: Asked, { isKept }: { isKept: boolean }): Operation<Context> {
    const { document, operationName } = asked;
    const key = keyOf(asked);
    const known = this.#operations.get(key);
    if (known) return known.operation;
    const node = getOperationAST(document, operationName);
    if (!node)
      throw new GraphQLError(
        operationName
          ? `Unknown operation named "${operationName}".`
          : "Must provide operation name if query contains multiple operations.",
      );
    const form = normalFormOf(document, node);
    const step = this.#stepOf(form.text);
    const operation = compileOperation({ schema: this.#options.schema, operation: node, form, step });
    if (isKept) this.#operations.set(key, { operation, size: key.length + form.text.length });
    return operation;
  }

  #stepOf(text: string): Step<Context> {
    const known = this.#steps.get(text);
    if (known) return known.step;
    const plan = this.#options.plan(parse(text, { noLocation: true }));
    const step = compilePlan<Context>(plan, this.#types);
    this.#steps.set(text, { step, size: text.length + JSON.stringify(plan).length });
    return step;
  }
}

const keyOf = ({ documentKey, operationName }: Asked) =>
  operationName ? `${operationName} ${documentKey}` : documentKey;

const kept = {
  maxSize: keptCharacters,
  sizeCalculation: ({ size }: { size: number }) => size,
};

export type EngineOptions = {
  /** What callers may see and ask. */
  schema: GraphQLSchema;
  /** All types of all services. */
  supergraphSchema: GraphQLSchema;
  /** Plans a document's only operation. */
  plan: (document: DocumentNode) => QueryPlan;
};
