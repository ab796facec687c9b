import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

test("without arguments everything is measured, with --small a part of it", () => {
  expect(readOptions([])).toMatchObject({ connections: [16, 64, 200], rounds: 3, only: undefined });
  expect(readOptions(["--small", "--only", "ours,stock"])).toMatchObject({
    connections: [64],
    rounds: 2,
    only: ["ours", "stock"],
  });
  expect(readOptions(["--profile", "ours", "--workload", "distinct"])).toMatchObject({
    only: ["ours"],
    workloads: ["distinct"],
  });
});

test.each([
  [["--workload", "nothing"], /There is no workload "nothing"/],
  [["--rounds", "0"], /--rounds takes whole numbers from 1 on/],
  [["--fast"], /--fast/],
])("%j is refused, with what there is", (args, reason) => {
  expect(() => readOptions(args)).toThrow(reason);
  expect(() => readOptions(args)).toThrow("pnpm bench gateway [--small]");
});
