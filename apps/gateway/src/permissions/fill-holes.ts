import { getNullableType, type GraphQLOutputType, isListType, isNonNullType } from "graphql";
import { type AllowedPart, holePrefix } from "./allowed-part.ts";

type Answer = Record<string, unknown>;

/** Puts null where a field was refused, and further up where that may not be null, as if it had failed. */
export function fillHoles(
  data: Answer | null | undefined,
  { types }: Pick<AllowedPart, "types">,
): Answer | null {
  return data ? ofObject(data, "") : null;

  function ofObject(object: Answer, above: string): Answer | null {
    const filled: Answer = {};
    for (const [name, value] of Object.entries(object)) {
      const isHole = name.startsWith(holePrefix);
      const key = isHole ? name.slice(holePrefix.length) : name;
      const path = above + key;
      const type = types.get(path);
      if (type === undefined) {
        filled[key] = value;
        continue;
      }
      const inner = isHole ? null : ofValue(value, type, `${path}.`);
      if (inner === null && isNonNullType(type)) return null;
      filled[key] = inner;
    }
    return filled;
  }

  function ofValue(value: unknown, type: GraphQLOutputType, above: string): unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable) && Array.isArray(value)) {
      const items = value.map((item) => ofValue(item, nullable.ofType, above));
      return isNonNullType(nullable.ofType) && items.includes(null) ? null : items;
    }
    return typeof value === "object" && value !== null ? ofObject(value as Answer, above) : (value ?? null);
  }
}
