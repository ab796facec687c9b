import { parse } from "graphql";
import { expect, test } from "vitest";
import { sizeOf } from "./document-size.ts";

test.each([
  ["{ a }", { depth: 1, fields: 1, aliases: 0, rootFields: 1, directives: 0 }],
  [
    "{ a { b { c } } x: d __typename y: __typename }",
    { depth: 3, fields: 6, aliases: 2, rootFields: 4, directives: 0 },
  ],
  [
    "{ ... @include(if: true) { a b } ...F } fragment F on Q { c { d } }",
    { rootFields: 3, depth: 2, directives: 1 },
  ],
  ["query @d @d { a @d { b @d } }", { directives: 4 }],
  // The largest operation counts, not the sum.
  ["query A { a b } query B { c { d { e } } }", { depth: 3, fields: 3, rootFields: 2 }],
  ["{ a } fragment Unused on Q { x: a { y: b { z: c } } }", { depth: 3, aliases: 3, rootFields: 1 }],
])("%s", (text, size) => expect(sizeOf(parse(text))).toMatchObject(size));

test("fragments that double one another are counted, not walked", () => {
  const chain = Array.from({ length: 200 }, (_, n) => `fragment F${n} on Q { ...F${n + 1} ...F${n + 1} }`);
  const { fields, aliases } = sizeOf(parse(`{ ...F0 } ${chain.join(" ")} fragment F200 on Q { x: a }`));
  expect(fields).toBe(2 ** 200);
  expect(aliases).toBe(2 ** 200);
});

test("a fragment that spreads itself does not go on for ever", () => {
  expect(
    sizeOf(parse("{ ...A } fragment A on Q { a { ...B } } fragment B on Q { b { ...A } }")),
  ).toMatchObject({
    depth: 2,
    fields: 2,
  });
});
