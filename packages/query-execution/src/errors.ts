import { GraphQLError } from "graphql";
import { type Path, placesAt } from "./paths.ts";
import type { Data, SubgraphError } from "./subgraph.ts";

type Place = readonly (string | number)[] | undefined;

/** An error of a service as the caller sees it: at its place in the whole answer, and with the service's name. */
function ofService(
  service: string,
  { message, extensions, path }: SubgraphError,
  place: Place,
): GraphQLError {
  const text = message || `Error while fetching subquery from service "${service}"`;
  return new GraphQLError(text, {
    ...(place && { path: place }),
    // As the error of a resolver, which the gateway's errors have for a cause.
    originalError: new GraphQLError(text, { ...(path && { path }), ...(extensions && { extensions }) }),
    extensions: { code: "DOWNSTREAM_SERVICE_ERROR", ...extensions, serviceName: service },
  });
}

/** Errors of a service that was asked for fields of the root, or of one object that the path leads to. */
export function ofFields(service: string, errors: readonly SubgraphError[], path: Path): GraphQLError[] {
  return errors.map((error) => ofService(service, error, error.path && [...path, ...error.path]));
}

/**
 * Errors of a service that was asked about entities, each at every place of the entity that it is about. `owners` are
 * the entities that each representation stood for.
 */
export function ofEntities(
  service: string,
  errors: readonly SubgraphError[],
  { root, path, owners }: { root: Data; path: Path; owners: readonly (readonly Data[])[] },
): GraphQLError[] {
  const places = placesAt(root, path);
  return errors.flatMap((error) => {
    const [, index, ...rest] = error.path ?? [];
    const entities = typeof index === "number" ? owners[index] : undefined;
    if (!entities) return ofService(service, error, undefined);
    return entities
      .flatMap((entity) => places.get(entity) ?? [])
      .map((place) => ofService(service, error, [...place, ...rest]));
  });
}

export function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(cause.message, { originalError: cause });
}
