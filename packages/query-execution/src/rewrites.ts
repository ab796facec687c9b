import type { FetchDataRewrite } from "@apollo/query-planner";
import { own, setOwn } from "./merge.ts";
import type { Data } from "./subgraph.ts";
import type { Types } from "./types.ts";

/** Changes a representation, or a part of an answer, in place. */
type Rewrite = (value: unknown) => void;

const fragment = "... on ";

/** Compiles what a plan wants changed in representations before they are sent, or in answers before they are joined. */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  types: Types,
): Rewrite | undefined {
  if (!rewrites?.length) return undefined;
  const compiled = rewrites.map((rewrite) => {
    const last = rewrite.path.at(-1);
    if (last === undefined || last.startsWith(fragment)) throw new Error("A rewrite has to end at a field.");
    return compileAt(rewrite.path.slice(0, -1), change(rewrite, last), types);
  });
  return (value) => {
    for (const rewrite of compiled) rewrite(value);
  };
}

function change(rewrite: FetchDataRewrite, field: string): (data: Data) => void {
  if (rewrite.kind === "ValueSetter") return (data) => setOwn(data, field, rewrite.setValueTo);
  return (data) => {
    const value = own(data, field);
    if (value === undefined) return;
    setOwn(data, rewrite.renameKeyTo, value);
    data[field] = undefined;
  };
}

function compileAt(path: readonly string[], apply: (data: Data) => void, types: Types): Rewrite {
  const [first, ...rest] = path;
  const here = first === undefined ? apply : step(first, compileAt(rest, apply, types), types);
  return function rewrite(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) rewrite(item);
    else if (typeof value === "object" && value !== null) here(value as Data);
  };
}

function step(element: string, next: Rewrite, types: Types): (data: Data) => void {
  if (!element.startsWith(fragment)) return (data) => next(own(data, element));
  const condition = element.slice(fragment.length);
  return (data) => {
    const typename = own(data, "__typename");
    // An object whose type was not asked for is of the only type that it can be.
    if (typeof typename !== "string" || types.meets(typename, condition)) next(data);
  };
}
