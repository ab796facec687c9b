import type { QueryPlan } from "@apollo/query-planner";
import {
  type DocumentNode,
  getNullableType,
  isAbstractType,
  isListType,
  isUnionType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Bench } from "./differential.ts";
import type { Outcome } from "./outcome.ts";
import { coordinatesOf } from "./world.ts";

/** What of federation stands where in the subgraphs: `Type.field` or `Type` → the features. */
export type SchemaFeatures = ReadonlyMap<string, ReadonlySet<string>>;

export function schemaFeatures(sdls: readonly string[]): SchemaFeatures {
  const found = new Map<string, Set<string>>();
  const note = (place: string, feature: string) =>
    found.set(place, (found.get(place) ?? new Set()).add(feature));
  for (const sdl of sdls) {
    for (const directive of ["requires", "provides", "override"])
      for (const place of coordinatesOf(sdl, directive)) note(place, `@${directive}`);
    for (const definition of parse(sdl).definitions) {
      if (!("directives" in definition) || !("name" in definition) || !definition.name) continue;
      const names = definition.directives?.map(({ name }) => name.value) ?? [];
      if (names.includes("interfaceObject")) note(definition.name.value, "interface object");
      if (names.filter((name) => name === "key").length > 1) note(definition.name.value, "several keys");
    }
  }
  return found;
}

/** What an operation, its plan and its answer have of what is to be covered. */
export function featuresOf(
  document: DocumentNode,
  { bench, plan, outcome }: { bench: Bench; plan: QueryPlan; outcome: Outcome },
): ReadonlySet<string> {
  const found = new Set<string>();
  const info = new TypeInfo(bench.schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ alias, name }) {
        if (alias) found.add("alias");
        if (name.value === "__typename") found.add("__typename");
        const parent = info.getParentType()?.name ?? "";
        for (const place of [parent, `${parent}.${name.value}`])
          for (const feature of bench.features.get(place) ?? []) found.add(feature);
        const type = info.getType();
        const list = type && getNullableType(type);
        if (isListType(list) && isListType(getNullableType(list.ofType))) found.add("list of lists");
        if (type && isAbstractType(getNullableType(type)))
          found.add(isUnionType(getNullableType(type)) ? "union" : "interface");
      },
      InlineFragment: () => void found.add("inline fragment"),
      FragmentSpread: () => void found.add("fragment"),
      OperationDefinition: ({ operation }) => void found.add(operation),
      Directive({ name, arguments: given }) {
        found.add(`@${name.value} by ${given?.[0]?.value.kind === Kind.VARIABLE ? "variable" : "literal"}`);
      },
      VariableDefinition: () => void found.add("variable"),
    }),
  );
  const text = JSON.stringify(plan);
  for (const [feature, mark] of [
    ["plan: condition", '"kind":"Condition"'],
    ["plan: parallel", '"kind":"Parallel"'],
    ["plan: entities", '"requires"'],
    ["plan: input rewrite", '"inputRewrites"'],
    ["plan: output rewrite", '"outputRewrites"'],
  ] as const)
    if (text.includes(mark)) found.add(feature);
  if (outcome.errors.some((error) => error.includes('"FAILED"'))) found.add("a field fails");
  if (outcome.errors.some((error) => error.includes("SERVICE_UNAVAILABLE"))) found.add("a service fails");
  if (JSON.stringify(outcome.data)?.includes("null")) found.add("null");
  return found;
}
