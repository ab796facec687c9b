import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createIdentityKeys } from "./index.ts";
import { listen } from "./test/listen.ts";

const script = fileURLToPath(new URL("main.ts", import.meta.url));
const start = (env: Record<string, string>) =>
  spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "pipe"] });

async function freePort() {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, "close");
  return String(port);
}

async function configured() {
  const { jwks, cookieKeys } = await createIdentityKeys();
  const clients = [
    {
      client_id: "site",
      redirect_uris: ["https://site.example/callback"],
      token_endpoint_auth_method: "none",
    },
  ];
  return {
    NODE_ENV: "production",
    ISSUER: "https://id.site.example",
    CLIENTS: JSON.stringify(clients),
    IDENTITY_JWKS: JSON.stringify(jwks),
    COOKIE_KEYS: cookieKeys.join(","),
  };
}

test.each([
  [{ CLIENTS: "" }, "CLIENTS"],
  [{ IDENTITY_JWKS: "" }, "IDENTITY_JWKS"],
  [{ COOKIE_KEYS: "" }, "COOKIE_KEYS"],
  [{ ISSUER: "" }, "ISSUER"],
  [{ CLIENTS: "[]" }, "CLIENTS"],
  [{ CLIENTS: "not json" }, "CLIENTS"],
  [{ CLIENTS: '[{"client_id":"linli-web","redirect_uris":["http://localhost:5173/callback"]}]' }, "CLIENTS"],
  [{ COOKIE_KEYS: "short" }, "COOKIE_KEYS"],
])("production does not start with %j, and says why", async (change, name) => {
  const child = start({ ...(await configured()), ...change });
  const [error, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect(code).toBe(1);
  expect(error).toContain(name);
});

test("production starts with real clients, and has no persona grant", async () => {
  const PORT = await freePort();
  const child = start({ ...(await configured()), PORT });
  try {
    await once(child.stdout, "data");
    const body = new URLSearchParams({
      grant_type: "urn:linli:grant-type:persona",
      client_id: "site",
      persona: "admin",
    });
    const response = await fetch(`http://127.0.0.1:${PORT}/token`, { method: "POST", body });
    expect(await response.json()).toMatchObject({ error: "unsupported_grant_type" });
    const keys = await (await fetch(`http://127.0.0.1:${PORT}/jwks`)).text();
    expect(keys).toContain("ES256");
    expect(keys).not.toContain('"d"');
  } finally {
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  }
});
