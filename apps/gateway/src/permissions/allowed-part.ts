import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLFormattedError,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isListType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Requirement, Requirements } from "./requirements.ts";

/** A field that stands where one was taken out: its name says which one, its value is that of `__typename`. */
export const holePrefix = "linli__hole__";

export type AllowedPart = {
  document: DocumentNode;
  /** One for each place where something was taken out; a path has `@` for each list. */
  errors: readonly GraphQLFormattedError[];
  /** The types of refused fields and of those above them, by the response path joined with dots. */
  types: ReadonlyMap<string, GraphQLOutputType>;
};

/** All requirements that the fields and type conditions of a document meet, each once. */
export function requirementsIn(
  document: DocumentNode,
  schema: GraphQLSchema,
  requirements: Requirements,
): ReadonlySet<Requirement> {
  const found = new Set<Requirement>();
  if (requirements.size === 0) return found;
  const info = new TypeInfo(schema);
  const note = (keys: readonly string[]) => {
    for (const key of keys) {
      const requirement = requirements.get(key);
      if (requirement) found.add(requirement);
    }
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        const parent = info.getParentType();
        if (parent) note(keysOfField(schema, parent.name, name.value, info.getType()));
      },
      InlineFragment: ({ typeCondition }) => typeCondition && note([typeCondition.name.value]),
      FragmentDefinition: ({ typeCondition }) => note([typeCondition.name.value]),
    }),
  );
  return found;
}

/**
 * What a field answers for: itself, the type it is asked of and the type it gives. Of an interface it may be any of the
 * types behind it, so it answers for all of them.
 */
function keysOfField(
  schema: GraphQLSchema,
  parent: string,
  field: string,
  type: GraphQLOutputType | null | undefined,
): string[] {
  const keys = [parent, `${parent}.${field}`];
  const parentType = schema.getType(parent);
  if (isAbstractType(parentType) && field !== "__typename") {
    for (const { name } of schema.getPossibleTypes(parentType)) keys.push(name, `${name}.${field}`);
  }
  if (type) keys.push(getNamedType(type).name);
  return keys;
}

/**
 * The part of a document that may be asked. A field that may not is replaced by a hole, so that the answer shows where
 * null stands for it; nothing below it reaches a service. Fragments are written out where they are spread.
 */
export function allowedPart(
  document: DocumentNode,
  schema: GraphQLSchema,
  isAllowed: (key: string) => boolean,
): AllowedPart {
  const refused: string[][] = [];
  const types = new Map<string, GraphQLOutputType>();
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  type Above = { keys: readonly string[]; path: readonly string[] };

  function ofSelections(set: SelectionSetNode, parent: string, above: Above): SelectionSetNode {
    const selections = set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return [ofField(selection, parent, above)];
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!;
      const on = fragment.typeCondition?.name.value ?? parent;
      if (!isAllowed(on)) {
        refused.push([...above.path, `... on ${on}`]);
        return [];
      }
      return [
        {
          kind: Kind.INLINE_FRAGMENT,
          ...(fragment.typeCondition && { typeCondition: fragment.typeCondition }),
          directives: [...(selection.directives ?? []), ...(fragment.directives ?? [])],
          selectionSet: ofSelections(fragment.selectionSet, on, above),
        },
      ];
    });
    // A selection is never empty.
    return { kind: Kind.SELECTION_SET, selections: selections.length > 0 ? selections : [typename] };
  }

  function ofField(field: FieldNode, parent: string, above: Above): FieldNode {
    const type = schema.getType(parent);
    const definition = type && "getFields" in type ? type.getFields()[field.name.value] : undefined;
    if (!definition) return field; // `__typename`, and what introspection answers.
    const output = definition.type as GraphQLOutputType;
    const key = (field.alias ?? field.name).value;
    const keys = [...above.keys, key];
    if (!keysOfField(schema, parent, field.name.value, output).every(isAllowed)) {
      refused.push([...above.path, key]);
      note(keys, output);
      return {
        ...typename,
        alias: { kind: Kind.NAME, value: holePrefix + key },
        directives: field.directives ?? [],
      };
    }
    if (!field.selectionSet) return field;
    const named = getNamedType(output);
    if (!isCompositeType(named)) return field;
    const before = refused.length;
    const path = [...above.path, key, ...listMarks(output)];
    const selectionSet = ofSelections(field.selectionSet, named.name, { keys, path });
    if (refused.length > before) note(keys, output);
    return { ...field, selectionSet };
  }

  function note(keys: readonly string[], type: GraphQLOutputType) {
    types.set(keys.join("."), type);
  }

  const definitions = document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const root = schema.getRootType(definition.operation)!;
    return [
      {
        ...definition,
        selectionSet: ofSelections(definition.selectionSet, root.name, { keys: [], path: [] }),
      },
    ];
  });
  const paths = new Map(refused.map((path) => [path.join("/"), path]));
  const errors = Array.from(paths.values(), (path) => ({
    message: "Unauthorized field or type",
    path,
    extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" },
  }));
  return { document: { kind: Kind.DOCUMENT, definitions }, errors, types };
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

/** `@` for each list that a type is wrapped in. */
function listMarks(type: GraphQLOutputType): string[] {
  const nullable = getNullableType(type);
  return isListType(nullable) ? ["@", ...listMarks(nullable.ofType)] : [];
}
