import type { ApolloServerPlugin } from "@apollo/server";
import { type DocumentNode, Kind, print, visit } from "graphql";
import { LRUCache } from "lru-cache";
import type { RequestContext } from "../request-context.ts";

/** An operation that a client asked, and how often: without variables, and without values written into it. */
type UsedOperation = {
  name: string | null;
  /** As the client calls itself; null where it does not say. */
  client: string | null;
  clientVersion: string | null;
  count: number;
  /** The day when it was asked last, yyyy-mm-dd. */
  lastAsked: string;
  body: string;
};

export type Usage = {
  plugin: ApolloServerPlugin<RequestContext>;
  operations(): UsedOperation[];
  /** Adds what was counted before. */
  add(operations: readonly UsedOperation[]): void;
};

/** Operations and characters of them that are kept; what was asked longest ago is forgotten first. */
const kept = { max: 5_000, maxSize: 16_000_000 };

/** Names that clients give themselves are their developers', not people's; anything else is not written down. */
const clientName = /^[\w.@/ -]{1,64}$/;

export function createUsage(now: () => Date): Usage {
  const operations = new LRUCache<string, UsedOperation>({
    ...kept,
    sizeCalculation: ({ body }) => body.length + 200,
  });
  const bodies = new WeakMap<DocumentNode, string>();
  const bodyOf = (document: DocumentNode) => {
    const body = bodies.get(document) ?? withoutValues(document);
    bodies.set(document, body);
    return body;
  };
  function count(operation: UsedOperation) {
    const { name, client, clientVersion, body } = operation;
    const key = JSON.stringify([client, clientVersion, name, body]);
    const known = operations.get(key);
    if (!known) {
      operations.set(key, { ...operation });
      return;
    }
    known.count += operation.count;
    if (operation.lastAsked > known.lastAsked) known.lastAsked = operation.lastAsked;
  }

  return {
    operations: () => operations.values().toArray(),
    add: (before) => before.forEach(count),
    plugin: {
      async requestDidStart() {
        return {
          async didResolveOperation({ document, operationName, request }) {
            const header = (name: string) => {
              const given = request.http?.headers.get(name);
              return given !== undefined && clientName.test(given) ? given : null;
            };
            count({
              name: operationName,
              client: header("graphql-client-name") ?? header("apollographql-client-name"),
              clientVersion: header("graphql-client-version") ?? header("apollographql-client-version"),
              count: 1,
              lastAsked: now().toISOString().slice(0, 10),
              body: bodyOf(document),
            });
          },
        };
      },
    },
  };
}

/** The text of a document with all texts empty and all numbers 0: what somebody wrote into them is nobody's business. */
function withoutValues(document: DocumentNode): string {
  return print(
    visit(document, {
      [Kind.STRING]: (node) => ({ ...node, value: "", block: false }),
      [Kind.INT]: (node) => ({ ...node, value: "0" }),
      [Kind.FLOAT]: (node) => ({ ...node, value: "0" }),
    }),
  );
}
