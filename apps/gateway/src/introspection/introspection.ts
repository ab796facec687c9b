import type { ApolloServerPlugin } from "@apollo/server";
import { type DocumentNode, GraphQLError, Kind, visit } from "graphql";
import type { RequestContext } from "../request-context.ts";
import { isAnalyst } from "../sign-in/roles.ts";

/** Who may read the schema from the graph, and is told of names like the one that was mistyped. */
export type Readers = "everybody" | "analysts";

/** GraphQL's own proposals: `Did you mean "name" or "names"?` */
const suggestion = / ?\bDid you mean [^?]*\?/g;

/**
 * Keeps the schema from strangers: neither introspection nor the names that errors propose, be they the gateway's or a
 * service's, reach anybody but readers.
 */
export function keepSchema(readers: Readers): ApolloServerPlugin<RequestContext> {
  const asks = new WeakMap<DocumentNode, boolean>();
  const asksSchema = (document: DocumentNode) => {
    const known = asks.get(document) ?? isIntrospection(document);
    asks.set(document, known);
    return known;
  };
  const mayRead = ({ viewer }: RequestContext) => readers === "everybody" || isAnalyst(viewer);
  return {
    async requestDidStart({ contextValue }) {
      if (mayRead(contextValue)) return undefined;
      return {
        async didResolveOperation({ document }) {
          if (asksSchema(document)) throw new SchemaNotForAll();
        },
        async willSendResponse({ response: { body } }) {
          if (body.kind !== "single" || !body.singleResult.errors) return;
          body.singleResult.errors = body.singleResult.errors.map((error) => ({
            ...error,
            message: error.message.replace(suggestion, ""),
          }));
        },
      };
    },
  };
}

class SchemaNotForAll extends GraphQLError {
  constructor() {
    super("The schema can be read by analysts and administrators who are signed in.", {
      extensions: { code: "INTROSPECTION_NOT_ALLOWED", http: { status: 403 } },
    });
  }
}

function isIntrospection(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD]({ name }) {
      if (name.value === "__schema" || name.value === "__type") found = true;
    },
  });
  return found;
}
