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

test("each rule of merchants is cited by the name of a test", () => {
  const [, ofMerchants] = textOf("docs/rules.md").split("The rules of `merchants`");
  const asked = [...ofMerchants!.matchAll(/^\| (R\d+) /gm)].map(([, rule]) => rule!);
  expect(asked.length).toBeGreaterThanOrEqual(4);
  const files = globSync("services/merchants/**/*.test.ts", {
    cwd: root,
    exclude: (name) => name.includes("node_modules"),
  });
  const cited = new Set(
    files
      .map((file) => testNames(textOf(file)))
      .join("\n")
      .match(/\bR\d{1,2}\b/g),
  );
  expect(asked.filter((rule) => !cited.has(rule))).toEqual([]);
});
