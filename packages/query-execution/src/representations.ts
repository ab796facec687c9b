import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { merge, own } from "./merge.ts";
import type { Data } from "./subgraph.ts";
import type { Types } from "./types.ts";

/** What a service has to be told of an entity to know it again; null where something of it is missing. */
export type Represent = (entity: Data) => Data | null;

/** Takes one field or fragment over; false where a field is missing. */
type Take = (from: Data, into: Data) => boolean;

/** Compiles the keys, and fields that a service `@requires`, that a plan picks from an entity. */
export function compileRepresentation(
  selections: readonly QueryPlanSelectionNode[],
  types: Types,
): Represent {
  const takes = selections.flatMap((selection) => compileTake(selection, types) ?? []);
  return (entity) => {
    const representation: Data = {};
    for (const take of takes) if (!take(entity, representation)) return null;
    return representation;
  };
}

function compileTake(selection: QueryPlanSelectionNode, types: Types): Take | undefined {
  if (selection.kind === "Field") {
    const name = selection.alias ?? selection.name;
    const inner = selection.selections && compileRepresentation(selection.selections, types);
    return (from, into) => {
      const value = own(from, name);
      if (value === undefined) return false;
      into[name] = inner ? within(value, inner) : value;
      return true;
    };
  }
  const { typeCondition } = selection;
  if (typeCondition === undefined) return undefined;
  const inner = compileRepresentation(selection.selections, types);
  return (from, into) => {
    const typename = own(from, "__typename");
    if (typeof typename !== "string" || !types.meets(typename, typeCondition)) return true;
    const part = inner(from);
    if (part) merge(into, part);
    return true;
  };
}

function within(value: unknown, represent: Represent): unknown {
  if (Array.isArray(value)) return value.map((item) => within(item, represent));
  return typeof value === "object" && value !== null ? represent(value as Data) : null;
}
