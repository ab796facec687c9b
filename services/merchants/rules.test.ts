import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const textOf = (file: string) => readFileSync(`${root}${file}`, "utf8");

/** The names of tests: a rule that only a comment mentions is tested by nobody. */
function testNames(text: string): string {
  return [...text.matchAll(/\btest(?:\.each\([\s\S]*?\n?\])?\)?\(\s*(["'`])([\s\S]*?)\1/g)]
    .map(([, , name]) => name)
    .join("\n");
}

const [, ofMerchants] = textOf("docs/rules.md").split("The rules of `merchants`");

/** The names of all tests of merchants. */
function allNames(): string {
  const files = globSync("services/merchants/**/*.test.ts", {
    cwd: root,
    exclude: (name) => name.includes("node_modules"),
  });
  return files.map((file) => testNames(textOf(file))).join("\n");
}

test("each rule of merchants is cited by the name of a test", () => {
  const asked = [...ofMerchants!.matchAll(/^\| (R\d+) /gm)].map(([, rule]) => rule!);
  expect(asked.length).toBeGreaterThanOrEqual(4);
  const cited = new Set(allNames().match(/\bR\d{1,2}\b/g));
  expect(asked.filter((rule) => !cited.has(rule))).toEqual([]);
});

test("each failure that coupons must survive is named by a test", () => {
  const [, table] = ofMerchants!.split("Failures that coupons survive");
  const failures = [...table!.matchAll(/^\| ([a-z][a-z -]+[a-z]) +\| (?!what then)/gm)].map(
    ([, failure]) => failure!,
  );
  expect(failures).toHaveLength(11);
  const names = allNames();
  expect(failures.filter((failure) => !names.includes(`failure: ${failure}, `))).toEqual([]);
});
