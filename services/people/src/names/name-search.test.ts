import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createHarness } from "../../test/harness.ts";
import { accounts, memberships, persons } from "../db/tables.ts";
import { nameContains } from "./name-search.rules.ts";

const names = [
  "李伟",
  "李晓梅",
  "晓梅",
  "欧阳明轩",
  "阿依努尔·买买提江",
  "艾力·买买提",
  "吉克阿依莫",
  "Anna Li",
  "100%_\\",
  "𠮷野家",
];

const cases: [words: string, found: string[]][] = [
  ["李伟", ["李伟"]],
  ["晓梅", ["晓梅", "李晓梅"]],
  ["阳明", ["欧阳明轩"]],
  ["明轩", ["欧阳明轩"]],
  ["阿依", ["吉克阿依莫", "阿依努尔·买买提江"]],
  ["买买提", ["艾力·买买提", "阿依努尔·买买提江"]],
  ["·买", ["艾力·买买提", "阿依努尔·买买提江"]],
  ["a l", ["Anna Li"]],
  ["ANNA", ["Anna Li"]],
  ["%_", ["100%_\\"]],
  ["_\\", ["100%_\\"]],
  ["𠮷野", ["𠮷野家"]],
  ["李晓伟", []],
  // Each of its pairs is in a name, but not in this order.
  ["提买买", []],
  ["梅", ["晓梅", "李晓梅"]],
];

test("a name is found by what it contains", async () => {
  const h = await createHarness();
  await h.db.delete(memberships);
  await h.db.delete(accounts);
  await h.db.delete(persons);
  await h.db.insert(persons).values(names.map((name) => ({ id: uuidv7(), name })));
  for (const [words, found] of cases) {
    const rows = await h.db.query.persons.findMany({ columns: { name: true }, where: nameContains(words) });
    expect(rows.map(({ name }) => name).toSorted(), words).toEqual(found.toSorted());
  }
});
