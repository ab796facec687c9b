import { ServiceClient } from "./service-client.ts";

type ClientOptions = ConstructorParameters<typeof ServiceClient>[0];

/**
 * Clients of services, shared by all that ask the same url: what is known of a service's health, and its connections,
 * outlive a change of the supergraph.
 */
export class ServiceClients {
  readonly #optionsOf: (name: string) => Omit<ClientOptions, "name" | "url">;
  readonly #held = new Map<string, { client: ServiceClient; holders: number }>();

  constructor(optionsOf: (name: string) => Omit<ClientOptions, "name" | "url">) {
    this.#optionsOf = optionsOf;
  }

  /** The client of a service, to be given back with `release`. */
  hold(name: string, url: string): ServiceClient {
    const key = `${name} ${url}`;
    const known = this.#held.get(key) ?? {
      client: new ServiceClient({ name, url, ...this.#optionsOf(name) }),
      holders: 0,
    };
    known.holders += 1;
    this.#held.set(key, known);
    return known.client;
  }

  /** Closes the client if nobody else holds it. */
  async release(client: ServiceClient): Promise<void> {
    for (const [key, held] of this.#held) {
      if (held.client !== client) continue;
      held.holders -= 1;
      if (held.holders > 0) return;
      this.#held.delete(key);
      await client.close();
    }
  }
}
