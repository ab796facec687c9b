import type { GraphQLResolveInfo } from "graphql";

type Batch<Row> = Map<string, PromiseWithResolvers<Row | null>>;
type Open<Row> = { batch: Batch<Row>; infos: GraphQLResolveInfo[] };

/**
 * Loads every entity that one `_entities` call names with one query; an id that is not there gives null.
 *
 * graphql-js maps the representations of an `_entities` field synchronously, so all of them have asked by the time
 * the microtask runs. The `info` of each who asks reaches `load`, which selects only the columns the operation wants.
 * A context object must be fresh for each operation: it is what separates one caller's batches from another's.
 */
export function entityLoader<Row, Context extends object>(
  idOf: (row: Row) => string,
  load: (ids: string[], context: Context, infos: readonly GraphQLResolveInfo[]) => Promise<Row[]>,
) {
  const batches = new WeakMap<Context, Map<string, Open<Row>>>();

  return (id: string, context: Context, info: GraphQLResolveInfo): Promise<Row | null> => {
    const open = batches.get(context) ?? new Map<string, Open<Row>>();
    batches.set(context, open);
    const field = String(info.path.key);
    let opened = open.get(field);
    if (!opened) {
      const { batch, infos } = (opened = { batch: new Map(), infos: [] });
      open.set(field, opened);
      queueMicrotask(async () => {
        open.delete(field);
        try {
          const rows = await load([...batch.keys()], context, infos);
          const byId = new Map(rows.map((row) => [idOf(row), row]));
          for (const [key, waiting] of batch) waiting.resolve(byId.get(key) ?? null);
        } catch (error) {
          for (const waiting of batch.values()) waiting.reject(error);
        }
      });
    }
    const { batch, infos } = opened;
    infos.push(info);
    const waiting = batch.get(id) ?? Promise.withResolvers<Row | null>();
    batch.set(id, waiting);
    return waiting.promise;
  };
}
