import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { type ParseOptions, print } from "graphql";
import type { Logger } from "pino";
import { withoutVendorTelemetry } from "./config.ts";
import { carryOutAdmitted } from "./documents/admit-documents.ts";
import { keepSchema, type Readers } from "./introspection/introspection.ts";
import { knownKinds } from "./known-kinds.ts";
import { CompilingGateway } from "./execution/compiling-gateway.ts";
import { documentStore } from "./execution/document-store.ts";
import { stringifyResult } from "./execution/stringify-result.ts";
import { chargeCosts } from "./limits/costs.ts";
import type { Limits } from "./limits/limits.ts";
import { enforceRequirements } from "./permissions/enforce-requirements.ts";
import { withoutRequirements } from "./permissions/requirements.ts";
import { isPublic, maskError } from "./mask-error.ts";
import { plainJsonStatus } from "./plain-json-status.ts";
import type { RequestContext } from "./request-context.ts";
import { askServices } from "./services/ask-services.ts";
import type { ServiceClient } from "./services/service-client.ts";

/**
 * Words and signs in a document. Any page's operation fits easily; the size of a body alone would let through
 * a hundred thousand of them, and while they are parsed and checked nobody else is answered.
 */
export const parseOptions: ParseOptions = { maxTokens: 5_000 };

/** Bugs are logged and tied to the request's id, which is all that a caller sees of them. */
const bugReports: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue: { log, requestId } }) {
        for (const error of errors.filter((each) => !isPublic(each))) {
          error.extensions["requestId"] = requestId;
          const service = error.extensions["serviceName"];
          // A service logs its own bugs, with their stack, under the same request id.
          log.error(
            {
              path: error.path,
              ...(service
                ? { service, code: error.extensions["code"] }
                : { err: error.originalError ?? error }),
            },
            "Masked error",
          );
        }
      },
    };
  },
};

export type Graph = {
  apollo: ApolloServer<RequestContext>;
  /** Makes these documents ready to be carried out; resolves with those that do not fit the supergraph. */
  prepare(texts: readonly string[]): Promise<string[]>;
  /** The documents that were asked last. */
  recent(): string[];
};

/** Documents that a new supergraph is made ready for, where front ends' are not known. */
const mostRecent = 200;

/** Plans operations over the services of the supergraph and joins their answers. Started. */
export async function createGraph(options: {
  supergraphSdl: string;
  services: ReadonlyMap<string, ServiceClient>;
  introspection: Readers;
  limits: Limits;
  /** What watches operations. */
  plugins: readonly ApolloServerPlugin<RequestContext>[];
  logger: Logger;
}): Promise<Graph> {
  const { supergraphSdl, services, introspection } = options;
  const logger = options.logger.child({}, { level: "warn" });
  withoutVendorTelemetry();
  const gateway = new CompilingGateway({
    supergraphSdl: print(withoutRequirements(supergraphSdl)),
    ask: askServices(services),
    logger,
  });
  const documents = documentStore();
  const apollo = new ApolloServer<RequestContext>({
    gateway,
    documentStore: documents,
    stringifyResult,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // `keepAnswers` says what may be kept.
      ApolloServerPluginCacheControlDisabled(),
      bugReports,
      plainJsonStatus,
      knownKinds,
      carryOutAdmitted,
      keepSchema(introspection),
      ...options.plugins,
      chargeCosts(supergraphSdl, options.limits),
      // Last: the others look at what was asked.
      enforceRequirements(supergraphSdl),
    ],
    formatError: maskError,
    parseOptions,
    csrfPrevention: true,
    // `keepSchema` decides by who asks.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger,
  });
  await apollo.start();
  return {
    apollo,
    prepare: (texts) => gateway.prepare(texts),
    recent: () => documents.texts(mostRecent),
  };
}
