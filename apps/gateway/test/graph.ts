import { Writable } from "node:stream";
import type { Viewer } from "@linli/passport";
import { composeSupergraph } from "@linli/supergraph";
import { GraphQLError } from "graphql";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { createGateway, type GatewayOptions } from "../src/index.ts";
import { startService } from "./service.ts";

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;

const subjectOf = z.object({ issuer: z.string(), subject: z.string() });

export const viewer: Viewer = {
  person: "01900000-0000-7000-8000-00000000000a",
  age: 30,
  residences: [],
  grants: [{ role: "ANALYST", place: null, organization: null }],
};

export const startPeople = (known: Record<string, Viewer> = {}) =>
  startService({
    name: "people",
    sdl: `${link}
      type Query { place(id: ID!): Place greeting: String broken: String refused: String drifted: String }
      type Place @key(fields: "id") { id: ID! name: String! }
    `,
    resolvers: {
      Query: {
        place: (_: unknown, { id }: { id: string }) => ({ id, name: `place ${id}` }),
        greeting: () => "hello",
        broken: () => {
          throw new Error('select * from persons where phone = 138 -- relation "persons" does not exist');
        },
        refused: () => {
          throw new GraphQLError("You may not see this.", {
            extensions: { code: "FORBIDDEN", http: { status: 500 } },
          });
        },
        drifted: () => {
          throw new GraphQLError("Cannot query field.", {
            extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
          });
        },
      },
    },
    paths: {
      "/viewer": (body) => ({ viewer: known[subjectOf.parse(body).subject] ?? null }),
      "/ready": () => ({}),
    },
  });

export const startMerchants = () =>
  startService({
    name: "merchants",
    sdl: `${link}
      type Query { offer(id: ID!): Offer cheapest(near: ID): Offer }
      type Mutation { renameOffer(id: ID!, title: String!): Offer }
      type Place @key(fields: "id") { id: ID! offers: [Offer!] }
      type Offer @key(fields: "id") { id: ID! title: String! }
    `,
    resolvers: {
      Query: {
        offer: (_: unknown, { id }: { id: string }) => ({ id, title: "bread" }),
        cheapest: () => null,
      },
      Mutation: { renameOffer: (_: unknown, offer: { id: string; title: string }) => offer },
      Place: { offers: ({ id }: { id: string }) => [{ id: `${id}-1`, title: "bread" }] },
    },
  });

/** A gateway over these services, with all that it logs. */
export async function startGateway(
  services: Parameters<typeof composeSupergraph>[0],
  options: Partial<GatewayOptions> = {},
) {
  const { supergraphSdl } = composeSupergraph(services);
  const logged: string[] = [];
  const sink = new Writable({
    write: (chunk, _encoding, done) => (logged.push(String(chunk)), done()),
  });
  const gateway = await createGateway({
    supergraphSdl,
    logger: pino({ level: "debug" }, sink),
    ...options,
  });
  onTestFinished(() => gateway.stop(100));
  const url = await gateway.listen({ port: 0 });

  const send = (
    query: string,
    { headers = {}, variables = {} }: { headers?: Record<string, string>; variables?: object } = {},
  ) =>
    fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables }),
    });
  const ask = async (...request: Parameters<typeof send>): Promise<unknown> =>
    (await send(...request)).json();
  return { ...gateway, supergraphSdl, url, logged, send, ask };
}
