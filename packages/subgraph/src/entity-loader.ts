import type { GraphQLResolveInfo } from "graphql";

type Batch<Row> = Map<string, PromiseWithResolvers<Row | null>>;

/**
 * Loads every entity that one `_entities` call names with one query; an id that is not there gives null.
 *
 * graphql-js maps the representations of an `_entities` field synchronously, so all of them have asked by the time
 * the microtask runs. `info` reaches `load`, which selects only the columns the operation wants.
 * A context object must be fresh for each operation: it is what separates one caller's batches from another's.
 */
export function entityLoader<Row, Context extends object>(
  idOf: (row: Row) => string,
  load: (ids: string[], context: Context, info: GraphQLResolveInfo) => Promise<Row[]>,
) {
  const batches = new WeakMap<Context, Map<string, Batch<Row>>>();

  return (id: string, context: Context, info: GraphQLResolveInfo): Promise<Row | null> => {
    const open = batches.get(context) ?? new Map<string, Batch<Row>>();
    batches.set(context, open);
    const field = String(info.path.key);
    let batch = open.get(field);
    if (!batch) {
      const opened: Batch<Row> = new Map();
      open.set(field, opened);
      queueMicrotask(async () => {
        open.delete(field);
        try {
          const rows = await load([...opened.keys()], context, info);
          const byId = new Map(rows.map((row) => [idOf(row), row]));
          for (const [key, waiting] of opened) waiting.resolve(byId.get(key) ?? null);
        } catch (error) {
          for (const waiting of opened.values()) waiting.reject(error);
        }
      });
      batch = opened;
    }
    const waiting = batch.get(id) ?? Promise.withResolvers<Row | null>();
    batch.set(id, waiting);
    return waiting.promise;
  };
}
