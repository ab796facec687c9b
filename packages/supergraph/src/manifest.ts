import { createHash } from "node:crypto";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  Source,
  validate,
  visit,
} from "graphql";
import { publicSchema } from "./contract.ts";

/** A front end's file of operations and fragments. */
export type DocumentSource = { file: string; text: string };

/** The operations that front ends were built with, in the format of Apollo's persisted query manifests. */
export type Manifest = {
  format: "apollo-persisted-query-manifest";
  version: 1;
  operations: { id: string; name: string; type: "query" | "mutation" | "subscription"; body: string }[];
};

/**
 * The manifest of front ends' operations: each with the fragments that it uses, under the SHA-256 of that text. Fragments
 * and names hold within one front end. Throws one error that lists everything that is wrong.
 */
export function manifestOf(
  frontEnds: readonly (readonly DocumentSource[])[],
  supergraphSdl: string,
): Manifest {
  const schema = publicSchema(supergraphSdl);
  const problems: string[] = [];
  const operations = new Map<string, Manifest["operations"][number]>();

  for (const sources of frontEnds) {
    const definitions = sources.flatMap(({ file, text }) => {
      try {
        return parse(new Source(text, file)).definitions.map((definition) => ({ file, definition }));
      } catch (error) {
        problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
        return [];
      }
    });
    const fragments = new Map<string, FragmentDefinitionNode>();
    const names = new Set<string>();
    for (const { file, definition } of definitions) {
      if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
      const { value } = definition.name;
      if (fragments.has(value)) problems.push(`${file}: there is another fragment "${value}".`);
      fragments.set(value, definition);
    }
    for (const { file, definition } of definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const name = definition.name?.value;
      if (name === undefined) {
        problems.push(`${file}: an operation has no name.`);
        continue;
      }
      if (names.has(name)) problems.push(`${file}: there is another operation "${name}".`);
      names.add(name);
      const document = withFragments(definition, fragments);
      problems.push(...validate(schema, document).map(({ message }) => `${file}: ${name}: ${message}`));
      const body = print(document);
      const id = createHash("sha256").update(body).digest("hex");
      operations.set(id, { id, name, type: definition.operation, body });
    }
  }
  if (problems.length > 0) throw new Error(["These documents cannot be used:", ...problems].join("\n- "));
  const sorted = operations.values().toArray();
  return {
    format: "apollo-persisted-query-manifest",
    version: 1,
    operations: sorted.toSorted((one, other) => (one.name + one.id < other.name + other.id ? -1 : 1)),
  };
}

function withFragments(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentNode {
  const used = new Map<string, FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode) =>
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (!fragment || used.has(value)) return;
        used.set(value, fragment);
        collect(fragment);
      },
    });
  collect(operation);
  const names = used.keys().toArray().toSorted();
  return { kind: Kind.DOCUMENT, definitions: [operation, ...names.map((name) => used.get(name)!)] };
}
