import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { connect, migrate } from "@linli/database";
import { createTestDatabase } from "@linli/testing";
import { expect, onTestFinished, test } from "vitest";
import { relations } from "../db/relations.ts";
import { service } from "../../test/harness.ts";

const run = promisify(execFile);
const command = fileURLToPath(new URL("import.main.ts", import.meta.url));

test("the command lays out a tree from nothing, says first what it would do, and tells a mistake so that it can be mended", async () => {
  const folder = await mkdtemp(join(tmpdir(), "import-"));
  const database = await createTestDatabase({
    name: "people",
    migrate: (url) => migrate(url, service.migrations),
  });
  const { db, close } = connect({ url: database.url, relations });
  onTestFinished(async () => {
    await close();
    await database.drop();
    await rm(folder, { recursive: true });
  });
  const imports = (...args: string[]) =>
    run(process.execPath, [command, ...args], {
      cwd: folder,
      env: { PATH: process.env["PATH"], DATABASE_URL: database.url },
    }).catch((error: { code: number; stdout: string; stderr: string }) => error);
  const places = [
    "名称,类别,上级",
    "文山州,州,",
    "文山市,县市,文山州",
    "高登社区,社区,文山市",
    "1幢,楼宇,高登社区",
  ];
  await writeFile(join(folder, "places.csv"), `\ufeff${places.join("\r\n")}\r\n`);
  await writeFile(join(folder, "wrong.csv"), `${places.join("\n")}\n2幢,楼宇,高登\n`);
  await writeFile(join(folder, "roster.csv"), "姓名,楼宇,房号,居住身份\n侬小花,1幢,1602,业主\n");

  const [dry, wrong, misused] = await Promise.all([
    imports("places", "places.csv", "--dry-run"),
    imports("places", "wrong.csv"),
    imports("places", "places.csv", "--within", "x"),
  ]);
  expect(dry).toMatchObject({ stdout: "4 rows: would add 4, 0 there already\n" });
  expect(wrong).toMatchObject({
    code: 1,
    stdout: "",
    stderr: "line 6, 上级: there is no such place in use\nThe file has 1 problems; nothing was imported.\n",
  });
  expect(misused).toMatchObject({ code: 1, stderr: expect.stringContaining("Usage: import") });
  expect(await db.query.places.findMany()).toEqual([]);
  expect(await imports("places", "places.csv")).toMatchObject({
    stdout: "4 of 4 places\n4 rows: added 4, 0 there already\n",
    stderr: "",
  });
  expect(await imports("roster", "roster.csv")).toMatchObject({
    stdout: "1 of 1 homes\n1 rows: added 1, 0 there already\n",
  });
  expect(await db.query.outbox.findMany()).toHaveLength(2);
}, 90_000);
