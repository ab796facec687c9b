import { join, parse, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { json, readEnvironment } from "@linli/process";
import { z } from "zod";
import { defaultBudgets } from "./limits/budgets.ts";

const committedSupergraph = fileURLToPath(
  new URL("../../../packages/supergraph/supergraph.graphql", import.meta.url),
);

const port = z.coerce.number().int().min(0).max(65_535);
const milliseconds = z.coerce.number().int().positive();
const url = z.url({ protocol: /^https?$/ });
const privateKey = z.looseObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string(),
  d: z.string(),
});

const amount = z.int().positive();
const limits = z.strictObject({
  depth: amount,
  fields: amount,
  aliases: amount,
  rootFields: amount,
  directives: amount,
  listItems: amount,
  variableDepth: amount,
  cost: amount,
});

const environment = z
  .object({
    PORT: port.default(4000),
    HOST: z.string().min(1).default("127.0.0.1"),
    SUPERGRAPH: z.string().min(1).default(committedSupergraph),
    SUBGRAPH_URLS: json(z.record(z.string(), url)).default({}),
    SUBGRAPH_URLS_FILE: z.string().min(1).optional(),
    RELOAD_POLL_MS: milliseconds.default(5_000),
    SUBGRAPH_TIMEOUT_MS: milliseconds.default(5_000),
    SUBGRAPH_TIMEOUTS: json(z.record(z.string(), milliseconds)).default({}),
    PATIENCE: json(
      z.strictObject({ headersMs: amount, requestMs: amount, checkMs: amount }).partial(),
    ).default({}),
    LIMITS: json(limits.partial()).default({}),
    VIEWER_POINTS: z.coerce.number().int().positive().default(defaultBudgets.viewerPoints),
    ADDRESS_POINTS: z.coerce.number().int().positive().default(defaultBudgets.addressPoints),
    METRICS_PORT: port.optional(),
    CAPACITY: json(z.strictObject({ inFlight: amount, eventLoopDelayMs: amount }).partial()).default({}),
    REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
    OIDC_ISSUER: url.optional(),
    OIDC_ISSUER_NAME: z.string().min(1).optional(),
    OIDC_AUDIENCE: z.string().min(1).default("linli"),
    PASSPORT_PRIVATE_KEY: json(privateKey).optional(),
    PEOPLE_URL: url.optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
    TRUSTED_DOCUMENTS: z.string().min(1).optional(),
    AD_HOC: json(z.strictObject({ cost: amount, timeoutMs: amount }).partial()).default({}),
    USAGE_FILE: z.string().min(1).optional(),
    EXPLORER: z.enum(["on", "off"]).default("on"),
    EXPLORER_CLIENT: z.string().min(1).default("linli-explorer"),
    WORKERS: z.coerce.number().int().min(1).max(64).default(1),
    /** Which of several workers this process is; the one that starts them sets it. */
    WORKER: z.string().optional(),
    INTROSPECTION: z.enum(["everybody", "analysts"]).optional(),
    NODE_ENV: z.string().default("development"),
    INIT_CWD: z.string().default(process.cwd()),
  })
  .refine(({ OIDC_ISSUER, PASSPORT_PRIVATE_KEY }) => !OIDC_ISSUER === !PASSPORT_PRIVATE_KEY, {
    path: ["PASSPORT_PRIVATE_KEY"],
    message: "OIDC_ISSUER and PASSPORT_PRIVATE_KEY go together: services believe only a signed passport",
  });

/** Reads the environment once, at startup; a bad value stops the process by name. */
export function readConfig(env: NodeJS.ProcessEnv) {
  const values = readEnvironment(environment, env);
  const {
    OIDC_ISSUER: issuer,
    OIDC_ISSUER_NAME: issuerName,
    OIDC_AUDIENCE: audience,
    PASSPORT_PRIVATE_KEY: passportKey,
    PEOPLE_URL: peopleUrl,
  } = values;
  return {
    port: values.PORT,
    host: values.HOST,
    // A package script runs in the package's folder; a relative path is meant from where the user stands.
    files: {
      supergraph: resolve(values.INIT_CWD, values.SUPERGRAPH),
      serviceUrlsFile: values.SUBGRAPH_URLS_FILE && resolve(values.INIT_CWD, values.SUBGRAPH_URLS_FILE),
      trustedDocumentsFile: values.TRUSTED_DOCUMENTS && resolve(values.INIT_CWD, values.TRUSTED_DOCUMENTS),
    },
    reloadPollMs: values.RELOAD_POLL_MS,
    serviceUrls: values.SUBGRAPH_URLS,
    timeoutMs: values.SUBGRAPH_TIMEOUT_MS,
    timeoutsMs: values.SUBGRAPH_TIMEOUTS,
    metricsPort: values.METRICS_PORT,
    capacity: values.CAPACITY,
    patience: values.PATIENCE,
    limits: values.LIMITS,
    budgets: {
      viewerPoints: values.VIEWER_POINTS,
      addressPoints: values.ADDRESS_POINTS,
      redisUrl: values.REDIS_URL,
    },
    signIn: issuer && passportKey ? { issuer, issuerName, audience, passportKey, peopleUrl } : undefined,
    adHoc: values.AD_HOC,
    rememberDocumentsFor: values.NODE_ENV === "production" ? ("signed-in" as const) : ("everybody" as const),
    // Each worker counts for itself: usage.json, usage.2.json, …
    usageFile: values.USAGE_FILE && numbered(resolve(values.INIT_CWD, values.USAGE_FILE), values.WORKER),
    workers: values.WORKERS,
    explorer:
      values.EXPLORER === "on"
        ? {
            path: "/explorer",
            signIn: issuer === undefined ? undefined : { issuer, clientId: values.EXPLORER_CLIENT },
          }
        : undefined,
    introspection: values.INTROSPECTION ?? (values.NODE_ENV === "production" ? "analysts" : "everybody"),
    tracesTo: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    logLevel: values.LOG_LEVEL,
  };
}

/** The path of the first worker, or of none; with their numbers before the ending those of the others. */
function numbered(path: string, worker = "1"): string {
  const { dir, name, ext } = parse(path);
  return worker === "1" ? path : join(dir, `${name}.${worker}${ext}`);
}

/** The gateway library reports its use to its vendor, and has no other switch. */
export function withoutVendorTelemetry() {
  process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
}
