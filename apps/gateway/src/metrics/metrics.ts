import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyInstance } from "fastify";
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { RequestContext } from "../request-context.ts";

/** What a service made of a request: its answer, or why there was none. */
export type ServiceOutcome = "answered" | "unavailable" | "timeout" | "left alone";

export type Metrics = {
  /** In Prometheus' text format. */
  text(): Promise<string>;
  /** Tells the figures to the process that runs this one as a worker. */
  share(): void;
  /** Counts a service's requests as they end. */
  observeService(service: string, outcome: ServiceOutcome, seconds: number): void;
  /** Counts HTTP requests of an app as they are answered. */
  observeHttp(app: FastifyInstance): void;
  /** Counts operations, their errors by code and their cost. */
  plugin: ApolloServerPlugin<RequestContext>;
};

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What the gateway does, in figures. Labels are of few values: no operation's text, no address and no person is among
 * them. `leftAlone` says for each service whether it is left alone now.
 */
export function createMetrics(
  leftAlone: () => Iterable<readonly [service: string, isLeftAlone: boolean]>,
): Metrics {
  const registers = [new Registry()];
  const http = new Histogram({
    name: "linli_gateway_http_seconds",
    help: "Time to answer HTTP requests",
    labelNames: ["method", "route", "status"],
    buckets,
    registers,
  });
  const operations = new Counter({
    name: "linli_gateway_operations_total",
    help: "GraphQL operations by kind, and whether their answer holds errors",
    labelNames: ["kind", "outcome"],
    registers,
  });
  const errors = new Counter({
    name: "linli_gateway_errors_total",
    help: "Errors in answers, by code",
    labelNames: ["code"],
    registers,
  });
  const services = new Histogram({
    name: "linli_gateway_service_seconds",
    help: "Time that services took, by what came of it",
    labelNames: ["service", "outcome"],
    buckets,
    registers,
  });
  const ill: Gauge = new Gauge({
    name: "linli_gateway_service_left_alone",
    help: "1 while a service is left alone because it keeps failing",
    labelNames: ["service"],
    registers,
    aggregator: "max",
    collect() {
      ill.reset();
      for (const [service, isLeftAlone] of leftAlone()) ill.set({ service }, Number(isLeftAlone));
    },
  });

  return {
    text: () => registers[0]!.metrics(),
    share() {
      AggregatorRegistry.setRegistries(registers);
      return new AggregatorRegistry();
    },
    observeService: (service, outcome, seconds) => services.observe({ service, outcome }, seconds),
    observeHttp(app) {
      app.addHook("onResponse", async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
        http.observe({ method, route: routeOptions.url ?? "none", status: statusCode }, elapsedTime / 1000);
      });
    },
    plugin: {
      async requestDidStart() {
        return {
          async willSendResponse({ operation, response }) {
            if (response.body.kind !== "single") return;
            const found = response.body.singleResult.errors ?? [];
            operations.inc({
              kind: operation?.operation ?? "none",
              outcome: found.length > 0 ? "errors" : "ok",
            });
            for (const { extensions } of found) errors.inc({ code: String(extensions?.["code"]) });
          },
        };
      },
    },
  };
}
