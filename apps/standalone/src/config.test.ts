import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("nothing has to be set", () => {
  const { dataDir, ...rest } = readConfig({});
  expect(rest).toEqual({ port: 4000, logLevel: "warn" });
  expect(dataDir).toMatch(/\/\.data$/);
});

test("a relative DATA_DIR is meant from where the command was given", () => {
  expect(readConfig({ DATA_DIR: "我的 数据", INIT_CWD: "/home/linli" }).dataDir).toBe(
    "/home/linli/我的 数据",
  );
});

test.each([
  ["PORT", { PORT: "http" }],
  ["PORT", { PORT: "65532" }],
  ["DATA_DIR", { DATA_DIR: "" }],
  ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
  ["NODE_ENV", { NODE_ENV: "production" }],
])("a bad value stops the start by name: %s", (name, env) => {
  expect(() => readConfig(env)).toThrow(new RegExp(`Bad configuration(.|\n)*${name}`));
});
