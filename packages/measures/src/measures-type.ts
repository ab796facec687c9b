import type { SubgraphBuilder, SubgraphContext } from "@linli/subgraph";
import type { ObjectRef, SchemaTypes } from "@pothos/core";
import type { AnyRelations } from "drizzle-orm";
import type { Measures } from "./measures.rules.ts";
import type { MeasuresRow } from "./suppression.rules.ts";

/**
 * The type of an answer with measures, over the type of its rows, which has their dimensions and figures: when they
 * were counted, and what is left out.
 */
export function measuresType<
  Relations extends AnyRelations,
  Context extends SubgraphContext<Relations>,
  Types extends SchemaTypes,
  Dimension extends string,
  Figure extends string,
>(
  builder: SubgraphBuilder<Relations, Context>,
  name: string,
  description: string,
  row: ObjectRef<Types, MeasuresRow<Dimension, Figure>>,
) {
  const Answer = builder.objectRef<Measures<Dimension, Figure>>(name);
  // Whatever the dimensions and figures, these fields are the same.
  const loose = builder as unknown as SubgraphBuilder<AnyRelations, SubgraphContext<AnyRelations>>;
  const refOf = <Shape>(ref: object) => ref as ReturnType<typeof loose.objectRef<Shape>>;
  const Row = refOf<MeasuresRow<string, string>>(row);

  loose.objectField(Row, "suppressed", (t) =>
    t.exposeBoolean("suppressed", {
      description: "Whether figures about too few people are left out of it (含已隐去数据).",
    }),
  );
  loose.objectType(refOf<Measures<string, string>>(Answer), {
    description,
    fields: (t) => ({
      asOf: t.expose("asOf", { type: "DateTime", description: "When they were counted (统计时间)." }),
      truncated: t.exposeBoolean("truncated", {
        description: "Whether there are more rows than rowLimit (是否截断).",
      }),
      rowLimit: t.exposeInt("rowLimit", { description: "Rows at most (行数上限)." }),
      suppressed: t.exposeBoolean("suppressed", {
        description: "Whether figures about too few people are left out (含已隐去数据).",
      }),
      rows: t.field({ type: [Row], description: "The groups (分组).", resolve: ({ rows }) => [...rows] }),
    }),
  });
  return Answer;
}
