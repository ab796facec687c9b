import { expect, test } from "vitest";
import { z } from "zod";
import { json, readEnvironment } from "./environment.ts";

const schema = z.object({
  PORT: z.coerce.number().int().default(4000),
  LIMITS: json(z.strictObject({ depth: z.int().positive() })).optional(),
});

test("what is set is read, what is not has its default", () => {
  expect(readEnvironment(schema, { LIMITS: '{"depth":3}' })).toEqual({ PORT: 4000, LIMITS: { depth: 3 } });
});

test.each([
  ["not JSON", { LIMITS: "{" }, /not valid JSON\s+→ at LIMITS/],
  ["JSON of another shape", { LIMITS: '{"depth":-1}' }, /→ at LIMITS\.depth/],
  ["no number", { PORT: "http" }, /→ at PORT/],
])("%s is refused by its name", (_, env, complaint) => {
  expect(() => readEnvironment(schema, env)).toThrow(complaint);
});
