import type { RequestListener } from "node:http";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { Clock } from "@linli/kernel";
import { fromHeaders, inSpan } from "@linli/tracing";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import type { Logger } from "pino";
import {
  type AdHocLimits,
  type Admitted,
  defaultAdHocLimits,
  documentsAdmitted,
  keepAnswers,
} from "./documents/admit-documents.ts";
import { sendBytes } from "./execution/send-bytes.ts";
import { createGraph, type Graph, parseOptions } from "./graph.ts";
import { createHttp, type Patience } from "./http.ts";
import type { Readers } from "./introspection/introspection.ts";
import { type BudgetOptions, createBudgets, defaultBudgets } from "./limits/budgets.ts";
import { limitDocuments } from "./limits/limit-documents.ts";
import { defaultLimits, type Limits } from "./limits/limits.ts";
import { createMetrics, type Metrics } from "./metrics/metrics.ts";
import { nameSpans } from "./metrics/name-spans.ts";
import { mount } from "./mounts.ts";
import { type Capacity, refuseOverload } from "./overload.ts";
import type { Sources } from "./reload/sources.ts";
import { succession } from "./reload/succession.ts";
import type { RequestContext } from "./request-context.ts";
import type { ResilienceOptions } from "./services/resilience.ts";
import type { ServiceClient } from "./services/service-client.ts";
import { ServiceClients } from "./services/service-clients.ts";
import { servicesOf } from "./services/services-of.ts";
import { type Caller, createSignIn, nobodySignsIn, type SignInOptions } from "./sign-in/sign-in.ts";
import { Turns } from "./turns.ts";
import { createUsage, type Usage } from "./usage/usage.ts";

export type GatewayOptions = Sources & {
  /** How long a service may take to answer (5000), and how long this or that one may. */
  timeoutMs?: number;
  timeoutsMs?: Readonly<Record<string, number>>;
  /** Without it every caller is a visitor. `peopleUrl` is the origin of the service `people` unless given. */
  signIn?: Pick<SignInOptions, "issuer" | "issuerName" | "audience" | "passportKey"> & {
    peopleUrl?: string | undefined;
  };
  /** What one operation may be at most, where it differs from the defaults. */
  limits?: Partial<Limits>;
  /** What a caller may spend in a minute, where it differs from the defaults. */
  budgets?: Partial<BudgetOptions>;
  /** What a query of an analyst may cost and how long it may take, where that differs from the defaults. */
  adHoc?: Partial<AdHocLimits>;
  /** Who may have documents remembered by their hash, where none are trusted (everybody). */
  rememberDocumentsFor?: "everybody" | "signed-in";
  /** How long a client may take over a request, where it differs from the defaults. */
  patience?: Partial<Patience>;
  /** When an ill service is left alone, where it differs from the defaults. */
  resilience?: ResilienceOptions;
  /** What this process takes on before it turns requests away, where it differs from the defaults. */
  capacity?: Partial<Capacity>;
  /** Who may read the schema from the graph (everybody). */
  introspection?: Readers;
  /** Other listeners on the same port, by path prefix (`/identity`); they get requests whole, the prefix included. */
  mounts?: Readonly<Record<string, RequestListener>>;
  logger: Logger;
  now?: Clock;
};

export type Gateway = {
  app: FastifyInstance;
  /** Which operations clients asked, and how often. */
  usage: Pick<Usage, "add" | "operations">;
  metrics: Pick<Metrics, "share" | "text">;
  /** Listens, and gives the address. */
  listen: (at: { port: number; host?: string }) => Promise<string>;
  /**
   * Serves what has changed from now on; what is under way ends as it began. Rejects with the reason, and changes nothing,
   * where that cannot be served.
   */
  reload: (changed: Partial<Sources>) => Promise<void>;
  /** Takes no more requests, lets those under way end for at most `deadlineMs` (10 000), and closes everything. */
  stop: (deadlineMs?: number) => Promise<void>;
};

/** A supergraph that is served, with all that goes with it. */
type Version = {
  services: readonly ServiceClient[];
  trusted: Sources["trustedDocuments"];
  /** Where people says who a caller is; undefined where nobody can sign in. */
  viewers: ServiceClient | undefined;
  recent: Graph["recent"];
  answer: RouteHandlerMethod;
  stop: () => Promise<void>;
};

export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { introspection = "everybody", mounts = {}, logger } = options;
  const metrics = createMetrics(() =>
    versions.current.services.map(({ name, isLeftAlone }) => [name, isLeftAlone]),
  );
  const app = createHttp(logger, () => versions.current.services, options.patience);
  metrics.observeHttp(app);
  const turns = new Turns(app.server);
  const clients = new ServiceClients((name) => ({
    turns,
    timeoutMs: options.timeoutsMs?.[name] ?? options.timeoutMs ?? 5_000,
    observe: metrics.observeService,
    ...options.resilience,
  }));
  const now = options.now ?? (() => new Date());
  const usage = createUsage(now);
  const limits = { ...defaultLimits, ...options.limits };
  const budgets = createBudgets({ ...defaultBudgets, ...options.budgets });
  const callers = new WeakMap<FastifyRequest, Caller>();
  const admitted = new WeakMap<FastifyRequest, Admitted>();

  const context = async (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => {
    const { passport, subject, viewer } = callers.get(request)!;
    const admission = admitted.get(request)!;
    const left = leftSignal(reply);
    return {
      requestId: request.id,
      passport,
      address: request.ip,
      viewer,
      admitted: admission,
      left: admission.adHoc ? AbortSignal.any([left, admission.adHoc.deadline]) : left,
      budget: budgets.of({ subject, address: request.ip }),
      log: request.log,
      failedServices: new Set(),
    };
  };

  async function load(sources: Sources, before?: Version): Promise<Version> {
    const urls = serviceUrls(sources, options.timeoutsMs);
    const services = new Map(Array.from(urls, ([name, url]) => [name, clients.hold(name, url)]));
    const viewers =
      options.signIn && clients.hold("people", viewersUrl(options.signIn.peopleUrl ?? originOfPeople(urls)));
    const release = async () => {
      const held = viewers ? [...services.values(), viewers] : [...services.values()];
      await Promise.all(held.map((client) => clients.release(client)));
    };
    try {
      const { supergraphSdl, trustedDocuments: trusted } = sources;
      const graph = await createGraph({
        supergraphSdl,
        services,
        introspection,
        limits,
        plugins: [metrics.plugin, usage.plugin, nameSpans],
        logger,
      });
      const known = [...(trusted?.values() ?? []), ...(before?.recent() ?? [])];
      const unfit = new Set(await graph.prepare(known));
      const misfits = Array.from(trusted ?? [], ([id, text]) => (unfit.has(text) ? id : [])).flat();
      if (misfits.length > 0)
        logger.warn({ documents: misfits }, "Trusted documents do not fit the supergraph");
      return {
        services: [...services.values()],
        trusted,
        viewers,
        recent: graph.recent,
        answer: fastifyApolloHandler(graph.apollo, { context }),
        stop: async () => {
          await graph.apollo.stop();
          await release();
        },
      };
    } catch (error) {
      await release();
      throw error;
    }
  }

  let served: Sources = options;
  const versions = succession(await load(served), (version) => version.stop());
  let reloaded = Promise.resolve();
  /** One after the other: each changes what the one before has left. */
  function reload(changed: Partial<Sources>): Promise<void> {
    const next = reloaded.then(async () => {
      const sources = { ...served, ...changed };
      versions.replace(await load(sources, versions.current));
      served = sources;
    });
    reloaded = next.catch(() => {});
    return next;
  }

  const signIn = options.signIn
    ? await createSignIn({
        ...options.signIn,
        withPeople: (work) => versions.use(({ viewers }) => work(viewers!)),
        now,
      })
    : nobodySignsIn;

  await app.register(async (scope) => {
    const admit = documentsAdmitted({
      trusted: () => versions.current.trusted,
      rememberFor: options.rememberDocumentsFor ?? "everybody",
      adHoc: { ...defaultAdHocLimits, ...options.adHoc },
    });
    keepAnswers(scope, (request) => admitted.get(request)?.text !== undefined);
    // After what looks at the text.
    sendBytes(scope);
    refuseOverload(scope, options.capacity);
    // Before the body is read: who shows a bad token costs no more than that.
    scope.addHook("onRequest", async (request) => {
      callers.set(request, await signIn.callerOf(request.headers.authorization, request.id));
    });
    scope.addHook("preHandler", async (request) => {
      await turns.next();
      admitted.set(request, admit(request, callers.get(request)!.viewer));
    });
    scope.addHook("preHandler", limitDocuments(limits, parseOptions));
    scope.route({
      method: ["GET", "POST", "OPTIONS"],
      url: "/graphql",
      handler: (request, reply) =>
        inSpan("POST /graphql", { kind: "server", parent: fromHeaders(request.headers) }, () =>
          versions.use(async ({ answer }) => answer.call(scope, request, reply)),
        ),
    });
  });
  for (const [prefix, listener] of Object.entries(mounts)) await mount(app, prefix, listener);
  await app.ready();

  return {
    app,
    metrics,
    usage,
    listen: ({ port, host = "127.0.0.1" }) => app.listen({ port, host }),
    reload,
    async stop(deadlineMs = 10_000) {
      const deadline = setTimeout(() => app.server.closeAllConnections(), deadlineMs);
      await app.close();
      clearTimeout(deadline);
      await reloaded;
      await versions.end();
      budgets.stop();
    },
  };
}

/** Aborted when the connection ends before the answer has gone out. */
function leftSignal({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) left.abort();
  });
  return left.signal;
}

function serviceUrls(
  { supergraphSdl, serviceUrls: given = {} }: Sources,
  timeoutsMs: Readonly<Record<string, number>> = {},
): Map<string, string> {
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

const viewersUrl = (origin: string) => `${origin.replace(/\/$/, "")}/viewer`;
