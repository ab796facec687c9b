import { json, readEnvironment } from "@linli/process";
import { z } from "zod";
import { clientMetadata } from "./clients.ts";

const port = z.coerce.number().int().min(1).max(65_535);
const issuer = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, ""));

const privateKey = z.looseObject({
  kty: z.string(),
  kid: z.string(),
  alg: z.literal("ES256"),
  d: z.string(),
});

const environment = z.object({
  NODE_ENV: z.string().default("development"),
  PORT: port.default(4010),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  ISSUER: issuer.optional(),
  CLIENTS: json(z.array(clientMetadata).min(1)).optional(),
  IDENTITY_JWKS: json(z.object({ keys: z.array(privateKey).min(1) })).optional(),
  COOKIE_KEYS: z
    .string()
    .transform((keys) => keys.split(","))
    .pipe(z.array(z.string().min(32, "each key has 32 characters or more")))
    .optional(),
});

const tokenEnvironment = z.object({ PORT: port.default(4000), ISSUER: issuer.optional() });

const needed = ["ISSUER", "CLIENTS", "IDENTITY_JWKS", "COOKIE_KEYS"] as const;

/** Of the provider when it runs alone. Under production nothing is invented: what is missing stops the start by name. */
export function readConfig(env: NodeJS.ProcessEnv) {
  const { NODE_ENV, PORT, LOG_LEVEL, ISSUER, CLIENTS, IDENTITY_JWKS, COOKIE_KEYS } = readEnvironment(
    environment,
    env,
  );
  const production = NODE_ENV === "production";
  const missing = needed.filter((name) => !env[name]);
  if (production && missing.length > 0) {
    throw new Error(
      `Under NODE_ENV=production the identity provider needs ${missing.join(", ")}: see its README.`,
    );
  }
  return {
    production,
    port: PORT,
    logLevel: LOG_LEVEL,
    issuer: ISSUER ?? `http://localhost:${PORT}`,
    clients: CLIENTS ?? [],
    jwks: IDENTITY_JWKS,
    cookieKeys: COOKIE_KEYS,
  };
}

/** Of the `token` verb: where the running platform's identity is. */
export function readTokenConfig(env: NodeJS.ProcessEnv) {
  const { PORT, ISSUER } = readEnvironment(tokenEnvironment, env);
  return { issuer: ISSUER ?? `http://localhost:${PORT}/identity` };
}
