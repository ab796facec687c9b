import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  isAlive,
  newcomer,
  postgresOf,
  refusal,
  start,
  startThroughNpx,
  untilGone,
} from "./test/platform-process.ts";

// Each start loads everything anew, which takes seconds on a busy machine.
const patience = { timeout: 180_000 };

const demands = "{ pilots { place { name demands(first: 1) { totalCount } } } }";

test("from nothing to an answer, a stop, and on with the same data", patience, async () => {
  const env = await newcomer();
  const first = start(env);
  const said = await first.says("Ctrl-C");
  expect(said).toMatch(/people .*人员 \d+/);
  expect(said).toMatch(/merchant-owner +商家店主/);
  expect(said).toContain(`curl -s http://localhost:${env.PORT}/graphql`);
  const before = await first.ask(demands);
  expect(before.data.pilots).toHaveLength(3);
  const token = await first.token("resident");
  const postgres = await postgresOf(env);

  const second = await refusal(env);
  expect(second).toEqual({
    code: 1,
    said: `The data folder ${env.DATA_DIR} is in use by process ${first.child.pid}: stop that process, or choose another folder.\n`,
  });

  expect(await first.end("SIGTERM")).toBe(0);
  expect(await isAlive(postgres)).toBe(false);

  const again = start(env);
  expect(await again.says("Ctrl-C")).not.toContain("人员");
  expect(await again.ask(demands)).toMatchObject({ data: before.data });
  const me = await again.ask("{ viewer { person { name } } }", {}, token);
  expect(me.data.viewer.person.name).toBeTruthy();
  expect(await again.end("SIGINT")).toBe(0);
});

test("killed amid its first start, and killed while it runs, it recovers by itself", patience, async () => {
  const env = await newcomer();
  const first = start(env);
  await first.says("people");
  const orphan = await postgresOf(env);
  await first.end("SIGKILL");
  await untilGone(orphan);

  const second = start(env);
  await second.says("Ctrl-C");
  const { data, errors } = await second.ask(demands);
  expect(errors).toBeUndefined();
  expect(data.pilots[0].place.demands.totalCount).toBeGreaterThan(0);
  await second.end("SIGKILL");

  // At once, while the PostgreSQL of the killed one may still run.
  const third = start(env);
  await third.says("Ctrl-C");
  expect(await third.ask(demands)).toMatchObject({ data });
  expect((await fetch(`${third.url}/ready`)).status).toBe(200);
  const postgres = await postgresOf(env);
  expect(await third.end("SIGTERM")).toBe(0);
  expect(await isAlive(postgres)).toBe(false);
});

test("a stop in the middle of the start is heard", patience, async () => {
  const env = await newcomer();
  const platform = start(env);
  await platform.says("PostgreSQL runs");
  const postgres = await postgresOf(env);
  expect(await platform.end("SIGTERM")).toBe(0);
  expect(await isAlive(postgres)).toBe(false);
});

test("when the npx that started it is told to stop, it stops too", patience, async () => {
  const env = await newcomer();
  const { npx, says } = startThroughNpx(env);
  await says("PostgreSQL runs");
  const postgres = await postgresOf(env);
  npx.kill("SIGTERM");
  await says("Stopped");
  expect(await isAlive(postgres)).toBe(false);
});

test("a port in use is named, and what to do about it", patience, async () => {
  const env = await newcomer();
  const port = Number(env.PORT);
  const other = createServer().listen(port + 3, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  expect(await refusal(env)).toEqual({
    code: 1,
    said: `Port ${port + 3} is in use, and the platform needs ${port} to ${port + 4}: choose others, as with PORT=${port + 1000}.\n`,
  });
});

test("under production there are no demo sign-ins, so it does not start", patience, async () => {
  const { said, code } = await refusal({ ...(await newcomer()), NODE_ENV: "production" });
  expect(code).toBe(1);
  expect(said).toMatch(/anybody sign in as anybody[^]*NODE_ENV/);
  expect(said).not.toContain("    at ");
});

test("secrets are kept where only their owner reads them, and none is said or logged", patience, async () => {
  const env = await newcomer();
  const platform = start(env);
  const said = await platform.says("Ctrl-C");
  await platform.ask("{ nothing }");
  await platform.end("SIGTERM");
  const { couponSecret, identity, passport } = JSON.parse(
    await readFile(join(env.DATA_DIR, "secrets.json"), "utf8"),
  );
  const log = await readFile(join(env.DATA_DIR, "platform.log"), "utf8");
  for (const secret of [couponSecret, passport.private.d, identity.jwks.keys[0].d]) {
    expect(said + log).not.toContain(secret);
  }
});
