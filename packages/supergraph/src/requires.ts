import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  valueFromASTUntyped,
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
        for (const required of fieldsWithArguments(selectionOf(directive))) {
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

type Import = string | { name: string; as: string };

/** `@requires` under the names it may have here: `@link` can prefix or rename it. */
function requiresNames(document: DocumentNode): Set<string> {
  const names = new Set(["requires", "federation__requires"]);
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== "link") return;
      const link = Object.fromEntries(
        given.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
      );
      if (typeof link["as"] === "string") names.add(`${link["as"]}__requires`);
      for (const imported of Array.isArray(link["import"]) ? (link["import"] as Import[]) : []) {
        if (typeof imported === "object" && imported.name === "@requires") names.add(imported.as.slice(1));
      }
    },
  });
  return names;
}

function selectionOf(directive: ConstDirectiveNode): string {
  const fields = directive.arguments?.find(({ name }) => name.value === "fields")?.value;
  return fields?.kind === Kind.STRING ? fields.value : "";
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
