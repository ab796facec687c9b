import { GraphQLError } from "graphql";
import type { DocumentSize } from "./document-size.ts";

/** What one operation may be at most. A page of a front end stays far below. */
export type Limits = DocumentSize & {
  /** Items of one list among the variables. */
  listItems: number;
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
  cost: 20_000,
};

const words: Record<keyof Limits, string> = {
  depth: "levels of fields inside one another",
  fields: "fields",
  aliases: "aliases",
  rootFields: "fields at the top",
  directives: "directives",
  listItems: "items in a list",
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

/** The longest list in a value that came as JSON, however deep it lies. */
export function longestList(value: unknown): number {
  let longest = 0;
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    if (Array.isArray(next)) longest = Math.max(longest, next.length);
    for (const inner of Object.values(next)) open.push(inner);
  }
  return longest;
}
