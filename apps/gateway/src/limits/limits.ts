import { GraphQLError } from "graphql";
import type { DocumentSize } from "./document-size.ts";

/** What one operation may be at most. A page of a front end stays far below. */
export type Limits = DocumentSize & {
  /** Items of one list among the variables. */
  listItems: number;
  /** Lists and objects inside one another among the variables. */
  variableDepth: number;
  /** What an operation may cost by the supergraph's `@cost` and `@listSize`, before it is carried out. */
  cost: number;
};

export const defaultLimits: Limits = {
  depth: 16,
  fields: 1_000,
  aliases: 50,
  rootFields: 20,
  directives: 50,
  listItems: 1_000,
  variableDepth: 16,
  cost: 20_000,
};

const words: Record<keyof Limits, string> = {
  depth: "levels of fields inside one another",
  fields: "fields",
  aliases: "aliases",
  rootFields: "fields at the top",
  directives: "directives",
  listItems: "items in a list",
  variableDepth: "levels of lists and objects in its variables",
  cost: "points of cost",
};

/** An operation is larger than one may be; the message says in which way, and what would pass. */
export class OperationTooLarge extends GraphQLError {
  constructor(limit: keyof Limits, found: number, most: number) {
    super(`The operation has ${found} ${words[limit]}; ${most} are the most.`, {
      extensions: { code: "OPERATION_TOO_LARGE", http: { status: 400 } },
    });
  }
}

/** The first limit that a size exceeds, as the refusal of it. */
export function exceeded(size: Partial<Limits>, limits: Limits): OperationTooLarge | undefined {
  for (const [name, found] of Object.entries(size) as [keyof Limits, number][]) {
    if (found > limits[name]) return new OperationTooLarge(name, found, limits[name]);
  }
  return undefined;
}

/** How large a value is that came as JSON, however deep it is: looked at level by level, without recursion. */
export function sizeOfVariables(value: unknown): Pick<Limits, "listItems" | "variableDepth"> {
  let [listItems, variableDepth] = [0, 0];
  for (let level = [value].filter(isComposed); level.length > 0; variableDepth++) {
    for (const each of level) if (Array.isArray(each)) listItems = Math.max(listItems, each.length);
    level = level.flatMap((each) => Object.values(each).filter(isComposed));
  }
  return { listItems, variableDepth };
}

const isComposed = (value: unknown): value is object => typeof value === "object" && value !== null;
