import { connect, migrate, type Connection, type Database } from "@linli/database";
import {
  consume,
  NotDelivered,
  type Projection,
  type Relay,
  startRelay,
  type Transport,
} from "@linli/events";
import type { Clock } from "@linli/kernel";
import { type Bearer, passportVerifier } from "@linli/passport";
import type { AnyRelations } from "drizzle-orm";
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { JWK } from "jose";
import type { SubgraphContext } from "./context.ts";
import { type FindForgotten, forgottenPersons } from "./forgotten.ts";
import { createServer } from "./server.ts";

/** What makes a service: its schema, its tables, what it listens to. How it is run is the same for all. */
export type ServiceDefinition<Relations extends AnyRelations, Extra extends object = object> = {
  name: string;
  schema: GraphQLSchema;
  relations: Relations;
  migrations: URL;
  /** What events from other services change here. */
  projections: readonly Projection[];
  /** What its context holds beyond the common part. */
  context: Extra;
  /** What has to be done before an answer leaves: where it fails, the answer is withheld. */
  beforeAnswer?(context: SubgraphContext<Relations> & Extra): Promise<void>;
  /** Who has deleted their account of late: passports from before then are nobody's any more. */
  forgotten?: FindForgotten;
  /** Doors beside the graph, for the gateway alone. */
  routes?(app: FastifyInstance, tools: ServiceTools<Relations>): void;
};

type ServiceTools<Relations extends AnyRelations> = {
  db: Database<Relations>;
  now: Clock;
  /** The bearer of the passport that a request shows. */
  bearerOf(headers: Record<string, unknown>): Bearer;
};

export type ServiceOptions = {
  databaseUrl: string;
  /** The public key by which the gateway's passports are verified. */
  passportKey: JWK;
  /** Carries events between services; without one (null) they wait in the outbox. */
  transport: Transport | null;
  logger: Logger;
  now?: Clock;
  onQuery?: ((sql: string, params: unknown[]) => void) | undefined;
  /** Whether the database is as the migrations have it: a copy of one that was migrated. */
  isMigrated?: boolean;
};

export type Service<Relations extends AnyRelations> = {
  name: string;
  app: FastifyInstance;
  connection: Connection<Relations>;
  /** Null where there is no transport. */
  relay: Relay | null;
  /** Starts to answer; resolves with the address. */
  listen(port: number, host?: string): Promise<string>;
  /** Finishes what is under way, then lets go of everything. */
  stop(): Promise<void>;
};

/** Brings a service up: migrates its database, subscribes to events, relays its own, and prepares its server. */
export async function createService<Relations extends AnyRelations, Extra extends object>(
  definition: ServiceDefinition<Relations, Extra>,
  {
    databaseUrl,
    passportKey,
    transport,
    logger,
    now = () => new Date(),
    onQuery,
    isMigrated,
  }: ServiceOptions,
): Promise<Service<Relations>> {
  const { name, schema, relations, migrations, context, routes, beforeAnswer } = definition;
  const log = logger.child({ service: name });
  if (!isMigrated) await migrate(databaseUrl, migrations);

  const connection = connect({
    url: databaseUrl,
    relations,
    onQuery,
    onError: (error) => log.warn({ reason: error.message }, "a database connection broke"),
  });
  const { db } = connection;
  // Events have connections of their own: the rush at the till does not hold them up, nor they the till.
  const events = connect({ url: databaseUrl, relations: {}, max: 3 });
  const verify = passportVerifier(passportKey);
  const forgotten = definition.forgotten && forgottenPersons(events.db, definition.forgotten, now);
  const projections = forgotten ? forgotten.toldBy(definition.projections) : definition.projections;
  const bearerOf = (headers: Record<string, unknown>) => verify(asText(headers["linli-passport"]), now());

  let relay: Relay | null = null;
  if (transport) {
    consume(name, events.db, transport, projections, now);
    relay = startRelay({
      db: events.db,
      transport,
      onError: (error) =>
        log.error({ reason: reasonOf(error) }, "events wait in the outbox and will be sent again"),
    });
  }

  const app = await createServer({
    schema,
    logger: log,
    ready: () => connection.ping(),
    beforeAnswer,
    context: async (request): Promise<SubgraphContext<Relations> & Extra> => {
      const bearer = bearerOf(request.headers);
      const shown = bearer === "gateway" ? null : bearer;
      const isGone = shown !== null && (await forgotten?.includes(shown.person)) === true;
      const [viewer, formerViewer] = isGone ? [null, shown] : [shown, null];
      const address = asText(request.headers["linli-address"]);
      return { ...context, db, now, viewer, formerViewer, requestId: request.id, address };
    },
  });
  routes?.(app, { db, now, bearerOf });

  return {
    name,
    app,
    connection,
    relay,
    listen: (port, host = "127.0.0.1") => app.listen({ port, host }),
    async stop() {
      await app.close();
      await relay?.stop();
      await events.close();
      await connection.close();
    },
  };
}

const asText = (header: unknown) => (typeof header === "string" ? header : undefined);

/** What is behind a failure, in a line. drizzle's own message is left out: it holds a statement's parameters. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error instanceof NotDelivered) return `${error.message}: ${reasonOf(error.cause)}`;
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return `${error.name}: ${error.message.split("\n")[0]}`;
}
