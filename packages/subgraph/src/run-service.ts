import type { AnyRelations } from "drizzle-orm";
import { json, readEnvironment, stopOnSignal } from "@linli/process";
import { startTracing } from "@linli/tracing";
import { pino } from "pino";
import { z } from "zod";
import { createService, type ServiceDefinition } from "./service.ts";

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  PORT: z.coerce.number().int().min(0).max(65_535),
  HOST: z.string().default("127.0.0.1"),
  /** A JSON Web Key; the gateway signs with its private half. */
  PASSPORT_PUBLIC_KEY: json(
    z.looseObject({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string() }),
  ),
  /** Where traces go (OTLP over HTTP). */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

type ServiceConfig = z.infer<typeof environment>;

/**
 * Reads the environment of a service that runs on its own, with what this service needs beyond the others; a bad
 * value stops the start by its name.
 */
export function readServiceConfig<Own extends z.ZodRawShape>(
  env: NodeJS.ProcessEnv,
  defaultPort: number,
  own: Own,
) {
  return readEnvironment(environment.extend(own), { PORT: String(defaultPort), ...env });
}

/** Runs one service in a process of its own until it is told to stop. */
export async function runService<Relations extends AnyRelations, Extra extends object>(
  definition: ServiceDefinition<Relations, Extra>,
  { DATABASE_URL, PORT, HOST, PASSPORT_PUBLIC_KEY, OTEL_EXPORTER_OTLP_ENDPOINT, LOG_LEVEL }: ServiceConfig,
): Promise<void> {
  const logger = pino({ level: LOG_LEVEL });
  const tracing = await startTracing(definition.name, OTEL_EXPORTER_OTLP_ENDPOINT);
  const service = await createService(definition, {
    databaseUrl: DATABASE_URL,
    passportKey: PASSPORT_PUBLIC_KEY,
    transport: null,
    logger,
  });
  const address = await service.listen(PORT, HOST);
  logger.info({ service: definition.name, address }, "ready; without a transport, events wait in the outbox");
  stopOnSignal(async () => {
    await service.stop();
    await tracing.stop();
  }, logger);
}
