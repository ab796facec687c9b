import {
  type GraphQLLeafType,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isEnumType,
} from "graphql";

/** Writes a value that is not null as JSON; undefined where it is none of its type. */
export type WriteLeaf = (value: unknown) => string | undefined;

/** What JSON writes with an escape: quotes, backslashes, control characters, halves of pairs. */
const escaped = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** Up to this length a look at each character is quicker than a regular expression. */
const short = 40;

/** Writes a text as JSON. */
export function writeString(text: string): string {
  if (text.length > short) return escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x22 || code === 0x5c || (code >= 0xd800 && code <= 0xdfff))
      return JSON.stringify(text);
  }
  return `"${text}"`;
}

const writeText: WriteLeaf = (value) => (typeof value === "string" ? writeString(value) : undefined);

// Beyond this a number is written with an exponent, which an integer has not.
const integral = (value: number) => Number.isInteger(value) && Math.abs(value) < 1e21;

const builtIn = new Map<string, WriteLeaf>([
  [GraphQLString.name, writeText],
  [
    GraphQLID.name,
    (value) =>
      typeof value === "string"
        ? writeString(value)
        : typeof value === "number" && integral(value)
          ? JSON.stringify(value)
          : undefined,
  ],
  [
    GraphQLInt.name,
    (value) => (typeof value === "number" && integral(value) ? JSON.stringify(value) : undefined),
  ],
  [
    GraphQLFloat.name,
    (value) => (typeof value === "number" && Number.isFinite(value) ? JSON.stringify(value) : undefined),
  ],
  [GraphQLBoolean.name, (value) => (value === true ? "true" : value === false ? "false" : undefined)],
]);

/** Any value: what a custom scalar may be, only its service knows. */
const writeAnything: WriteLeaf = (value) =>
  typeof value === "string" ? writeString(value) : JSON.stringify(value);

/** Compiles the writer of a scalar or enum; an enum's values are those that callers may know. */
export function compileLeaf(type: GraphQLLeafType): WriteLeaf {
  if (!isEnumType(type)) return builtIn.get(type.name) ?? writeAnything;
  const values = new Map(type.getValues().map(({ name }) => [name, `"${name}"`]));
  return (value) => (typeof value === "string" ? values.get(value) : undefined);
}
