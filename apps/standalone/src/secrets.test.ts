import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createSecrets, keepSecrets } from "./secrets.ts";

async function newFile() {
  const folder = await mkdtemp(join(tmpdir(), "linli-secrets-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, "secrets.json");
}

test("secrets are made once, for their owner alone", async () => {
  const file = await newFile();
  const made = await keepSecrets(file);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await keepSecrets(file)).toEqual(made);
  expect(Buffer.from(made.couponSecret, "base64url")).toHaveLength(32);
  expect((await createSecrets()).couponSecret).not.toBe(made.couponSecret);
});

test.each([
  ["cut short", (text: string) => text.slice(0, 200), "its whole text"],
  ["empty", () => "", "its whole text"],
  [
    "a weak secret",
    (text: string) => text.replace(/"couponSecret": "[^"]*"/, '"couponSecret": "1234"'),
    "couponSecret",
  ],
  ["half a key", (text: string) => text.replace('"d":', '"e":'), "passport.private.d"],
])("garbled secrets stop the start and are left as they are: %s", async (_what, garble, where) => {
  const file = await newFile();
  await keepSecrets(file);
  const garbled = garble(await readFile(file, "utf8"));
  await writeFile(file, garbled);
  await expect(keepSecrets(file)).rejects.toThrow(`${file} is garbled (${where})`);
  expect(await readFile(file, "utf8")).toBe(garbled);
});
