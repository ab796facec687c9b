import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { person, personaNames, verifiedResidents } from "@linli/demo-world";
import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { listen } from "./test/listen.ts";
import { startIdentity } from "./test/start-identity.ts";

const script = fileURLToPath(new URL("token.main.ts", import.meta.url));

async function token(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [script, ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { out, error, code: Number(code) };
}

test("prints the token of a persona, and nothing else", async () => {
  await using server = await startIdentity();
  const { out, error, code } = await token(["worker"], { PORT: String(server.port) });
  expect([error, code]).toEqual(["", 0]);
  expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  expect(decodeJwt(out).sub).toBe(person("worker").id);
});

test("prints tokens of many residents, each another, up to all of them", async () => {
  await using server = await startIdentity("");
  const all = verifiedResidents();
  const { out, code } = await token(["--residents", String(all.length)], { ISSUER: server.issuer });
  expect(code).toBe(0);
  expect(
    out
      .trimEnd()
      .split("\n")
      .map((line) => decodeJwt(line).sub),
  ).toEqual(all.map(({ id }) => id));

  const beyond = await token(["--residents", String(all.length + 1)], { ISSUER: server.issuer });
  expect(beyond).toMatchObject({
    out: "",
    code: 1,
    error: expect.stringContaining(`${all.length} is the maximum`),
  });
});

test("--list names the personas without a platform", async () => {
  const { out, code } = await token(["--list"], {});
  expect(code).toBe(0);
  expect(
    out
      .trimEnd()
      .split("\n")
      .map((line) => line.split(" ")[0]),
  ).toEqual([...personaNames]);
  expect(out).toContain("轮值主席");
});

test.each([
  [["nobody"], 'There is no persona "nobody". There are: resident, resident-elsewhere,'],
  [[], "Usage: token PERSONA"],
  [["worker", "chair"], "Usage: token PERSONA"],
  [["--residents", "none"], "takes a number from 1"],
  [["--residents", "0"], "takes a number from 1"],
  [["--no-such"], "--no-such"],
])("%j is explained", async (args, words) => {
  const { out, error, code } = await token(args, {});
  expect([out, code]).toEqual(["", 1]);
  expect(error).toContain(words);
});

test("says how to start a platform that isn't there, and what isn't one", async () => {
  const server = createServer((_req, res) => void res.end("hello"));
  const PORT = String(await listen(server));

  const other = await token(["worker"], { PORT });
  expect(other).toMatchObject({
    out: "",
    code: 1,
    error: expect.stringContaining("not Linli's identity provider"),
  });

  server.close();
  await once(server, "close");
  const nobody = await token(["worker"], { PORT });
  expect(nobody).toMatchObject({
    out: "",
    code: 1,
    error: expect.stringContaining("pnpm start"),
  });
});

test("a platform without demo sign-ins gives none", async () => {
  const clients = [{ client_id: "site", redirect_uris: ["https://site.example/callback"] }];
  await using server = await startIdentity("/identity", { personas: [], clients });
  const refused = await token(["admin"], { PORT: String(server.port) });
  expect(refused).toMatchObject({
    out: "",
    code: 1,
    error: expect.stringContaining("no demo sign-ins"),
  });
});
