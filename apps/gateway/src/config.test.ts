import { createPassportKeys } from "@linli/passport";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("nothing has to be set", () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    timeoutMs: 5_000,
    serviceUrls: {},
    signIn: undefined,
  });
  expect(readConfig({}).files.supergraph).toMatch(/packages\/supergraph\/supergraph\.graphql$/);
});

test("a relative SUPERGRAPH is meant from where the command was given", () => {
  expect(readConfig({ SUPERGRAPH: "a/b.graphql", INIT_CWD: "/home/linli" }).files.supergraph).toBe(
    "/home/linli/a/b.graphql",
  );
});

test("sign-in, urls and timeouts are read", async () => {
  const { private: key } = await createPassportKeys();
  const config = readConfig({
    OIDC_ISSUER: "https://id.example/linli",
    PASSPORT_PRIVATE_KEY: JSON.stringify(key),
    SUBGRAPH_URLS: '{"people":"http://people:4001/graphql"}',
    SUBGRAPH_TIMEOUTS: '{"people":1000}',
    NODE_ENV: "production",
  });
  expect(config).toMatchObject({
    signIn: { issuer: "https://id.example/linli", audience: "linli", passportKey: key },
    serviceUrls: { people: "http://people:4001/graphql" },
    timeoutsMs: { people: 1000 },
    introspection: "analysts",
    rememberDocumentsFor: "signed-in",
  });
});

test.each([
  ["PORT", { PORT: "http" }],
  ["SUBGRAPH_URLS", { SUBGRAPH_URLS: "people=http://people" }],
  ["SUBGRAPH_URLS", { SUBGRAPH_URLS: '{"people":"people:4001"}' }],
  ["SUBGRAPH_TIMEOUT_MS", { SUBGRAPH_TIMEOUT_MS: "0" }],
  ["RELOAD_POLL_MS", { RELOAD_POLL_MS: "0" }],
  ["WORKERS", { WORKERS: "none" }],
  ["PATIENCE", { PATIENCE: '{"headersMs":"1s"}' }],
  ["AD_HOC", { AD_HOC: '{"cost":0}' }],
  ["INTROSPECTION", { INTROSPECTION: "nobody" }],
  ["OIDC_ISSUER", { OIDC_ISSUER: "identity" }],
  ["PASSPORT_PRIVATE_KEY", { OIDC_ISSUER: "https://id.example" }],
  ["PASSPORT_PRIVATE_KEY", { OIDC_ISSUER: "https://id.example", PASSPORT_PRIVATE_KEY: '{"kty":"RSA"}' }],
])("a bad value stops the start by name: %s", (name, env) => {
  expect(() => readConfig(env)).toThrow(new RegExp(`Bad configuration(.|\n)*${name}`));
});
