import type { QueryPlan } from "@apollo/query-planner";
import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
  visit,
} from "graphql";
import { compileAnswer, type Introspect, type WriteAnswer } from "./answer/write-answer.ts";
import type { JsonData } from "./answer/json-data.ts";
import { compilePlan } from "./plan.ts";
import type { AskSubgraph, Data } from "./subgraph.ts";
import type { Types } from "./types.ts";

type Variables = Readonly<Record<string, unknown>>;

/** What comes of an operation; its data already written. */
export type Answer = {
  data?: JsonData | null;
  errors?: readonly GraphQLError[];
  extensions?: Record<string, unknown>;
};

/** Carries out one operation, as often as it is asked. */
export type Operation<Context> = (request: {
  variables: Variables;
  ask: AskSubgraph<Context>;
  context: Context;
}) => Promise<Answer>;

/** Answers are compiled for each choice of what `@skip` and `@include` leave out; so many are kept of one operation. */
const keptChoices = 16;

/** Compiles a valid operation and its plan. */
export function compileOperation<Context>(options: {
  schema: GraphQLSchema;
  types: Types;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  plan: QueryPlan;
}): Operation<Context> {
  const { schema, types, document, operation, plan } = options;
  const step = compilePlan<Context>(plan, types);
  const root = schema.getRootType(operation.operation);
  if (!root) throw new GraphQLError(`There are no operations of the kind ${operation.operation}.`);
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment): [string, FragmentDefinitionNode] => [fragment.name.value, fragment]),
  );
  const definitions = operation.variableDefinitions ?? [];
  const defaults = new Map(
    definitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
  const conditions = conditionsIn(document);
  const answers = new Map<string, WriteAnswer>();

  return async ({ variables, ask, context }) => {
    const { errors: invalid } = getVariableValues(schema, definitions, variables);
    if (invalid) return { errors: invalid };
    const unclear = conditions.find((name) => typeof valueOf(name, variables) !== "boolean");
    if (unclear !== undefined) return { errors: [notBoolean(unclear)] };

    const isTrue = (name: string) => valueOf(name, variables) === true;
    const data: Data = {};
    const errors: GraphQLError[] = [];
    await step({ data, variables, isTrue, errors, ask, context });
    const answer = answerFor(isTrue)(data, introspect(variables));
    if (errors.length > 0) return { errors, data: answer.data };
    if (answer.errors.length > 0)
      return { data: answer.data, extensions: { valueCompletion: answer.errors } };
    return { data: answer.data };
  };

  function valueOf(name: string, variables: Variables): unknown {
    return Object.hasOwn(variables, name) ? variables[name] : defaults.get(name);
  }

  function answerFor(isTrue: (name: string) => boolean): WriteAnswer {
    const choice = conditions.map((name) => Number(isTrue(name))).join("");
    let answer = answers.get(choice);
    if (!answer) {
      const met = new Set(conditions.filter(isTrue));
      answer = compileAnswer(
        { operation, root: root! },
        { schema, fragments, isTrue: (name) => met.has(name) },
      );
      if (answers.size >= keptChoices) answers.clear();
      answers.set(choice, answer);
    }
    return answer;
  }

  function introspect(variableValues: Variables): Introspect {
    return (nodes) => {
      const asked = askedAlone(operation, nodes);
      const result = executeSync({
        schema,
        document: { kind: Kind.DOCUMENT, definitions: [asked, ...fragments.values()] },
        variableValues,
      });
      if (result.errors) throw result.errors[0]!;
      return Object.values(result.data ?? {})[0];
    };
  }
}

/** The operation with these fields alone. */
function askedAlone(
  operation: OperationDefinitionNode,
  nodes: readonly FieldNode[],
): OperationDefinitionNode {
  return { ...operation, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections: [...nodes] } };
}

/** The variables that decide what `@skip` and `@include` leave out. */
function conditionsIn(document: DocumentNode): string[] {
  const found = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== "skip" && name.value !== "include") return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) found.add(value.name.value);
    },
  });
  return [...found];
}

function notBoolean(variable: string): GraphQLError {
  return new GraphQLError(`The variable "$${variable}" decides what is left out: it must be true or false.`, {
    extensions: { code: "BAD_USER_INPUT" },
  });
}
