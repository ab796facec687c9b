import { connect, type Database, migrate } from "@linli/database";
import { inProcessTransport, type EventRecord } from "@linli/events";
import { type Clock, uuidv7 } from "@linli/kernel";
import { type Bearer, createPassportKeys, passportIssuer, type Viewer } from "@linli/passport";
import { createService, type ServiceDefinition } from "@linli/subgraph";
import type { AnyRelations } from "drizzle-orm";
import type { FastifyInstance } from "fastify";
import { onTestFinished } from "vitest";
import { keepForSearch, runLogger } from "./run-log.ts";
import { createTestDatabase } from "./test-database.ts";

export type Result = {
  // A test names the fields it asked for; their types are what it checks.
  // oxlint-disable-next-line typescript/no-explicit-any
  data?: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[];
};

export type ServiceHarness<Relations extends AnyRelations> = {
  db: Database<Relations>;
  app: FastifyInstance;
  /** The statements that requests ran, in order; empty it with `queries.length = 0`. */
  queries: string[];
  /** Asks the service as the gateway would for this viewer; without one, as a visitor. */
  execute(document: string, variables?: object, viewer?: Viewer | null): Promise<Result>;
  /** A signed passport for a bearer. */
  passport(bearer: Bearer): string;
  /** Hands the service an event, as another service would. */
  deliver(event: Pick<EventRecord, "name" | "payload">): Promise<void>;
};

export type HarnessOptions<Relations extends AnyRelations> = {
  now?: Clock;
  /** What is in the database from the start: laid out once a run, so that it is the same for all who name it so. */
  world?: { name: string; layOut(db: Database<Relations>): Promise<void> };
};

/** A service over a fresh database on the run's PostgreSQL, asked over HTTP with real passports; gone after the test. */
export async function createServiceHarness<Relations extends AnyRelations, Extra extends object>(
  definition: ServiceDefinition<Relations, Extra>,
  options: HarnessOptions<Relations> = {},
): Promise<ServiceHarness<Relations>> {
  const { stop, ...harness } = await startServiceHarness(definition, options);
  onTestFinished(stop);
  return harness;
}

/** The same for all tests of a file, which only read: to be stopped by who started it. */
export async function startServiceHarness<Relations extends AnyRelations, Extra extends object>(
  definition: ServiceDefinition<Relations, Extra>,
  { now = () => new Date(), world }: HarnessOptions<Relations> = {},
): Promise<ServiceHarness<Relations> & { stop(): Promise<void> }> {
  const { name, migrations, relations } = definition;
  const database = await createTestDatabase({
    name: world ? `${name}_${world.name}` : name,
    async migrate(url) {
      await migrate(url, migrations);
      if (!world) return;
      const connection = connect({ url, relations });
      await world.layOut(connection.db).finally(() => connection.close());
    },
  });
  const keys = await createPassportKeys();
  const passport = passportIssuer(keys.private);
  const queries: string[] = [];
  const transport = inProcessTransport();
  const service = await createService(definition, {
    databaseUrl: database.url,
    passportKey: keys.public,
    transport,
    logger: runLogger(),
    now,
    onQuery: (sql) => queries.push(sql),
    isMigrated: true,
  });

  return {
    async stop() {
      await service.stop();
      await database.drop();
    },
    db: service.connection.db,
    app: service.app,
    queries,
    passport: (bearer) => passport(bearer, now()),
    async execute(query, variables = {}, viewer = null) {
      const response = await service.app.inject({
        method: "POST",
        url: "/graphql",
        headers: viewer ? { "linli-passport": passport(viewer, now()) } : {},
        payload: { query, variables },
      });
      const result = response.json<Result>();
      keepForSearch(result.errors);
      return result;
    },
    deliver: (event) =>
      transport.deliver(definition.name, {
        id: uuidv7(),
        actor: null,
        role: null,
        scope: null,
        requestId: null,
        at: now(),
        ...event,
      }),
  };
}
