import { composeServices } from "@apollo/composition";
import { type DocumentNode, parse } from "graphql";
import { argumentsInRequires } from "./requires.ts";

/** A service's part of the graph, as the service prints it. */
export type SubgraphSource = { name: string; url: string; sdl: string };

/** Composes the services' schemas into one. Throws one error that lists everything that stands against it. */
export function composeSupergraph(subgraphs: readonly SubgraphSource[]): { supergraphSdl: string } {
  const documents = subgraphs.map(({ name, url, sdl }) => ({
    name,
    url,
    typeDefs: parseSdl(name, sdl),
  }));
  const result = composeServices(documents);
  const problems = [
    ...documents.flatMap(({ name, typeDefs }) => argumentsInRequires(name, typeDefs)),
    ...(result.errors ?? []).map(({ message }) => message),
  ];
  if (problems.length > 0 || !result.supergraphSdl) {
    throw new Error(["The services do not compose:", ...problems].join("\n- "));
  }
  return { supergraphSdl: `${result.supergraphSdl.trimEnd()}\n` };
}

function parseSdl(name: string, sdl: string): DocumentNode {
  try {
    return parse(sdl);
  } catch (error) {
    throw new Error(`The schema of ${name} is not GraphQL: ${String(error)}`, { cause: error });
  }
}
