import { fixedId, place } from "@linli/demo-world";
import type { MutationCase } from "@linli/testing";

const base64 = (...lines: string[]) => Buffer.from(lines.join("\n")).toString("base64");
const places = base64("名称,类别,上级", "导入楼,楼宇,盛世盘龙小区");
const roster = base64("姓名,楼宇,房号,居住身份", "侬小花,盛世盘龙小区/2幢,2301,租户");
const within = { withinId: place("gaodeng").id };

/** Who imports files: places those who shape the tree, people the workers in scope; 高登社区 is tried. */
export const importCases: Readonly<Record<string, MutationCase>> = {
  previewPlaceImport: {
    document: `mutation ($withinId: ID!, $file: String!) { previewPlaceImport(withinId: $withinId, file: $file) { __typename } }`,
    variables: () => ({ ...within, file: places }),
    allowed: ["worker", "admin"],
  },
  importPlaces: {
    document: `mutation ($withinId: ID!, $file: String!, $key: String!) {
      importPlaces(withinId: $withinId, file: $file, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ ...within, file: places, key: fixedId(`authority:import-places:${turn}`) }),
    allowed: ["worker", "admin"],
  },
  previewRosterImport: {
    document: `mutation ($withinId: ID!, $file: String!) { previewRosterImport(withinId: $withinId, file: $file) { __typename } }`,
    variables: () => ({ ...within, file: roster }),
    allowed: ["worker"],
  },
  importRoster: {
    document: `mutation ($withinId: ID!, $file: String!, $key: String!) {
      importRoster(withinId: $withinId, file: $file, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ ...within, file: roster, key: fixedId(`authority:import-roster:${turn}`) }),
    allowed: ["worker"],
  },
};
