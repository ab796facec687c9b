import { Kind, parse, valueFromASTUntyped } from "graphql";

/** The services that a supergraph is composed of: name → url. */
export function servicesOf(supergraphSdl: string): Map<string, string> {
  const graphs = parse(supergraphSdl).definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === "join__Graph",
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) {
    throw new Error(
      "This schema is no supergraph, it names no services: compose one, as packages/supergraph does.",
    );
  }
  return new Map(
    (graphs.values ?? []).map(({ directives = [] }) => {
      const given = directives.find(({ name }) => name.value === "join__graph")?.arguments ?? [];
      const text = (name: string) => {
        const argument = given.find((each) => each.name.value === name);
        return argument ? String(valueFromASTUntyped(argument.value)) : "";
      };
      return [text("name"), text("url")];
    }),
  );
}
