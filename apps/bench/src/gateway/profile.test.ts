import { expect, test } from "vitest";
import { topSelfTimes } from "./profile.ts";

const node = (id: number, functionName: string, url: string) => ({
  id,
  callFrame: { functionName, url, lineNumber: 9 },
});

test("the same function called from two places counts as one, and idle time not at all", () => {
  const profile = {
    nodes: [
      node(1, "(idle)", ""),
      node(2, "parse", "file:///a/node_modules/graphql/parser.js"),
      node(3, "", "file:///src/plan.ts"),
      node(4, "parse", "file:///a/node_modules/graphql/parser.js"),
    ],
    samples: [1, 2, 3, 4, 1],
    timeDeltas: [0, 1000, 40, 10, 50],
  };
  expect(topSelfTimes(profile, 5)).toEqual([
    { name: "parse", where: "graphql/parser.js:10", share: 0.9 },
    { name: "(anonymous)", where: "file:///src/plan.ts:10", share: 0.1 },
  ]);
  expect(topSelfTimes(profile, 1)).toHaveLength(1);
});
