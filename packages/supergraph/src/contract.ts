import {
  type ASTNode,
  buildASTSchema,
  findBreakingChanges,
  type GraphQLSchema,
  Kind,
  parse,
  visit,
} from "graphql";

/** What clients of the committed supergraph would miss or find changed in the new one: a sentence for each. */
export function breakingChanges(committedSdl: string, newSdl: string): string[] {
  const changes = findBreakingChanges(publicSchema(committedSdl), publicSchema(newSdl));
  return changes.map(({ description }) => (description.endsWith(".") ? description : `${description}.`));
}

/** The graph as clients see it: a supergraph without what only composition and planning need. */
export function publicSchema(supergraphSdl: string): GraphQLSchema {
  return buildASTSchema(
    visit(parse(supergraphSdl), { enter: (node) => (isInternal(node) ? null : undefined) }),
    {
      assumeValidSDL: true,
    },
  );
}

/** Federation names its own types `join__Graph`, `link__Import`, …; `@inaccessible` hides an element from clients. */
function isInternal(node: ASTNode): boolean {
  if (node.kind === Kind.DIRECTIVE_DEFINITION) return true;
  if ("name" in node && node.name?.value.includes("__")) return true;
  return "directives" in node && (node.directives ?? []).some(({ name }) => name.value === "inaccessible");
}
