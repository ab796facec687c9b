import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const textOf = (file: string) => readFileSync(`${root}${file}`, "utf8");
const rulesIn = (text: string) => new Set(text.match(/\bR\d{1,2}\b/g));

/** The names of tests: a rule that only a comment mentions is tested by nobody. */
function testNames(text: string): string {
  return [...text.matchAll(/\btest(?:\.each\([\s\S]*?\n?\])?\)?\(\s*(["'`])([\s\S]*?)\1/g)]
    .map(([, , name]) => name)
    .join("\n");
}

test("each rule of people is cited by the name of a test", () => {
  const [ofPeople] = textOf("docs/rules.md").split("The rules of `merchants`");
  const asked = [...ofPeople!.matchAll(/^\| (R\d+) /gm)].map(([, rule]) => rule!);
  expect(asked.length).toBeGreaterThan(30);
  const files = globSync(["services/people/**/*.test.ts", "packages/demo-world/src/*.test.ts"], {
    cwd: root,
    exclude: (name) => name.includes("node_modules"),
  });
  const cited = rulesIn(files.map((file) => testNames(textOf(file))).join("\n"));
  expect(asked.filter((rule) => !cited.has(rule))).toEqual([]);
});
