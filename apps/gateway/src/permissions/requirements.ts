import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  Kind,
  parse,
  valueFromASTUntyped,
  visit,
} from "graphql";

/** What a viewer must be or have for a type or field: all of it. */
export type Requirement = {
  authenticated: boolean;
  /** Each list of lists: all scopes of one of the inner lists. */
  scopes: readonly (readonly string[])[];
  policies: readonly (readonly string[])[];
};

/** What a supergraph demands, by `Type` and `Type.field`. */
export type Requirements = ReadonlyMap<string, Requirement>;

const specs = { authenticated: "authenticated", requiresScopes: "requiresScopes", policy: "policy" } as const;
type Spec = keyof typeof specs;

/** By what names this supergraph calls the three directives: `@link` may rename them. */
function namesIn(document: DocumentNode): Map<string, Spec> {
  const names = new Map<string, Spec>();
  for (const { spec, name } of linksIn(document)) names.set(name, spec);
  return names;
}

function linksIn(document: DocumentNode) {
  const found: { directive: ConstDirectiveNode; spec: Spec; name: string }[] = [];
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== "link") continue;
      const { url, as } = argumentsOf(directive) as { url?: string; as?: string };
      const spec = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\/v/.exec(url ?? "");
      if (spec) found.push({ directive, spec: spec[1] as Spec, name: as ?? spec[1]! });
    }
  }
  return found;
}

const argumentsOf = (directive: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries(
    (directive.arguments ?? []).map((each) => [each.name.value, valueFromASTUntyped(each.value)]),
  );

/** Reads `@authenticated`, `@requiresScopes` and `@policy` from a supergraph. */
export function requirementsOf(supergraphSdl: string): Requirements {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = namesIn(document);
  const requirements = new Map<string, Requirement>();
  const note = (of: string, directives: readonly ConstDirectiveNode[] = []) => {
    const requirement = { authenticated: false, scopes: [], policies: [] } as Requirement;
    for (const directive of directives) {
      const spec = names.get(directive.name.value);
      if (spec === undefined) continue;
      const { scopes = [], policies = [] } = argumentsOf(directive) as Partial<Requirement>;
      Object.assign(
        requirement,
        spec === "authenticated" && { authenticated: true },
        spec === "requiresScopes" && { scopes },
        spec === "policy" && { policies },
      );
      requirements.set(of, requirement);
    }
  };
  for (const definition of document.definitions) {
    if (!("name" in definition) || !definition.name || !("directives" in definition)) continue;
    const type = definition.name.value;
    note(type, definition.directives as readonly ConstDirectiveNode[]);
    if (!("fields" in definition)) continue;
    for (const field of definition.fields ?? []) note(`${type}.${field.name.value}`, field.directives);
  }
  return requirements;
}

/** The supergraph as the gateway library takes it: it refuses to load what it would not enforce. */
export function withoutRequirements(supergraphSdl: string): DocumentNode {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = namesIn(document);
  const links = new Set(linksIn(document).map(({ directive }) => directive));
  const prefixes = names.keys().toArray();
  const isTheirs = (definition: DefinitionNode) =>
    "name" in definition &&
    definition.name !== undefined &&
    (definition.kind === Kind.DIRECTIVE_DEFINITION
      ? names.has(definition.name.value)
      : prefixes.some((prefix) => definition.name!.value.startsWith(`${prefix}__`)));
  return visit(
    {
      ...document,
      definitions: document.definitions.filter((definition) => !isTheirs(definition)),
    },
    {
      Directive: (directive) =>
        names.has(directive.name.value) || links.has(directive as ConstDirectiveNode) ? null : undefined,
    },
  );
}
