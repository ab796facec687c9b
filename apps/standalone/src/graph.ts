import { readFile } from "node:fs/promises";
import { demoIssuer } from "@linli/demo-world";
import { inProcessTransport } from "@linli/events";
import { explorer } from "@linli/explorer";
import { createGateway } from "@linli/gateway";
import { createIdentity, demoAccounts, demoClients, demoPersonas } from "@linli/identity";
import type { Clock } from "@linli/kernel";

import type { Logger } from "pino";
import { layOutDemoWorld } from "./demo-world.ts";
import { servicePort } from "./ports.ts";
import type { Secrets } from "./secrets.ts";
import { type ServiceName, serviceNames } from "./service-names.ts";
import { type RunningService, startersOf } from "./services.ts";

const supergraph = new URL("../../../packages/supergraph/supergraph.graphql", import.meta.url);
/** Milliseconds that requests under way may take when all is stopped. */
const stopDeadline = 5_000;

export type GraphOptions = {
  /** The gateway's, on 127.0.0.1; the services take the next ones. */
  port: number;
  databaseUrl(service: ServiceName): string;
  secrets: Secrets;
  logger: Logger;
  /** Told how far the start is, in lines for people. */
  report: (line: string) => void;
  /** Gives up between two steps of the start. */
  signal?: AbortSignal | undefined;
  /** Told each statement of a service's requests before it runs. */
  onQuery?: ((service: ServiceName, sql: string) => void) | undefined;
  now?: Clock | undefined;
};

export type Graph = {
  /** The gateway's address. */
  url: string;
  /** Of identity. */
  issuer: string;
  services: Readonly<Record<ServiceName, RunningService>>;
  /** Lets requests under way end, then stops the gateway and after it the services. */
  stop(): Promise<void>;
};

/** Starts the services with their demo world, identity and, when all is there, the gateway: in this process. */
export async function startGraph(options: GraphOptions): Promise<Graph> {
  const { port, secrets, logger, report, signal, now = () => new Date() } = options;
  await using starting = new AsyncDisposableStack();

  const services = await startServices(options, now, starting);
  await layOutDemoWorld(services, report, signal);
  for (const name of serviceNames) await services[name].listen(servicePort(port, name));

  const url = `http://localhost:${port}`;
  const issuer = `${url}/identity`;
  const identity = createIdentity({
    ...secrets.identity,
    issuer,
    clients: demoClients(issuer),
    accounts: demoAccounts,
    personas: demoPersonas,
    logger: logger.child({ service: "identity" }),
  });
  const gateway = await createGateway({
    supergraphSdl: await readFile(supergraph, "utf8"),
    serviceUrls: Object.fromEntries(
      serviceNames.map((name) => [name, `http://127.0.0.1:${servicePort(port, name)}/graphql`]),
    ),
    // The issuer's url changes with the port, the accounts do not.
    signIn: { issuer, issuerName: demoIssuer, audience: "linli", passportKey: secrets.passport.private },
    mounts: {
      "/identity": identity.listener,
      "/explorer": explorer({ path: "/explorer", signIn: { issuer, clientId: "linli-explorer" } }),
    },
    // One process for all: who comes at once waits rather than to be turned away.
    capacity: { inFlight: 1_000 },
    logger: logger.child({ service: "gateway" }),
    now,
  });
  starting.defer(() => gateway.stop(stopDeadline));
  signal?.throwIfAborted();
  await gateway.listen({ port });

  const started = starting.move();
  return { url, issuer, services, stop: () => started.disposeAsync() };
}

async function startServices(
  { databaseUrl, secrets, logger, signal, onQuery }: GraphOptions,
  now: Clock,
  starting: AsyncDisposableStack,
): Promise<Record<ServiceName, RunningService>> {
  const transport = inProcessTransport(serviceNames);
  const starters = startersOf(secrets);
  const start = async (name: ServiceName) => {
    const service = await starters[name]({
      databaseUrl: databaseUrl(name),
      passportKey: secrets.passport.public,
      transport,
      logger,
      now,
      onQuery: onQuery && ((sql) => onQuery(name, sql)),
    });
    starting.defer(() => service.stop());
    return service;
  };
  const starts = [start("people"), start("projects"), start("merchants"), start("meetings")] as const;
  // If one fails, the others first come so far that they can be stopped.
  await Promise.allSettled(starts);
  const [people, projects, merchants, meetings] = await Promise.all(starts);
  signal?.throwIfAborted();
  return { people, projects, merchants, meetings };
}
