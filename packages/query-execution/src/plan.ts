import type { PlanNode, QueryPlan } from "@apollo/query-planner";
import { GraphQLError } from "graphql";
import { compileFetch } from "./fetch.ts";
import type { Path } from "./paths.ts";
import { reachesInto, type Site, siteOf } from "./sites.ts";
import type { AskSubgraph, Data } from "./subgraph.ts";
import type { Types } from "./types.ts";

/** One execution of an operation. */
export type Run<Context> = {
  /** What services have answered so far, joined. */
  readonly data: Data;
  /** As the caller gave them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether a variable that `@skip` or `@include` names is true. */
  readonly isTrue: (variable: string) => boolean;
  readonly errors: GraphQLError[];
  readonly ask: AskSubgraph<Context>;
  readonly context: Context;
  /** Whether some objects stand at several places in the data. */
  hasShared: boolean;
};

/** A part of a plan. */
export type Step<Context> = (run: Run<Context>) => Promise<void>;

/** Compiles a plan into functions that fill `data`. They throw nothing: what fails stands in `errors`. */
export function compilePlan<Context>({ node }: QueryPlan, types: Types): Step<Context> {
  if (!node) return () => Promise.resolve();
  if (node.kind === "Subscription") throw new GraphQLError("There are no subscriptions.");
  return compileNode<Context>(node, { path: [], types, later: [] });
}

/** Where a part of a plan stands: the objects it is about, and what may be fetched while it runs or after it. */
type Position = { path: Path; types: Types; later: readonly Site[] };

function compileNode<Context>(node: PlanNode, position: Position): Step<Context> {
  const { path, later } = position;
  switch (node.kind) {
    case "Fetch": {
      const mayShare = !later.some((other) => reachesInto(other, siteOf(node, path)));
      return compileFetch(node, { ...position, mayShare });
    }
    case "Flatten":
      return compileNode(node.node, { ...position, path: [...path, ...node.path.map(String)] });
    case "Sequence": {
      const steps = node.nodes.map((each, index) => {
        const after = node.nodes.slice(index + 1).flatMap((other) => sitesOf(other, path));
        return compileNode<Context>(each, { ...position, later: [...later, ...after] });
      });
      return async (run) => {
        for (const step of steps) await step(run);
      };
    }
    case "Parallel": {
      const steps = node.nodes.map((each) => {
        const beside = node.nodes.filter((other) => other !== each).flatMap((other) => sitesOf(other, path));
        return compileNode<Context>(each, { ...position, later: [...later, ...beside] });
      });
      return async (run) => {
        await Promise.all(steps.map((step) => step(run)));
      };
    }
    case "Condition": {
      const [met, unmet] = [node.ifClause, node.elseClause].map(
        (clause) => clause && compileNode<Context>(clause, position),
      );
      return async (run) => {
        await (run.isTrue(node.condition) ? met : unmet)?.(run);
      };
    }
    default:
      throw new GraphQLError("@defer is not supported.");
  }
}

/** Where a part of a plan fetches. */
function sitesOf(node: PlanNode, path: Path): Site[] {
  switch (node.kind) {
    case "Fetch":
      return [siteOf(node, path)];
    case "Flatten":
      return sitesOf(node.node, [...path, ...node.path.map(String)]);
    case "Sequence":
    case "Parallel":
      return node.nodes.flatMap((each) => sitesOf(each, path));
    case "Condition":
      return [node.ifClause, node.elseClause].flatMap((clause) => (clause ? sitesOf(clause, path) : []));
    default:
      return [];
  }
}
