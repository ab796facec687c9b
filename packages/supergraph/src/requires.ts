import {
  type ArgumentNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectFieldNode,
  parse,
  visit,
} from "graphql";

/**
 * One sentence for each field whose `@requires` passes an argument to a field it requires. Such fields compose, but the
 * gateway then hands the service a value fetched without the argument, and nobody is told.
 */
export function argumentsInRequires(subgraph: string, document: DocumentNode): string[] {
  const directiveNames = requiresNames(document);
  const problems: string[] = [];
  const checkFields = ({
    name,
    fields = [],
  }: {
    name: { value: string };
    fields?: readonly FieldDefinitionNode[];
  }) => {
    for (const field of fields) {
      for (const directive of field.directives ?? []) {
        if (!directiveNames.has(directive.name.value)) continue;
        for (const required of fieldsWithArguments(textOf(directive.arguments, "fields"))) {
          problems.push(
            `${name.value}.${field.name.value} (${subgraph}) passes an argument to "${required}" in @requires: ` +
              "let the service that owns the field offer one without arguments that gives the value, and require that.",
          );
        }
      }
    }
  };
  visit(document, {
    ObjectTypeDefinition: checkFields,
    ObjectTypeExtension: checkFields,
    InterfaceTypeDefinition: checkFields,
    InterfaceTypeExtension: checkFields,
  });
  return problems;
}

/** `@requires` under the names it may have here: `@link` can prefix or rename it. */
function requiresNames(document: DocumentNode): Set<string> {
  const names = new Set(["requires", "federation__requires"]);
  visit(document, {
    Directive({ name, arguments: given }) {
      const prefix = name.value === "link" && textOf(given, "as");
      if (prefix) names.add(`${prefix}__requires`);
    },
    ObjectValue({ fields }) {
      if (textOf(fields, "name") === "@requires") names.add(textOf(fields, "as").slice(1));
    },
  });
  return names;
}

type Given = readonly (ArgumentNode | ObjectFieldNode)[];

/** The text given under this name; empty if there is none. */
function textOf(given: Given | undefined, name: string): string {
  const value = given?.find((each) => each.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : "";
}

function fieldsWithArguments(selection: string): string[] {
  const found: string[] = [];
  let document: DocumentNode;
  try {
    document = parse(`{ ${selection} }`);
  } catch {
    return found; // Composition says what is wrong with it.
  }
  visit(document, {
    Field({ name, arguments: given = [] }) {
      if (given.length > 0) found.push(name.value);
    },
  });
  return found;
}
