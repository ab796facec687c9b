import { isUuid } from "@linli/kernel";
import type { ObjectRef, SchemaTypes } from "@pothos/core";
import { getSchemaConfig, queryFromInfo } from "@pothos/plugin-drizzle";
import type { AnyRelations } from "drizzle-orm";
import type { GraphQLResolveInfo } from "graphql";
import type { SubgraphBuilder } from "./builder.ts";
import type { SubgraphContext } from "./context.ts";
import { entityLoader } from "./entity-loader.ts";

/** Whether two fields of a list, or of its items, are the same field of the document. */
const selectsTheSame = (one: GraphQLResolveInfo, other: GraphQLResolveInfo): boolean =>
  one.fieldNodes.length === other.fieldNodes.length &&
  one.fieldNodes.every((node, index) => node === other.fieldNodes[index]);

type Loadable<Row> = { findMany(query: object): Promise<Row[]> };

/**
 * Makes a drizzle object an entity of the graph with the key `id`: one SQL for any number of representations, with
 * the columns and relations that the operation selects. A missing or malformed id gives null and spoils no other.
 * Returns the loader, for fields that name such an entity by its id.
 */
export function entity<
  Relations extends AnyRelations,
  Context extends SubgraphContext<Relations>,
  Types extends SchemaTypes,
  Row extends object,
>(
  builder: SubgraphBuilder<Relations, Context>,
  ref: ObjectRef<Types, Row>,
  table: keyof Relations & string,
  /** Which rows this caller may see, as a filter of drizzle's; the others are as if they were not there. */
  visible: (context: Context) => object = () => ({}),
) {
  type Loaded = Row & { id: string };
  const loose = builder as unknown as SubgraphBuilder<AnyRelations, SubgraphContext<AnyRelations>>;
  const load = entityLoader<Loaded, SubgraphContext<Relations>>(
    ({ id }) => id,
    (ids, context, infos) => {
      const plan = (info: GraphQLResolveInfo) =>
        queryFromInfo({ config: getSchemaConfig(loose), context, info, typeName: ref.name });
      const [first, ...others] = infos as [GraphQLResolveInfo, ...GraphQLResolveInfo[]];
      const query = plan(first);
      // Below a drizzle object Pothos takes for loaded what was planned at that very path, and would load the others again.
      if (first.parentType !== first.schema.getQueryType())
        for (const info of others) if (selectsTheSame(info, first)) plan(info);
      const { columns } = query as { columns?: object };
      const tables = context.db.query as unknown as Record<string, Loadable<Loaded>>;
      return tables[table]!.findMany({
        ...query,
        columns: { ...columns, id: true },
        where: { AND: [{ id: { in: ids } }, visible(context as Context)] },
      });
    },
  );
  const loadById = (
    id: unknown,
    context: SubgraphContext<Relations>,
    info: GraphQLResolveInfo,
  ): Promise<Row | null> => (isUuid(id) ? load(id.toLowerCase(), context, info) : Promise.resolve(null));

  loose.asEntity(ref as never, {
    key: loose.selection<{ id: string }>("id"),
    resolveReference: ((
      { id }: { id: unknown },
      context: SubgraphContext<Relations>,
      info: GraphQLResolveInfo,
    ) => loadById(id, context, info)) as never,
  });
  return loadById;
}
