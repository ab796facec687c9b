import { expect, test } from "vitest";
import { readTable } from "./import-file.rules.ts";
import { placeColumns } from "./place-import.rules.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
/** 名称,类别,上级 / 卧龙花园,小区,高登社区, as Excel writes it in China. */
const gb18030 = Uint8Array.from(
  Buffer.from("c3fbb3c62cc0e0b1f02cc9cfbcb60d0aced4c1fabba8d4b02cd0a1c7f82cb8dfb5c7c9e7c7f80d0a", "hex"),
);
const quarter = { name: "卧龙花园", kind: "小区", parent: "高登社区" };
const read = (file: Uint8Array | string) =>
  readTable(typeof file === "string" ? bytes(file) : file, placeColumns);

test("a file is read in UTF-8 with or without BOM and in GB18030, whatever its line ends and the order of its columns", () => {
  const header = "名称,类别,上级\n";
  for (const file of [
    `${header}卧龙花园,小区,高登社区`,
    `\ufeff${header}卧龙花园,小区,高登社区\r\n`,
    "上级, KIND ,备注,名称\r\n高登社区,小区,无, 卧龙花园 \r\n",
    gb18030,
  ])
    expect(read(file)).toEqual({ rows: [{ line: 2, cells: quarter }], problems: [] });
});

test("a row is told by the line on which it begins, past blank lines and line ends in quotation marks", () => {
  const file =
    '名称,类别,上级\n"盛世\n盘龙",小区,高登社区\n\n,,\n甲,小区,乙\n"丙\r\n丁",小区,乙\n末,小区,乙\n';
  const { rows } = read(file);
  expect(rows.map(({ line, cells }) => [line, cells.name])).toEqual([
    [2, "盛世\n盘龙"],
    [6, "甲"],
    [7, "丙\n丁"],
    [9, "末"],
  ]);
});

test("a file that cannot be read says where and why, and not what stands there", () => {
  const only = (file: Uint8Array | string) => read(file).problems;
  expect(only("")).toEqual([{ line: 1, column: null, message: "the file is empty" }]);
  expect(only("名称,类别\n甲,小区\n")).toEqual([
    { line: 1, column: "上级", message: "the column is missing" },
  ]);
  expect(only("名称,类别,上级,name\n甲,小区,乙,丙\n")).toMatchObject([{ line: 1, column: "名称" }]);
  expect(only("名称,类别,上级\n")).toMatchObject([{ message: "there is nothing below the header" }]);
  expect(only('名称,类别,上级\n甲,小区,乙\n"丙,小区,乙\n')).toMatchObject([
    { message: "quotation marks do not match" },
  ]);
  expect(only("名称,类别,上级\n甲\0,小区,乙\n")).toEqual([
    { line: 2, column: null, message: "must not hold a NUL character" },
  ]);
  expect(only(Uint8Array.of(0xff, 0xfe, 0x0d, 0x54))).toMatchObject([
    { message: expect.stringContaining("neither UTF-8 nor GB18030") },
  ]);
  // A short row lacks its last cells; that is for the columns to judge.
  expect(read("名称,类别,上级\n甲,小区\n").rows).toEqual([
    { line: 2, cells: { name: "甲", kind: "小区", parent: "" } },
  ]);
});
