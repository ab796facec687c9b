import { BrokenCircuitError } from "cockatiel";
import { inSpan, traceHeaders } from "@linli/tracing";
import { Pool } from "undici";
import type { Metrics, ServiceOutcome } from "../metrics/metrics.ts";
import type { Turns } from "../turns.ts";
import { exchange, TookTooLong } from "./exchange.ts";
import { resilience, type Resilience, type ResilienceOptions } from "./resilience.ts";
import { ServiceFailure } from "./service-failure.ts";

type PostOptions = {
  /** Which statuses bring an answer (200). */
  statuses?: readonly number[];
  /** Whether it may be asked twice without harm: a lost connection is then tried once more. */
  repeatable?: boolean;
  /** Aborted when nobody waits for the answer any more. */
  left?: AbortSignal | undefined;
};

/** What a service answered, as it came and as it reads. */
export type JsonAnswer = { text: string; json: unknown };

/** A service's HTTP door, over connections that are kept. Every failure is a `ServiceFailure`. */
export class ServiceClient {
  readonly name: string;
  readonly #path: string;
  readonly #pool: Pool;
  readonly #timeoutMs: number;
  readonly #resilience: Resilience;
  readonly #observe: Metrics["observeService"];
  readonly #turns: Pick<Turns, "next"> | undefined;

  /** `timeoutMs` is all the time an answer may take, from the wait for a connection to the last byte. */
  constructor({
    name,
    url,
    timeoutMs,
    observe = () => {},
    turns,
    ...options
  }: {
    name: string;
    url: string;
    timeoutMs: number;
    /** Told what came of each request. */
    observe?: Metrics["observeService"];
    /** In which answers are read (at once). */
    turns?: Pick<Turns, "next">;
  } & ResilienceOptions) {
    this.#observe = observe;
    this.#turns = turns;
    const { origin, pathname, search } = new URL(url);
    this.name = name;
    this.#path = pathname + search;
    this.#timeoutMs = timeoutMs;
    this.#resilience = resilience(options);
    this.#pool = new Pool(origin, { connections: 64, connectTimeout: timeoutMs });
  }

  /** Whether the service fails so often that it is left alone at the moment. */
  get isLeftAlone(): boolean {
    return this.#resilience.isOpen();
  }

  /** Posts JSON to the service's url and gives the JSON it answers; any status but the named ones is a failure. */
  async post(body: string, headers: Record<string, string>, request: PostOptions = {}): Promise<JsonAnswer> {
    const { once, repeatable } = this.#resilience;
    try {
      return await inSpan(`ask ${this.name}`, { kind: "client" }, () =>
        (request.repeatable ? repeatable : once).execute(() =>
          this.#send(body, { ...headers, ...traceHeaders() }, request),
        ),
      );
    } catch (error) {
      if (error instanceof BrokenCircuitError) {
        this.#observe(this.name, "left alone", 0);
        throw new ServiceFailure(this.name, "SERVICE_UNAVAILABLE", "left alone after many failures");
      }
      throw error;
    }
  }

  async #send(
    body: string,
    headers: Record<string, string>,
    { statuses = [200], left }: PostOptions,
  ): Promise<JsonAnswer> {
    const started = performance.now();
    let tookMs: number | undefined;
    const ended = (outcome: ServiceOutcome) =>
      this.#observe(this.name, outcome, (tookMs ?? performance.now() - started) / 1000);
    try {
      const { statusCode, text } = await exchange(this.#pool, {
        path: this.#path,
        headers: { "content-type": "application/json", accept: "application/json", ...headers },
        body,
        timeoutMs: this.#timeoutMs,
        left,
      });
      tookMs = performance.now() - started;
      if (!statuses.includes(statusCode))
        throw new ServiceFailure(this.name, "SERVICE_UNAVAILABLE", `status ${statusCode}`);
      await this.#turns?.next();
      left?.throwIfAborted();
      const answer = { text, json: JSON.parse(text) as unknown };
      ended("answered");
      return answer;
    } catch (error) {
      // Whoever asked has left: that says nothing about the service.
      left?.throwIfAborted();
      const failure = this.#failure(error);
      ended(failure.extensions["code"] === "SERVICE_TIMEOUT" ? "timeout" : "unavailable");
      throw failure;
    }
  }

  /** Whether the service says that it can do its work. A service without `/ready` is ready when it answers at all. */
  async isReady(): Promise<boolean> {
    const signal = AbortSignal.timeout(Math.min(this.#timeoutMs, 2_000));
    try {
      const { statusCode, body } = await this.#pool.request({
        method: "GET",
        path: "/ready",
        signal,
      });
      await body.dump();
      return statusCode === 200 || statusCode === 404;
    } catch {
      return false;
    }
  }

  /** Gives up what is still under way. */
  close(): Promise<void> {
    return this.#pool.destroy();
  }

  #failure(error: unknown): ServiceFailure {
    if (error instanceof ServiceFailure) return error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const late = error instanceof TookTooLong || code === "UND_ERR_CONNECT_TIMEOUT";
    // Only the kind is kept: the text may hold a url or a piece of the answer.
    const reason = code || (error instanceof Error ? error.name : "unknown");
    return new ServiceFailure(
      this.name,
      late ? "SERVICE_TIMEOUT" : "SERVICE_UNAVAILABLE",
      late ? "timeout" : reason,
    );
  }
}
