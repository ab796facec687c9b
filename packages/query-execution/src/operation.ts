import {
  executeSync,
  type FieldNode,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
} from "graphql";
import { compileAnswer, type Introspect, type WriteAnswer } from "./answer/write-answer.ts";
import type { JsonData } from "./answer/json-data.ts";
import type { NormalForm } from "./normal-form.ts";
import type { Run, Step } from "./plan.ts";
import type { AskSubgraph, Data } from "./subgraph.ts";

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

/** Compiles a valid operation, of whose normal form `step` carries out the plan. */
export function compileOperation<Context>(options: {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  form: NormalForm;
  step: Step<Context>;
}): Operation<Context> {
  const { schema, operation, form, step } = options;
  const { conditions, fragments, nameOf } = form;
  const root = schema.getRootType(operation.operation);
  if (!root) throw new GraphQLError(`There are no operations of the kind ${operation.operation}.`);
  const definitions = operation.variableDefinitions ?? [];
  const defaults = new Map(
    definitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
  const answers = new Map<string, WriteAnswer>();

  return async ({ variables, ask, context }) => {
    const { errors: invalid } = getVariableValues(schema, definitions, variables);
    if (invalid) return { errors: invalid };
    const unclear = conditions.find((name) => typeof valueOf(name, variables) !== "boolean");
    if (unclear !== undefined) return { errors: [notBoolean(unclear)] };

    const isTrue = (name: string) => valueOf(name, variables) === true;
    const data: Data = {};
    const errors: GraphQLError[] = [];
    const run: Run<Context> = { data, variables, isTrue, errors, ask, context, hasShared: false };
    await step(run);
    const answer = answerFor(isTrue)(data, {
      introspect: introspect(variables),
      hasShared: run.hasShared,
    });
    if (errors.length > 0) return { errors: errors.map(withCallersNames), data: answer.data };
    if (answer.errors.length > 0)
      return { data: answer.data, extensions: { valueCompletion: answer.errors } };
    return { data: answer.data };
  };

  function valueOf(name: string, variables: Variables): unknown {
    return Object.hasOwn(variables, name) ? variables[name] : defaults.get(name);
  }

  function withCallersNames(error: GraphQLError): GraphQLError {
    const path = error.path?.map((each) => (typeof each === "string" ? form.callersName(each) : each));
    if (!path || path.every((each, index) => each === error.path![index])) return error;
    const { message, originalError, extensions } = error;
    return new GraphQLError(message, { path, extensions, ...(originalError && { originalError }) });
  }

  function answerFor(isTrue: (name: string) => boolean): WriteAnswer {
    const choice = conditions.map((name) => Number(isTrue(name))).join("");
    let answer = answers.get(choice);
    if (!answer) {
      const met = new Set(conditions.filter(isTrue));
      answer = compileAnswer(
        { operation, root: root! },
        { schema, fragments, nameOf, isTrue: (name) => met.has(name) },
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

function notBoolean(variable: string): GraphQLError {
  return new GraphQLError(`The variable "$${variable}" decides what is left out: it must be true or false.`, {
    extensions: { code: "BAD_USER_INPUT" },
  });
}
