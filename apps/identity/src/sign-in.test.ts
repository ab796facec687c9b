import { createHash, randomBytes } from "node:crypto";
import { person, personas } from "@linli/demo-world";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { z } from "zod";
import { browser } from "./test/browser.ts";
import { startIdentity } from "./test/start-identity.ts";

const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  end_session_endpoint: z.string(),
});
const tokens = z.object({
  access_token: z.string(),
  id_token: z.string(),
  token_type: z.string(),
  expires_in: z.number(),
});

async function discover(issuer: string) {
  return metadata.parse(await (await fetch(`${issuer}/.well-known/openid-configuration`)).json());
}

/** What a front end does before it sends its person away. */
function authorization(endpoint: string, origin: string, change: Record<string, string> = {}) {
  const verifier = randomBytes(32).toString("base64url");
  const parameters = new URLSearchParams({
    client_id: "linli-web",
    redirect_uri: `${origin}/callback`,
    response_type: "code",
    scope: "openid",
    state: "here",
    code_challenge_method: "S256",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    ...change,
  });
  return { url: `${endpoint}?${parameters.toString()}`, verifier, callback: `${origin}/callback` };
}

function exchange(endpoint: string, code: string, verifier: string, redirect_uri: string) {
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: "linli-web",
    code,
    code_verifier: verifier,
    redirect_uri,
  });
  return fetch(endpoint, {
    method: "POST",
    body,
    headers: { origin: new URL(redirect_uri).origin },
  });
}

test.each(["/identity", ""])(
  "under the path %j, a person signs in by the page, and out again",
  async (path) => {
    await using server = await startIdentity(path);
    const { issuer, authorization_endpoint, token_endpoint, jwks_uri, end_session_endpoint } = await discover(
      server.issuer,
    );
    expect(issuer).toBe(server.issuer);

    const { url, verifier, callback } = authorization(authorization_endpoint, "http://localhost:5173");
    const { visit } = browser();
    const page = await visit(url, { stopAt: callback });
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    for (const { label, hint } of personas) {
      expect(page.html).toContain(label);
      expect(page.html.replace(/<[^>]*>/g, "")).toContain(hint);
    }
    const back = new URL((await visit(page.url, { form: { persona: "resident" }, stopAt: callback })).url);
    expect(back.searchParams.get("state")).toBe("here");

    const response = await exchange(token_endpoint, back.searchParams.get("code")!, verifier, callback);
    expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
    const { access_token, id_token, token_type, expires_in } = tokens.parse(await response.json());
    expect([token_type, expires_in]).toEqual(["Bearer", 3600]);
    const { payload } = await jwtVerify(access_token, createRemoteJWKSet(new URL(jwks_uri)), {
      issuer,
      audience: "linli",
      typ: "at+jwt",
    });
    expect(payload.sub).toBe(person("resident").id);
    expect(decodeJwt(id_token)).toMatchObject({ sub: person("resident").id, aud: "linli-web" });

    // The session is still there: the next front end gets its code without a question.
    const second = authorization(authorization_endpoint, "http://localhost:5174");
    expect((await visit(second.url, { stopAt: second.callback })).url).toContain("code=");

    const asked = await visit(
      `${end_session_endpoint}?${new URLSearchParams({ id_token_hint: id_token, post_logout_redirect_uri: "http://localhost:5173/" }).toString()}`,
    );
    expect(asked.html).toContain("要退出邻里吗");
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(asked.html)![1]!;
    const left = await visit(`${end_session_endpoint}/confirm`, {
      form: { xsrf, logout: "yes" },
      stopAt: "http://localhost:5173/",
    });
    expect(left.url).toBe("http://localhost:5173/");
    expect((await visit(second.url, { stopAt: second.callback })).html).toContain("选择一个身份");
  },
);

test("a code is good for one exchange, by whoever holds its verifier", async () => {
  await using server = await startIdentity();
  const { authorization_endpoint, token_endpoint } = await discover(server.issuer);
  const { url, verifier, callback } = authorization(authorization_endpoint, "http://localhost:5173");
  const { visit } = browser();
  const page = await visit(url);
  const back = await visit(page.url, { form: { persona: "worker" }, stopAt: callback });
  const code = new URL(back.url).searchParams.get("code")!;
  expect((await exchange(token_endpoint, code, "x".repeat(43), callback)).status).toBe(400);
  expect((await exchange(token_endpoint, code, verifier, callback)).status).toBe(200);
  expect((await exchange(token_endpoint, code, verifier, callback)).status).toBe(400);
});

test("a front end that asks for consent is given it, and a refresh token with it", async () => {
  await using server = await startIdentity();
  const { authorization_endpoint, token_endpoint } = await discover(server.issuer);
  const change = { scope: "openid offline_access", prompt: "consent" };
  const { url, verifier, callback } = authorization(authorization_endpoint, "http://localhost:5173", change);
  const { visit } = browser();
  const back = await visit((await visit(url)).url, {
    form: { persona: "chair" },
    stopAt: callback,
  });
  const first = z
    .object({ refresh_token: z.string() })
    .parse(
      await (
        await exchange(token_endpoint, new URL(back.url).searchParams.get("code")!, verifier, callback)
      ).json(),
    );

  const body = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: "linli-web",
    refresh_token: first.refresh_token,
  });
  const renewed = tokens.parse(await (await fetch(token_endpoint, { method: "POST", body })).json());
  expect(decodeJwt(renewed.access_token)).toMatchObject({ sub: person("chair").id, aud: "linli" });
});

test("the page refuses an unknown persona, a stranger's interaction and an address that isn't the client's", async () => {
  await using server = await startIdentity();
  const { authorization_endpoint } = await discover(server.issuer);
  const { url } = authorization(authorization_endpoint, "http://localhost:5173");
  const { visit } = browser();
  const page = await visit(url);

  const unknown = await visit(page.url, { form: { persona: "<nobody>" } });
  expect([unknown.status, unknown.html.includes("没有这个身份")]).toEqual([400, true]);
  expect((await browser().visit(page.url, { form: { persona: "admin" } })).status).toBe(400);

  const astray = authorization(authorization_endpoint, "https://elsewhere.example");
  expect(await visit(astray.url)).toMatchObject({
    status: 400,
    html: expect.stringContaining("无法登录"),
  });
  expect(
    (await visit(url.replace(/code_challenge[^&]*&?/g, ""), { stopAt: "http://localhost:5173" })).url,
  ).toContain("error=invalid_request");
});

test("without personas the page offers nobody", async () => {
  await using server = await startIdentity("/identity", { personas: [] });
  const { authorization_endpoint } = await discover(server.issuer);
  const { visit } = browser();
  const page = await visit(authorization(authorization_endpoint, "http://localhost:5173").url);
  expect(page.html).toContain("尚未接入账号");
  expect((await visit(page.url, { form: { persona: "resident" } })).status).toBe(400);
});

test("its endpoints are the issuer's, whatever host a request names", async () => {
  await using server = await startIdentity();
  const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
  const response = await fetch(`http://127.0.0.1:${server.port}/identity/.well-known/openid-configuration`, {
    headers,
  });
  const { issuer, token_endpoint, jwks_uri } = metadata.parse(await response.json());
  expect([issuer, token_endpoint, jwks_uri]).toEqual([
    server.issuer,
    `${server.issuer}/token`,
    `${server.issuer}/jwks`,
  ]);
});

test("identity answers only below its path", async () => {
  await using server = await startIdentity();
  expect((await fetch(`http://localhost:${server.port}/.well-known/openid-configuration`)).status).toBe(404);
  expect((await fetch(`http://localhost:${server.port}/identityx/token`)).status).toBe(404);
});
