import type { RequestListener } from "node:http";
import fastifyApollo from "@as-integrations/fastify";
import type { Clock } from "@linli/kernel";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { createGraph } from "./graph.ts";
import { createHttp } from "./http.ts";
import { mount } from "./mounts.ts";
import type { RequestContext } from "./request-context.ts";
import { ServiceClient } from "./services/service-client.ts";
import { servicesOf } from "./services/services-of.ts";
import { createSignIn, nobodySignsIn, type SignInOptions } from "./sign-in/sign-in.ts";

export type GatewayOptions = {
  supergraphSdl: string;
  /** Urls of services in place of the supergraph's, by name. */
  serviceUrls?: Readonly<Record<string, string>>;
  /** How long a service may take to answer (5000), and how long this or that one may. */
  timeoutMs?: number;
  timeoutsMs?: Readonly<Record<string, number>>;
  /** Without it every caller is a visitor. `peopleUrl` is the origin of the service `people` unless given. */
  signIn?: Pick<SignInOptions, "issuer" | "issuerName" | "audience" | "passportKey"> & {
    peopleUrl?: string | undefined;
  };
  /** Whether clients may read the schema from the graph (yes). */
  introspection?: boolean;
  /** Other listeners on the same port, by path prefix (`/identity`); they get requests whole, the prefix included. */
  mounts?: Readonly<Record<string, RequestListener>>;
  logger: Logger;
  now?: Clock;
};

export type Gateway = {
  app: FastifyInstance;
  /** Listens, and gives the address. */
  listen: (at: { port: number; host?: string }) => Promise<string>;
  /** Takes no more requests, lets those under way end for at most `deadlineMs` (10 000), and closes everything. */
  stop: (deadlineMs?: number) => Promise<void>;
};

export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { supergraphSdl, introspection = true, mounts = {}, logger } = options;
  const urls = serviceUrls(options);
  const timeoutOf = (name: string) => options.timeoutsMs?.[name] ?? options.timeoutMs ?? 5_000;
  const services = new Map(
    Array.from(urls, ([name, url]) => [name, new ServiceClient({ name, url, timeoutMs: timeoutOf(name) })]),
  );
  const signIn = options.signIn
    ? await createSignIn({
        ...options.signIn,
        peopleUrl: options.signIn.peopleUrl ?? originOfPeople(urls),
        timeoutMs: timeoutOf("people"),
        now: options.now ?? (() => new Date()),
      })
    : nobodySignsIn;
  const graph = await createGraph({ supergraphSdl, services, introspection, logger });
  const app = createHttp(logger, services.values().toArray());

  await app.register(async (scope) => {
    const passports = new WeakMap<FastifyRequest, string | undefined>();
    // Before the body is read: who shows a bad token costs no more than that.
    scope.addHook("onRequest", async (request) => {
      passports.set(request, await signIn.passportFor(request.headers.authorization, request.id));
    });
    await scope.register(fastifyApollo(graph), {
      context: async (request): Promise<RequestContext> => ({
        requestId: request.id,
        passport: passports.get(request),
        log: request.log,
        failedServices: new Set(),
      }),
    });
  });
  for (const [prefix, listener] of Object.entries(mounts)) await mount(app, prefix, listener);
  await app.ready();

  return {
    app,
    listen: ({ port, host = "127.0.0.1" }) => app.listen({ port, host }),
    async stop(deadlineMs = 10_000) {
      const deadline = setTimeout(() => app.server.closeAllConnections(), deadlineMs);
      await app.close();
      clearTimeout(deadline);
      await graph.stop();
      await Promise.all([signIn.stop(), ...Array.from(services.values(), (service) => service.close())]);
    },
  };
}

function serviceUrls({
  supergraphSdl,
  serviceUrls: given = {},
  timeoutsMs = {},
}: GatewayOptions): Map<string, string> {
  const urls = servicesOf(supergraphSdl);
  for (const name of [...Object.keys(given), ...Object.keys(timeoutsMs)]) {
    if (!urls.has(name))
      throw new Error(`A url or timeout is set for "${name}", which is no service of the supergraph.`);
  }
  for (const [name, url] of Object.entries(given)) urls.set(name, url);
  for (const [name, url] of urls) {
    if (!URL.canParse(url))
      throw new Error(`The supergraph gives no url for the service "${name}": set SUBGRAPH_URLS.`);
  }
  return urls;
}

function originOfPeople(urls: ReadonlyMap<string, string>): string {
  const url = urls.get("people");
  if (!url)
    throw new Error(
      'Sign-in asks people who a caller is, and the supergraph has no "people": set PEOPLE_URL.',
    );
  return new URL(url).origin;
}
