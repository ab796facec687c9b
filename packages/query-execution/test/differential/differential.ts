import { ApolloGateway } from "@apollo/gateway";
import type { FetchNode, PlanNode, QueryPlan } from "@apollo/query-planner";
import { composeSupergraph } from "@linli/supergraph";
import { buildSchema, type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from "graphql";
import { Engine, planWith } from "../../src/index.ts";
import { explain } from "./explain.ts";
import { featuresOf, type SchemaFeatures, schemaFeatures } from "./features.ts";
import { generate, type Generated } from "./generate.ts";
import { canonical, isSame, type Outcome } from "./outcome.ts";
import { type Answered, hash, kindsOf, type Subgraph, subgraphOf } from "./world.ts";

/** Both executions of one supergraph, over the same subgraphs. */
export type Bench = {
  name: string;
  schema: GraphQLSchema;
  features: SchemaFeatures;
  /** Undefined for an operation that Apollo's planner cannot plan. */
  run(
    operation: Generated,
    document: DocumentNode,
  ): Promise<{ stock: Outcome; ours: Outcome; plan: QueryPlan } | undefined>;
};

type Context = { failing: string | undefined };

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export async function benchOf(name: string, sdls: Readonly<Record<string, string>>): Promise<Bench> {
  const subgraphs = new Map<string, Subgraph>();
  const kinds = kindsOf(Object.values(sdls));
  for (const [subgraph, sdl] of Object.entries(sdls))
    subgraphs.set(subgraph, subgraphOf(subgraph, sdl, kinds));
  const { supergraphSdl } = composeSupergraph(
    Array.from(subgraphs.values(), ({ name: subgraph, sdl }) => ({
      name: subgraph,
      sdl,
      url: `http://${subgraph}`,
    })),
  );
  const ask = async (
    service: string,
    request: { query: string; variables?: Record<string, unknown> },
    { failing }: Context,
  ): Promise<Answered> => {
    if (service === failing)
      throw new GraphQLError(`${service} did not answer.`, { extensions: { code: "SERVICE_UNAVAILABLE" } });
    return subgraphs.get(service)!.execute(request);
  };

  let planned: QueryPlan | undefined;
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name: service }) => ({
      process: ({ request, context }) =>
        ask(service, { query: request.query!, variables: request.variables ?? {} }, context as Context),
    }),
    experimental_didResolveQueryPlan: ({ queryPlan }) => (planned = queryPlan),
    logger: silent,
  });
  const { schema, executor } = await gateway.load();
  const engine = new Engine<Context>({
    schema,
    supergraphSchema: buildSchema(supergraphSdl, { assumeValidSDL: true }),
    plan: planWith(gateway.__testing().queryPlanner!),
  });

  return {
    name,
    schema,
    features: schemaFeatures(Object.values(sdls)),
    async run({ query, variables }, document) {
      const queryHash = String(hash(query));
      // Now and then one service does not answer at all.
      const context = {
        failing:
          hash("failing", query) % 15 === 0 ? [...subgraphs.keys()][hash(query) % subgraphs.size] : undefined,
      };
      planned = undefined;
      const stock = outcomeOf(
        await executor({
          request: { query, variables },
          document,
          queryHash,
          schema,
          context,
          metrics: {},
          logger: silent,
        } as never).catch((error: unknown) => ({ errors: [error as GraphQLError] })),
      );
      if (!planned) return undefined;
      const ours = outcomeOf(
        await engine
          .execute(
            { document, documentKey: query },
            {
              variables,
              context,
              ask: ({ service, body }) => ask(service, JSON.parse(body) as { query: string }, context),
            },
          )
          .catch((error: unknown) => ({ errors: [error as GraphQLError] })),
      );
      return { stock, ours, plan: planned };
    },
  };
}

function outcomeOf({ data, errors = [] }: { data?: unknown; errors?: readonly GraphQLError[] }): Outcome {
  return {
    data: data === undefined ? undefined : (JSON.parse(JSON.stringify(data)) as unknown),
    errors: errors
      .map(({ message, path, extensions }) => canonical({ message, path, extensions }))
      .toSorted((one, other) => (one < other ? -1 : 1)),
  };
}

export type Report = {
  operations: Map<string, number>;
  /** Operations that Apollo's planner cannot plan: they are not counted. */
  unplanned: Map<string, number>;
  features: Map<string, number>;
  explained: Map<string, number>;
  unexplained: { supergraph: string; operation: Generated; stock: Outcome; ours: Outcome }[];
};

/** Runs so many valid generated operations on each supergraph, by both executions. */
export async function compare(benches: readonly Bench[], operations: number): Promise<Report> {
  const report: Report = {
    operations: new Map(),
    unplanned: new Map(),
    features: new Map(),
    explained: new Map(),
    unexplained: [],
  };
  for (const bench of benches) {
    for (let valid = 0, turn = 0; valid < operations / benches.length; turn++) {
      const operation = generate(bench.schema, `${bench.name} ${turn}`);
      const document = parse(operation.query);
      if (validate(bench.schema, document).length > 0) continue;
      const outcomes = await bench.run(operation, document);
      if (!outcomes) {
        count(report.unplanned, bench.name);
        continue;
      }
      valid += 1;
      const { stock, ours, plan } = outcomes;
      count(report.operations, bench.name);
      for (const feature of featuresOf(document, { bench, plan, outcome: ours }))
        count(report.features, feature);
      if (isSame(stock, ours)) continue;
      const reason = explain({
        stock,
        ours,
        fetches: fetchesOf(plan.node as PlanNode | undefined),
        hasInterfaceObject: bench.features.values().some((features) => features.has("interface object")),
      });
      if (reason) count(report.explained, reason);
      else report.unexplained.push({ supergraph: bench.name, operation, stock, ours });
    }
  }
  return report;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function fetchesOf(node: PlanNode | undefined): FetchNode[] {
  switch (node?.kind) {
    case "Fetch":
      return [node];
    case "Flatten":
      return fetchesOf(node.node);
    case "Sequence":
    case "Parallel":
      return node.nodes.flatMap(fetchesOf);
    case "Condition":
      return [...fetchesOf(node.ifClause), ...fetchesOf(node.elseClause)];
    default:
      return [];
  }
}
