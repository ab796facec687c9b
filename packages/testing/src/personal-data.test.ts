import { people, person } from "@linli/demo-world";
import { expect, test } from "vitest";
import { linesAbout } from "./personal-data.ts";

const { id, name, phone } = person("resident");

test("a line with somebody's name or phone number is found, and no other", () => {
  const lines = [
    `{"msg":"a field failed","person":"${id}"}`,
    `{"err":"duplicate key (name)=(${name})"}`,
    `{"err":"params: ${phone}"}`,
    `{"err":"${people.at(-1)!.name}"}`,
    '{"msg":"居民 199****0001"}',
  ];
  expect(linesAbout(people, lines.join("\n"))).toEqual([lines[1], lines[2], lines[3]]);
});
