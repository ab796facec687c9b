import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { writeString } from "./answer/write-leaf.ts";
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

/**
 * Compiles the most usual key, a few plain fields of one type, as the text of its representation: no object is made that is
 * only written. Undefined for any other.
 */
export function compilePlainKey(
  selections: readonly QueryPlanSelectionNode[],
  types: Types,
): ((entity: Data) => string | null) | undefined {
  const [only, ...others] = selections;
  if (only?.kind !== "InlineFragment" || only.typeCondition === undefined || others.length > 0)
    return undefined;
  const { typeCondition } = only;
  const names = only.selections.flatMap((each) =>
    each.kind === "Field" && !each.selections ? (each.alias ?? each.name) : [],
  );
  if (names.length < only.selections.length || !names.includes("__typename")) return undefined;
  const fields = names.map((name, index) => ({ name, head: `${index === 0 ? "{" : ","}"${name}":` }));
  return (entity) => {
    const typename = own(entity, "__typename");
    if (typeof typename !== "string" || !types.meets(typename, typeCondition)) return null;
    let text = "";
    for (const { name, head } of fields) {
      const value = own(entity, name);
      if (value === undefined) return null;
      text += head + (typeof value === "string" ? writeString(value) : JSON.stringify(value));
    }
    return `${text}}`;
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
