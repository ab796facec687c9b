import { expect, test } from "vitest";
import { readAnswer } from "./graphql-answer.ts";

test.each([
  ["a list", []],
  ["a text", "{}"],
  ["nothing", {}],
  ["no errors and no data", { errors: [] }],
  ["data that is a list", { data: [] }],
  ["data that is a text", { data: "a" }],
  ["errors that are none", { data: {}, errors: null }],
  ["errors in an object", { data: {}, errors: { 0: { message: "a" } } }],
  ["an error without a message", { data: {}, errors: [{ path: ["a"] }] }],
  ["an error that is null", { data: {}, errors: [null] }],
])("%s is no GraphQL answer", (_, body) => {
  expect(readAnswer(body)).toBeUndefined();
});

test("data, and of errors only what may be shown, are taken over", () => {
  expect(readAnswer({ data: null })).toEqual({ data: null });
  expect(readAnswer({ data: { a: 1 }, extensions: { trace: "x" } })).toEqual({ data: { a: 1 } });
  const place = { path: ["a", 0], locations: [{ line: 1, column: 2 }] };
  expect(
    readAnswer({
      errors: [
        { message: "a", ...place, extensions: { code: "X", stacktrace: ["at /srv"] } },
        { message: "b", path: [null], locations: [{}], extensions: { code: 1 } },
      ],
    }),
  ).toEqual({ errors: [{ message: "a", ...place, extensions: { code: "X" } }, { message: "b" }] });
});
