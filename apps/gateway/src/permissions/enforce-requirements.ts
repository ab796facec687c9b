import type { ApolloServerPlugin } from "@apollo/server";
import { JsonData } from "@linli/query-execution";
import { type DocumentNode, getOperationAST, type GraphQLSchema } from "graphql";
import type { RequestContext } from "../request-context.ts";
import { rolesOf } from "../sign-in/roles.ts";
import { type AllowedPart, allowedPart, requirementsIn } from "./allowed-part.ts";
import { fillHoles } from "./fill-holes.ts";
import { fulfils } from "./permissions.rules.ts";
import { type Requirement, type Requirements, requirementsOf } from "./requirements.ts";

/**
 * Enforces `@authenticated`, `@requiresScopes` (a viewer's scopes are its roles) and `@policy` before an operation is
 * planned: what the viewer may not ask is taken out, is null in the answer, and costs an error each.
 */
export function enforceRequirements(supergraphSdl: string): ApolloServerPlugin<RequestContext> {
  const requirements = requirementsOf(supergraphSdl);
  if (requirements.size === 0) return {};
  const known = new WeakMap<DocumentNode, Known>();

  return {
    async requestDidStart() {
      let part: AllowedPart | undefined;
      return {
        async didResolveOperation(context) {
          const { document, schema, request, contextValue, queryHash } = context;
          const { met, parts } = knownOf(document, schema);
          const unmet = unmetBy(contextValue, met);
          if (unmet.size === 0) return;
          const key = met.map((each) => Number(unmet.has(each))).join("");
          part = parts.get(key) ?? allowedPart(document, schema, isAllowedWithout(unmet, requirements));
          parts.set(key, part);
          // Plans are known by the hash: that of the part is another one.
          Object.assign(context, {
            document: part.document,
            operation: getOperationAST(part.document, request.operationName),
            queryHash: `${queryHash}:${key}`,
          });
        },
        async willSendResponse({ response: { body } }) {
          if (!part || body.kind !== "single") return;
          const { singleResult } = body;
          const { data } = singleResult;
          singleResult.data = fillHoles(data instanceof JsonData ? data.toJSON() : data, part);
          singleResult.errors = [...part.errors, ...(singleResult.errors ?? [])];
        },
      };
    },
  };

  function knownOf(document: DocumentNode, schema: GraphQLSchema): Known {
    let found = known.get(document);
    if (!found) {
      found = { met: [...requirementsIn(document, schema, requirements)], parts: new Map() };
      known.set(document, found);
    }
    return found;
  }
}

/** The requirements that a document meets, and its part for each choice of them that a viewer does not fulfil. */
type Known = { met: readonly Requirement[]; parts: Map<string, AllowedPart> };

function unmetBy({ viewer }: RequestContext, met: readonly Requirement[]): ReadonlySet<Requirement> {
  const roles = rolesOf(viewer);
  return new Set(met.filter((requirement) => !fulfils(viewer, roles, requirement)));
}

const isAllowedWithout =
  (unmet: ReadonlySet<Requirement>, requirements: Requirements) =>
  (key: string): boolean => {
    const requirement = requirements.get(key);
    return requirement === undefined || !unmet.has(requirement);
  };
