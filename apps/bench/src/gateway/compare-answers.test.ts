import { expect, test } from "vitest";
import { firstDifference, hashOf } from "./compare-answers.ts";

const answer = {
  data: {
    users: [
      { id: "1", name: "Ada" },
      { id: "2", name: null },
    ],
  },
};
const reordered = {
  data: {
    users: [
      { name: "Ada", id: "1" },
      { name: null, id: "2" },
    ],
  },
};

test("fields in another order are the same answer, items in another order are not", () => {
  expect(hashOf(reordered)).toBe(hashOf(answer));
  expect(firstDifference(answer, reordered)).toBeUndefined();
  const turned = { data: { users: answer.data.users.toReversed() } };
  expect(hashOf(turned)).not.toBe(hashOf(answer));
});

test.each([
  [
    {
      data: {
        users: [
          { id: "1", name: "Ada" },
          { id: "2", name: "Bo" },
        ],
      },
    },
    'answer.data.users.1.name: null expected, "Bo" found',
  ],
  [
    { data: { users: [{ id: "1", name: "Ada" }, { id: "2" }] } },
    "answer.data.users.1.name: null expected, nothing found",
  ],
  [
    { data: { users: [{ id: "1", name: "Ada" }] } },
    'answer.data.users.1: {"id":"2","name":null} expected, nothing found',
  ],
  [{ ...answer, errors: [] }, "answer.errors: nothing expected, [] found"],
  [{ data: null }, /^answer\.data: \{"users".*expected, null found$/],
])("the first difference is named: %#", (found, difference) => {
  expect(hashOf(found)).not.toBe(hashOf(answer));
  expect(firstDifference(answer, found)).toMatch(difference);
});
