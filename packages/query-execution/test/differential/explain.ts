import type { FetchNode } from "@apollo/query-planner";
import { isSame, type Outcome } from "./outcome.ts";

type Difference = {
  stock: Outcome;
  ours: Outcome;
  fetches: readonly FetchNode[];
  hasInterfaceObject: boolean;
};

/**
 * What the stock execution is known to do wrong, and how a difference that comes of it looks. The last is no mistake of
 * either: several errors that make one field null are as good as one of them.
 */
const reasons: readonly { reason: string; fits(difference: Difference): boolean }[] = [
  {
    // A plan renames a field when two types of a list would give it differently. The stock execution renames what is
    // true in JavaScript alone: 0, "" and false stay under the other name, and the caller gets null.
    reason: "a renamed field that is 0, empty or false becomes null",
    fits: ({ stock, ours, fetches }) =>
      fetches.some(({ outputRewrites = [] }) => outputRewrites.some(({ kind }) => kind === "KeyRenamer")) &&
      isNullInPlaceOf(stock.data, ours.data) &&
      sameButForPlaces(stock, ours),
  },
  {
    // It counts all objects at a place, a service only those that were sent to it: behind one that was not, all errors
    // are ascribed to its neighbours.
    reason: "an error stands at another entity than the one it is about",
    fits: ({ stock, ours, fetches }) =>
      fetches.some(({ requires }) => requires !== undefined) &&
      isSame(stock.data, ours.data) &&
      sameButForPlaces(stock, ours),
  },
  {
    // Where an interface is an object to a service, that service names the interface, and the stock execution forgets
    // of which type the object is: fragments on it are left out, what they promise is null.
    reason: "the name of an interface takes the place of an object's type",
    fits: ({ stock, ours, hasInterfaceObject }) => hasInterfaceObject && isLessThan(stock.data, ours.data),
  },
  {
    // Where the type of an object was not asked for, it takes the object for one of the interface that a fragment names,
    // and leaves out a fragment within it on the object's own type, or on another interface.
    reason: "a fragment within a fragment on an interface is left out",
    fits: ({ stock, ours }) =>
      lacksFieldsOf(stock.data, ours.data) && JSON.stringify(stock.errors) === JSON.stringify(ours.errors),
  },
  {
    // A field that needs others (`@requires`) is left out by a condition, and so are those that it needs: the plan wants
    // these of an entity all the same, for whatever else it fetches there. A caller that asks for them itself, under another
    // name, does not mend it; ours gives them the name that the plan looks for.
    reason: "what is fetched together with a field that is left out is null",
    fits: ({ stock, ours, fetches }) =>
      fetches.some(({ requires, operation }) => requires && /@(include|skip)\(if: ?\$/.test(operation)) &&
      isNullInPlaceOf(stock.data, ours.data) &&
      JSON.stringify(stock.errors) === JSON.stringify(ours.errors),
  },
  {
    // Of a field that is left out in one place and asked for in another it tells the errors for both.
    reason: "an error stands at a field that was left out",
    fits: ({ stock, ours }) =>
      isSame(stock.data, ours.data) &&
      nullsOf(stock).has(undefined) &&
      isSame(told(nullsOf(stock)), told(nullsOf(ours))),
  },
  {
    reason: "of several errors that make one field null, another is told",
    fits: ({ stock, ours }) =>
      isSame(stock.data, ours.data) && isSame(told(nullsOf(stock)), told(nullsOf(ours))),
  },
];

/** Why the stock execution answers otherwise, where it is known to be wrong; undefined where that is not known. */
export function explain(difference: Difference): string | undefined {
  return reasons.find(({ fits }) => fits(difference))?.reason;
}

/** Whether two answers differ in nothing but that one has null where the other has something. */
function isNullInPlaceOf(one: unknown, other: unknown): boolean {
  if (one === null || one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === undefined || !other) return false;
  const [fields, others] = [Object.entries(one), other as Record<string, unknown>];
  return (
    fields.length === Object.keys(other).length &&
    fields.every(([name, value]) => name in others && isNullInPlaceOf(value, others[name]))
  );
}

/** Whether one answer lacks fields of the other, or has null for something, and is otherwise the same. */
function isLessThan(one: unknown, other: unknown): boolean {
  if (one === null || one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === undefined || !other) return false;
  const others = other as Record<string, unknown>;
  return (
    (!Array.isArray(one) || one.length === (other as unknown[]).length) &&
    Object.entries(one).every(([name, value]) => name in others && isLessThan(value, others[name]))
  );
}

/** Whether two answers differ in nothing but that one lacks fields that the other has. */
function lacksFieldsOf(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const others = other as Record<string, unknown>;
  return (
    (!Array.isArray(one) || one.length === (other as unknown[]).length) &&
    Object.entries(one).every(([name, value]) => name in others && lacksFieldsOf(value, others[name]))
  );
}

/** Whether both have the same errors, wherever in the answer these stand. */
function sameButForPlaces(one: Outcome, other: Outcome): boolean {
  const kinds = ({ errors }: Outcome) =>
    errors.map((error) => JSON.stringify({ ...(JSON.parse(error) as object), path: null })).toSorted();
  return JSON.stringify(kinds(one)) === JSON.stringify(kinds(other));
}

/** The fields that are null for an outcome's errors, each as JSON of its path; undefined for one that is not there. */
function nullsOf({ data, errors }: Outcome): ReadonlySet<string | undefined> {
  return new Set(
    errors.map((error) => {
      const { path = [] } = JSON.parse(error) as { path?: (string | number)[] };
      let value = data;
      for (const [index, step] of path.entries()) {
        if (value === null) return JSON.stringify(path.slice(0, index));
        if (typeof value !== "object" || !Object.hasOwn(value, step)) return undefined;
        value = (value as Record<string | number, unknown>)[step];
      }
      return JSON.stringify(path);
    }),
  );
}

const told = (nulls: ReadonlySet<string | undefined>) =>
  [...nulls].filter((place) => place !== undefined).toSorted();
