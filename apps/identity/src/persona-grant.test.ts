import { person, verifiedResidents } from "@linli/demo-world";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { z } from "zod";
import { createIdentityKeys } from "./index.ts";
import { startIdentity } from "./test/start-identity.ts";

const answer = z.object({ access_token: z.string() });

const ask = async (issuer: string, parameters: Record<string, string>) => {
  const body = new URLSearchParams({
    grant_type: "urn:linli:grant-type:persona",
    client_id: "linli-cli",
    ...parameters,
  });
  const response = await fetch(`${issuer}/token`, { method: "POST", body });
  return { status: response.status, body: z.unknown().parse(await response.json()) };
};

test("one request yields a token of a persona, or of a person by id", async () => {
  await using server = await startIdentity();
  const keys = createRemoteJWKSet(new URL(`${server.issuer}/jwks`));
  const [, , resident] = verifiedResidents();
  for (const [parameters, subject] of [
    [{ persona: "merchant-owner" }, person("merchant-owner").id],
    [{ subject: resident!.id }, resident!.id],
  ] as const) {
    const { access_token } = answer.parse((await ask(server.issuer, parameters)).body);
    const { payload } = await jwtVerify(access_token, keys, {
      issuer: server.issuer,
      audience: "linli",
      typ: "at+jwt",
    });
    expect(payload.sub).toBe(subject);
    expect(payload.exp! - payload.iat!).toBe(3600);
  }
});

test.each([
  [{ persona: "nobody" }, "invalid_grant", "resident-elsewhere"],
  [{ subject: "019b76da-a800-7000-8000-000000000000" }, "invalid_grant", "nobody is known"],
  [{}, "invalid_request", "either"],
  [{ persona: "admin", subject: "x" }, "invalid_request", "either"],
])("%j is refused: %s", async (parameters, error, words) => {
  await using server = await startIdentity();
  const { status, body } = await ask(server.issuer, parameters);
  expect(status).toBe(400);
  expect(body).toEqual({ error, error_description: expect.stringContaining(words) });
});

test("the grant is the command line's alone, and doesn't exist without personas", async () => {
  await using demo = await startIdentity();
  expect(await ask(demo.issuer, { persona: "admin", client_id: "linli-web" })).toMatchObject({
    status: 400,
  });

  const clients = [
    {
      client_id: "linli-web",
      redirect_uris: ["https://site.example/callback"],
      token_endpoint_auth_method: "none" as const,
    },
  ];
  await using site = await startIdentity("/identity", { personas: [], clients });
  expect(await ask(site.issuer, { persona: "admin" })).toMatchObject({
    status: 401,
    body: { error: "invalid_client" },
  });
  expect(await ask(site.issuer, { persona: "admin", client_id: "linli-web" })).toMatchObject({
    status: 400,
    body: { error: "unsupported_grant_type" },
  });
  const discovery = await (await fetch(`${site.issuer}/.well-known/openid-configuration`)).text();
  expect(discovery).not.toContain("persona");
});

test("a token made before a restart is still good after it, if the keys were kept", async () => {
  const kept = await createIdentityKeys();
  const tokenOf = async () => {
    await using before = await startIdentity("/identity", kept);
    return answer.parse((await ask(before.issuer, { persona: "analyst" })).body).access_token;
  };
  const token = await tokenOf();
  await using after = await startIdentity("/identity", kept);
  const verified = await jwtVerify(token, createRemoteJWKSet(new URL(`${after.issuer}/jwks`)));
  expect(verified.payload.sub).toBe(person("analyst").id);
});
