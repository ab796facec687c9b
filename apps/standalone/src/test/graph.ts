import { once } from "node:events";
import type { Clock } from "@linli/kernel";
import { createTestDatabase, freePorts, runLogger, type TestDatabase } from "@linli/testing";
import { type Graph, startGraph } from "../graph.ts";
import { servicePort } from "../ports.ts";
import { createSecrets, type Secrets } from "../secrets.ts";
import { type ServiceName, serviceNames } from "../service-names.ts";
import { type Client, client } from "./client.ts";

export type TestGraph = Graph &
  Client & {
    secrets: Secrets;
    databaseUrl(service: ServiceName): string;
    /** What each service's requests have done since the last `forget`: statements, in order, and HTTP requests. */
    queries: Record<ServiceName, string[]>;
    requests: Record<ServiceName, number>;
    forget(): void;
    /** Takes a service off the network, and puts it back. */
    disconnect(service: ServiceName): Promise<void>;
    reconnect(service: ServiceName): Promise<void>;
  };

const ofEach = <Value>(value: (name: ServiceName) => Value) =>
  Object.fromEntries(serviceNames.map((name) => [name, value(name)])) as Record<ServiceName, Value>;

/** The whole graph with its demo world in this process, over fresh databases of the run's PostgreSQL. Stop it in the end. */
export async function startTestGraph({ now }: { now?: Clock } = {}): Promise<TestGraph> {
  await using starting = new AsyncDisposableStack();
  const databases = new Map<ServiceName, TestDatabase>();
  for (const name of serviceNames) {
    // Empty: a service migrates when it starts.
    const database = await createTestDatabase({ name: `graph_${name}`, migrate: async () => {} });
    starting.defer(() => database.drop());
    databases.set(name, database);
  }
  const databaseUrl = (name: ServiceName) => databases.get(name)!.url;
  const secrets = await createSecrets();
  const port = await freePorts(serviceNames.length + 1);
  const queries = ofEach<string[]>(() => []);
  const requests = ofEach(() => 0);

  const graph = await startGraph({
    port,
    databaseUrl,
    secrets,
    logger: runLogger(),
    report: () => {},
    onQuery: (name, sql) => void queries[name].push(sql),
    now,
  });
  starting.defer(() => graph.stop());
  for (const name of serviceNames) {
    graph.services[name].app.server.on("request", () => void requests[name]++);
  }

  const started = starting.move();
  return {
    ...graph,
    ...client(graph),
    secrets,
    databaseUrl,
    queries,
    requests,
    forget() {
      Object.assign(
        queries,
        ofEach(() => []),
      );
      Object.assign(
        requests,
        ofEach(() => 0),
      );
    },
    async disconnect(name) {
      const { server } = graph.services[name].app;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
    async reconnect(name) {
      const { server } = graph.services[name].app;
      server.listen(servicePort(port, name), "127.0.0.1");
      await once(server, "listening");
    },
    stop: () => started.disposeAsync(),
  };
}
