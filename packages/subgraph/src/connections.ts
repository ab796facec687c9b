import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from "@pothos/core";
import { takeCursors } from "./cursors.ts";

/** How many items a page holds: unless the client says, and at most. */
export const pageSize = { default: 20, max: 100 } as const;

/** Every connection of the graph: never null inside, and described once for all. */
export const connectionOptions = {
  nodesOnConnection: { description: "The items of this page (本页内容)." },
  defaultConnectionTypeOptions: { description: "One page of a list (分页)." },
  pageInfoFieldOptions: { description: "Where this page begins and ends (分页信息)." },
  edgesFieldOptions: {
    nullable: false,
    description: "The items of this page, each with its cursor (本页条目).",
  },
  defaultEdgeTypeOptions: { description: "One item of a page, and where it stands in the list (条目)." },
  nodeFieldOptions: { nullable: false, description: "The item itself (内容)." },
  cursorFieldOptions: { description: "Where the item stands, for `after` and `before` (游标)." },
  pageInfoTypeOptions: {
    shareable: true,
    description: "Where a page of a list begins and ends (分页信息).",
  },
  hasNextPageFieldOptions: { description: "Whether more items follow (有下一页)." },
  hasPreviousPageFieldOptions: { description: "Whether there are items before these (有上一页)." },
  startCursorFieldOptions: {
    description: "The first item's cursor; null where the page is empty (起始游标).",
  },
  endCursorFieldOptions: { description: "The last item's cursor; null where the page is empty (结束游标)." },
  firstArgOptions: {
    description: `How many items from the start: ${pageSize.default} unless said, ${pageSize.max} at most (前几条).`,
  },
  afterArgOptions: { description: "Only what follows the item with this cursor (此游标之后)." },
  lastArgOptions: { description: `How many items from the end, ${pageSize.max} at most (后几条).` },
  beforeArgOptions: { description: "Only what precedes the item with this cursor (此游标之前)." },
} as const;

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      connections: ConnectionsPlugin<Types>;
    }
  }
}

/** By what the gateway reckons how long a connection gets, before it is asked for. */
const listSize = {
  name: "listSize",
  args: {
    assumedSize: pageSize.default,
    slicingArguments: ["first", "last"],
    sizedFields: ["nodes", "edges"],
    requireOneSlicingArgument: false,
  },
};

/**
 * Says of each connection how long it gets, takes its cursors, and describes `totalCount`, which the Drizzle plugin adds
 * to connections without an option for that.
 */
class ConnectionsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (field.name === "totalCount")
      return { ...field, description: "How many items the whole list has (总数)." };
    const isConnection =
      field.type.kind === "Object" &&
      this.builder.configStore.getTypeConfig(field.type.ref).name.endsWith("Connection");
    if (!isConnection) return field;
    const directives = (field.extensions?.["directives"] as object[] | undefined) ?? [];
    return {
      ...field,
      argMappers: [...field.argMappers, takeCursors],
      extensions: { ...field.extensions, directives: [...directives, listSize] },
    };
  }
}

SchemaBuilder.registerPlugin("connections", ConnectionsPlugin);
